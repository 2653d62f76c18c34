"""Who does which queued work: claiming it, handing it back, and taking over what a dead worker had claimed.

The queue is that of django-tasks-db. Its rows name the workers that have claimed them, the last of whom holds the
lease; a worker whose heartbeat is older than the lease is gone (see `heartbeats`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vidsyn.later.heartbeats import workers_alive
from vidsyn.later.patience import RETRIES

logger = logging.getLogger("vidsyn.worker")

Claimed = DBTaskResult[Any, Any]
MOST_CLAIMS = len(RETRIES) + 1


class WorkerLost(Exception):
    """The worker ended in the midst of the work, too many times for it to be tried again."""


def claim(worker: str) -> Claimed | None:
    """The next piece of work that is due, claimed by this worker so that no other does it; None when there is none."""
    if not DBTaskResult.objects.ready().exists():  # spares the database a write lock each second
        return None
    with transaction.atomic():
        found: Claimed | None = DBTaskResult.objects.ready().get_locked()
        if found is not None:
            found.claim(worker)
    return found


def take_over(worker: str) -> int:
    """Queue again what a worker that is gone had claimed; how many.

    Call only where this worker does nothing: what is claimed in its own name was then claimed by a process before it.
    """
    if not DBTaskResult.objects.running().exists():
        return 0
    with transaction.atomic():
        alive = workers_alive() - {worker}
        running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
        lost = [row for row in running if not row.worker_ids or row.worker_ids[-1] not in alive]
        for row in lost:
            _queue_again(row)
    return len(lost)


def is_held(row: Claimed) -> bool:
    """Whether the claim still holds: nobody has taken the work over since. Locks the row; call in a transaction."""
    return (
        DBTaskResult.objects.select_for_update()
        .filter(pk=row.pk, status=TaskResultStatus.RUNNING, worker_ids=row.worker_ids)
        .exists()
    )


@transaction.atomic
def succeed(row: Claimed, value: Any) -> None:
    """Write down that it is done."""
    if is_held(row):
        row.set_successful(value)


@transaction.atomic
def fail(row: Claimed, fault: BaseException) -> None:
    """Write down that it has failed for good."""
    if is_held(row):
        row.set_failed(fault)


@transaction.atomic
def fail_for_now(row: Claimed, fault: Exception) -> None:
    """Queue it again for later, or give it up after the last attempt."""
    attempt = len(row.worker_ids)
    if attempt >= MOST_CLAIMS:
        return fail(row, fault)
    if is_held(row):
        _ready(row, after=timezone.now() + RETRIES[attempt - 1])
        logger.warning("%s failed, attempt %s; again in %s", row.task_path, attempt, RETRIES[attempt - 1])


@transaction.atomic
def hand_back(row: Claimed) -> None:
    """Queue work that was stopped on purpose, at once and without counting this as an attempt."""
    if is_held(row):
        row.worker_ids = row.worker_ids[:-1]
        _ready(row)


def failed_latest(most: int) -> list[Claimed]:
    """Work that has failed for good, the latest first. One statement."""
    return list(DBTaskResult.objects.failed().order_by("-finished_at", "pk")[:most])


def failed_locked(works: Sequence[UUID]) -> list[Claimed]:
    """Those of these that have failed for good, locked in one order; call in a transaction."""
    rows = DBTaskResult.objects.select_for_update().failed().filter(pk__in=works)
    return list(rows.order_by("pk"))


def queue_afresh(row: Claimed) -> None:
    """Queue failed work as if it had never been tried; a letter that had left all the same is not sent again."""
    row.worker_ids, row.exception_class_path, row.traceback = [], "", ""
    row.started_at = row.finished_at = None
    row.save(update_fields=["worker_ids", "exception_class_path", "traceback", "started_at", "finished_at"])
    _ready(row)


def forget(row: Claimed) -> None:
    """Take it out of the queue."""
    row.delete()


def _queue_again(row: Claimed) -> None:
    if len(row.worker_ids) >= MOST_CLAIMS:
        logger.error("%s (%s) has ended %s workers; given up", row.task_path, row.pk, len(row.worker_ids))
        row.set_failed(WorkerLost(f"{len(row.worker_ids)} workers ended while they did this"))
        return
    logger.warning("%s (%s) is taken over from a worker that is gone", row.task_path, row.pk)
    _ready(row)


def _ready(row: Claimed, after: Any = None) -> None:
    row.status = TaskResultStatus.READY
    row.run_after = after or timezone.now()
    row.save(update_fields=["status", "run_after", "worker_ids"])
