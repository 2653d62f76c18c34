"""The worker: does what waits in the queue in the database, mail and long imports, and outlives what goes wrong."""

from __future__ import annotations

import logging
import secrets
import time
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.compat import TaskContext

from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.later import claims, stopping
from vidsyn.later.heartbeats import worker_alive
from vidsyn.later.patience import HEARTBEAT

logger = logging.getLogger("vidsyn.worker")

_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(seconds=60)


def work(*, batch: bool, name: str = "") -> None:
    """Do queued work: until nothing is due when `batch`, else until this process is asked to stop.

    Two workers never have the same `name` at once: what is claimed in its name belonged to one before it. Raises
    nothing when the database is away or locked, unless `batch`: it waits and goes on.
    """
    worker = name or secrets.token_hex(16)
    with worker_alive(worker):
        if batch:
            claims.take_over(worker)
            while _do_next(worker):
                pass
        else:
            _go_on(worker)


def drain() -> None:
    """Do what is queued and due now."""
    work(batch=True)


def _go_on(worker: str) -> None:
    faults, looked = 0, float("-inf")
    while not stopping.is_asked():
        close_old_connections()
        try:
            if time.monotonic() - looked > HEARTBEAT.total_seconds():
                claims.take_over(worker)
                looked = time.monotonic()
            if not _do_next(worker):
                stopping.wait(_PAUSE)
            faults = 0
        except DatabaseError:
            faults += 1
            pause = min(_PAUSE * 2**faults, _LONGEST_PAUSE)
            logger.warning("the queue cannot be reached; trying again in %s", pause, exc_info=True)
            connection.close()
            stopping.wait(pause)


def _do_next(worker: str) -> bool:
    """Do one piece of work; whether there was any."""
    row = claims.claim(worker)
    if row is None:
        return False
    began = timezone.now()
    _do(row)
    logger.info("%s took %s", row.task_path, timezone.now() - began)
    return True


def _do(row: claims.Claimed) -> None:
    try:
        value = _called(row)
    except stopping.Interrupted:
        claims.hand_back(row)
    except (Refusal, Refusals) as refused:
        # A rule said no, and will say no again.
        logger.warning("%s (%s) was refused: %s", row.task_path, row.pk, refused)
        claims.fail(row, refused)
    except Exception as fault:
        logger.exception("%s (%s) failed", row.task_path, row.pk)
        claims.fail_for_now(row, fault)
    else:
        claims.succeed(row, value)


def _called(row: claims.Claimed) -> object:
    task, result = row.task, row.task_result
    if task.takes_context:
        return task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)
