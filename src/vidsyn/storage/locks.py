"""Locks between the processes of one data folder: kernel file locks, released when a process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold the lock `name`, exclusive among processes of this data folder; waits for it."""
    with opened(name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def alone_or_not(name: str) -> Iterator[bool]:
    """As `alone`, but does not wait: yields whether the lock was acquired."""
    with opened(name) as file:
        yield try_lock(file)


def try_lock(file: IO[str], *, shared: bool = False) -> bool:
    """Lock the file until it is closed; False at once when another process has it."""
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def opened(name: str) -> IO[str]:
    """Open a lock's file, creating it if missing. Never truncates it: another process may have written there."""
    path = Path(settings.DATA) / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path.open("a+")
