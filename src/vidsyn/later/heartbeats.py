"""Signs of life in the database: workers, by which their leases are judged, and the clock."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from vidsyn.later.models import Heartbeat
from vidsyn.later.patience import HEARTBEAT, LEASE

logger = logging.getLogger("vidsyn.worker")

CLOCK = "clock"
_WORKER = "worker:"
_FORGOTTEN = timedelta(days=1)


def beat(name: str) -> None:
    """Write down that `name` is alive now."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=timezone.now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )


def last_beat(name: str) -> datetime | None:
    """When `name` was last alive; None when it never was."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def last_beats() -> dict[str, datetime]:
    """When each was last alive, by name. One statement."""
    return dict(Heartbeat.objects.values_list("name", "at"))


def workers_alive() -> set[str]:
    """The ids of the workers whose lease has not run out."""
    return alive_among(last_beats(), timezone.now())


def alive_among(beats: Mapping[str, datetime], now: datetime) -> set[str]:
    """The ids of the workers among these whose lease has not run out at `now`."""
    return {
        name.removeprefix(_WORKER)
        for name, at in beats.items()
        if name.startswith(_WORKER) and at >= now - LEASE
    }


@contextmanager
def worker_alive(worker: str) -> Iterator[None]:
    """Renew the worker's lease, from a thread of its own, until the block ends."""
    done = threading.Event()
    beat(_WORKER + worker)
    thread = threading.Thread(target=_go_on, args=(_WORKER + worker, done), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        forgotten = Heartbeat.objects.filter(
            name__startswith=_WORKER, at__lt=timezone.now() - _FORGOTTEN
        ) | Heartbeat.objects.filter(name=_WORKER + worker)
        forgotten.delete()


def _go_on(name: str, done: threading.Event) -> None:
    try:
        while not done.wait(HEARTBEAT.total_seconds()):
            try:
                beat(name)
            except DatabaseError:
                # The lease outlasts several of these; the connection may be the fault, so take a new one.
                logger.warning("the worker's lease could not be renewed", exc_info=True)
                connection.close()
    finally:
        connection.close()
