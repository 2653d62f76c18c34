"""Whether background work keeps up: reported by `vidsyn check`, the health page and a monitor's probe.

A trouble is a refusal that nobody raises: a code with parameters, which the door turns into a sentence.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from vidsyn.history.models import HistoryEntry
from vidsyn.keeping.backups.held import read_log
from vidsyn.kernel.refusals import Refusal
from vidsyn.later import patience
from vidsyn.later.heartbeats import CLOCK, alive_among, last_beats

Rows = QuerySet[DBTaskResult[Any, Any]]


class Part(StrEnum):
    """Parts that are checked."""

    DATABASE = "database"
    DISK = "disk"
    WORKER = "worker"
    CLOCK = "clock"
    QUEUE = "queue"
    LONG_WORK = "long_work"
    FAILED_WORK = "failed_work"
    SEALS = "seals"
    BACKUP = "backup"


# Without these Vidsyn fails at what people rely on, and a probe reports failure. The rest can wait for office
# hours.
GRAVE = frozenset({Part.DATABASE, Part.DISK, Part.WORKER, Part.CLOCK, Part.QUEUE, Part.SEALS})


@dataclass(frozen=True, slots=True)
class Reading:
    """State of one part: the time it concerns (last sign of life, oldest pending task), if any, and the trouble, if
    any.
    """

    part: Part
    at: datetime | None = None
    trouble: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """The database's data for all parts, in three statements."""

    now: datetime
    beats: Mapping[str, datetime]
    work: Mapping[str, Any]
    seals: Mapping[str, Any]


def _look() -> _Seen:
    now = timezone.now()
    ready, running = Q(status=TaskResultStatus.READY), Q(status=TaskResultStatus.RUNNING)
    late, shown = now - patience.QUEUE_LATE, now - patience.FAILED_SHOWN
    due = Q(run_after=get_date_max(), enqueued_at__lt=late) | Q(run_after__lt=late)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__gte=shown)
    work = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=ready & due),
        oldest=Min("enqueued_at", filter=ready),
        since=Min("started_at", filter=running),
        failed=Count("pk", filter=failed),
    )
    unsealed = HistoryEntry.objects.filter(seal=None)
    waiting = Count("pk", filter=Q(at__lt=now - patience.SEAL_LATE))
    return _Seen(now, last_beats(), work, unsealed.aggregate(oldest=Min("at"), waiting=waiting))


def readings() -> list[Reading]:
    """Check every part. If the database cannot be reached, report only that."""
    try:
        seen = _look()
    except DatabaseError as fault:
        return [
            _disk(),
            Reading(Part.DATABASE, None, Refusal("check_database_away", said=str(fault).strip())),
        ]
    return [
        Reading(Part.DATABASE),
        _disk(),
        *(part(seen) for part in (_worker, _clock, _queue, _long_work, _failed_work, _seals)),
        _backup(),
    ]


def troubles() -> list[Refusal]:
    """Return what is wrong, in the order of the parts."""
    return [reading.trouble for reading in readings() if reading.trouble]


def is_well(found: list[Reading]) -> bool:
    """Check that nothing grave is wrong."""
    return not any(reading.trouble and reading.part in GRAVE for reading in found)


def _disk() -> Reading:
    free = shutil.disk_usage(settings.DATA).free
    low = Refusal("check_disk_low", folder=str(settings.DATA), megabytes=free // 1_000_000)
    return Reading(Part.DISK, None, low if free < patience.DISK_LOW else None)


def _worker(seen: _Seen) -> Reading:
    alive = alive_among(seen.beats, seen.now)
    return Reading(Part.WORKER, None, None if alive else Refusal("check_worker_gone"))


def _clock(seen: _Seen) -> Reading:
    at = seen.beats.get(CLOCK)
    late = at is None or seen.now - at > patience.CLOCK_LATE
    return Reading(
        Part.CLOCK, at, Refusal("check_clock_late", minutes=_minutes(patience.CLOCK_LATE)) if late else None
    )


def _queue(seen: _Seen) -> Reading:
    """Report due tasks that nobody works on: unclaimed, or claimed by a worker that is gone."""
    count = seen.work["waiting"] + _left(seen)
    late = Refusal("check_worker_behind", count=count, minutes=_minutes(patience.QUEUE_LATE))
    return Reading(Part.QUEUE, seen.work["oldest"], late if count else None)


def _left(seen: _Seen) -> int:
    """Count tasks in progress whose worker is gone. One statement; none where nothing has run for long."""
    limit = seen.now - patience.QUEUE_LATE
    if seen.work["since"] is None or seen.work["since"] >= limit:
        return 0
    alive = alive_among(seen.beats, seen.now)
    running = DBTaskResult.objects.running().filter(started_at__lt=limit).only("worker_ids")
    return sum(not row.worker_ids or row.worker_ids[-1] not in alive for row in running)


def _long_work(seen: _Seen) -> Reading:
    since = seen.work["since"]
    is_long = since is not None and seen.now - since > patience.WORK_LONG
    long = Refusal("check_work_long", hours=_minutes(patience.WORK_LONG) // 60)
    return Reading(Part.LONG_WORK, since, long if is_long else None)


def _failed_work(seen: _Seen) -> Reading:
    """Query the latest failure only where there is one."""
    if not seen.work["failed"]:
        return Reading(Part.FAILED_WORK)
    failed: Rows = DBTaskResult.objects.failed().order_by("-finished_at")
    at, work, fault = failed.values_list("finished_at", "task_path", "exception_class_path")[0]
    trouble = Refusal("check_work_failed", count=seen.work["failed"], work=_short(work), fault=_short(fault))
    return Reading(Part.FAILED_WORK, at, trouble)


def _seals(seen: _Seen) -> Reading:
    waiting = seen.seals["waiting"]
    late = Refusal("check_history_unsealed", count=waiting, minutes=_minutes(patience.SEAL_LATE))
    return Reading(Part.SEALS, seen.seals["oldest"], late if waiting else None)


def _backup() -> Reading:
    """Knows only of backups by `vidsyn backup`; a university may have other ways."""
    at = max((datetime.fromisoformat(each.made_at) for each in read_log()), default=None)
    is_late = at is not None and timezone.now() - at > patience.BACKUP_LATE
    return Reading(
        Part.BACKUP, at, Refusal("check_backup_late", days=patience.BACKUP_LATE.days) if is_late else None
    )


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds()) // 60


def _short(path: str) -> str:
    return path.rpartition(".")[2]
