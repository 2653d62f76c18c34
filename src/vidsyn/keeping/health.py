"""Whether what runs by itself keeps up: what `vidsyn check`, the health page and a monitor's probe tell.

A trouble is a refusal that nobody raises: a code with parameters, put into a sentence by the door.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from vidsyn.history.models import HistoryEntry
from vidsyn.keeping.backups.held import read_log
from vidsyn.kernel.refusals import Refusal
from vidsyn.later import patience
from vidsyn.later.heartbeats import CLOCK, last_beat, workers_alive

Rows = QuerySet[DBTaskResult[Any, Any]]


class Part(StrEnum):
    """What is looked at."""

    DATABASE = "database"
    DISK = "disk"
    WORKER = "worker"
    CLOCK = "clock"
    QUEUE = "queue"
    LONG_WORK = "long_work"
    FAILED_WORK = "failed_work"
    SEALS = "seals"
    BACKUP = "backup"


# Without these Vidsyn does not do what people rely on it for; a probe is told so. The rest waits for office hours.
GRAVE = frozenset({Part.DATABASE, Part.DISK, Part.WORKER, Part.CLOCK, Part.QUEUE, Part.SEALS})


@dataclass(frozen=True, slots=True)
class Reading:
    """How one part is: the moment it speaks of (last sign of life, oldest that waits), where there is one, and what
    is wrong, if anything.
    """

    part: Part
    at: datetime | None = None
    trouble: Refusal | None = None


def readings() -> list[Reading]:
    """Every part in turn. Where the database cannot be reached, that alone is told."""
    try:
        last_beat(CLOCK)
    except DatabaseError as fault:
        return [
            _disk(),
            Reading(Part.DATABASE, None, Refusal("check_database_away", said=str(fault).strip())),
        ]
    return [Reading(Part.DATABASE), *(look() for look in _LOOKS)]


def troubles() -> list[Refusal]:
    """What is wrong, in the order of the parts."""
    return [reading.trouble for reading in readings() if reading.trouble]


def is_well(found: list[Reading]) -> bool:
    """Whether nothing grave is wrong."""
    return not any(reading.trouble and reading.part in GRAVE for reading in found)


def _disk() -> Reading:
    free = shutil.disk_usage(settings.DATA).free
    low = Refusal("check_disk_low", folder=str(settings.DATA), megabytes=free // 1_000_000)
    return Reading(Part.DISK, None, low if free < patience.DISK_LOW else None)


def _worker() -> Reading:
    return Reading(Part.WORKER, None, None if workers_alive() else Refusal("check_worker_gone"))


def _clock() -> Reading:
    at = last_beat(CLOCK)
    late = at is None or timezone.now() - at > patience.CLOCK_LATE
    return Reading(
        Part.CLOCK, at, Refusal("check_clock_late", minutes=_minutes(patience.CLOCK_LATE)) if late else None
    )


def _queue() -> Reading:
    """Work that is due and that nobody does: never claimed, or claimed by a worker that is gone."""
    limit = timezone.now() - patience.QUEUE_LATE
    now_due = Q(run_after=get_date_max(), enqueued_at__lt=limit) | Q(run_after__lt=limit)
    waiting: Rows = DBTaskResult.objects.ready().filter(now_due)
    alive = workers_alive()
    left = sum(
        not row.worker_ids or row.worker_ids[-1] not in alive
        for row in DBTaskResult.objects.running().filter(started_at__lt=limit).only("worker_ids")
    )
    count = waiting.count() + left
    late = Refusal("check_worker_behind", count=count, minutes=_minutes(patience.QUEUE_LATE))
    oldest = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
    return Reading(Part.QUEUE, oldest, late if count else None)


def _long_work() -> Reading:
    running: Rows = DBTaskResult.objects.running()
    since = running.aggregate(at=Min("started_at"))["at"]
    is_long = since is not None and timezone.now() - since > patience.WORK_LONG
    long = Refusal("check_work_long", hours=_minutes(patience.WORK_LONG) // 60)
    return Reading(Part.LONG_WORK, since, long if is_long else None)


def _failed_work() -> Reading:
    since = timezone.now() - patience.FAILED_SHOWN
    failed: Rows = DBTaskResult.objects.failed().filter(finished_at__gte=since).order_by("-finished_at")
    last = failed.values_list("finished_at", "task_path", "exception_class_path").first()
    if last is None:
        return Reading(Part.FAILED_WORK)
    at, work, fault = last
    trouble = Refusal("check_work_failed", count=failed.count(), work=_short(work), fault=_short(fault))
    return Reading(Part.FAILED_WORK, at, trouble)


def _seals() -> Reading:
    unsealed = HistoryEntry.objects.filter(seal=None)
    oldest = unsealed.aggregate(at=Min("at"))["at"]
    waiting = unsealed.filter(at__lt=timezone.now() - patience.SEAL_LATE).count()
    late = Refusal("check_history_unsealed", count=waiting, minutes=_minutes(patience.SEAL_LATE))
    return Reading(Part.SEALS, oldest, late if waiting else None)


def _backup() -> Reading:
    """Known only where `vidsyn backup` makes them; a university may have other ways."""
    at = max((datetime.fromisoformat(each.made_at) for each in read_log()), default=None)
    is_late = at is not None and timezone.now() - at > patience.BACKUP_LATE
    return Reading(
        Part.BACKUP, at, Refusal("check_backup_late", days=patience.BACKUP_LATE.days) if is_late else None
    )


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds()) // 60


def _short(path: str) -> str:
    return path.rpartition(".")[2]


_LOOKS: tuple[Callable[[], Reading], ...] = (
    _disk,
    _worker,
    _clock,
    _queue,
    _long_work,
    _failed_work,
    _seals,
    _backup,
)
