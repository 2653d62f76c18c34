"""Locks between the processes of one data folder: files locked by the kernel, which lets go when a process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Only one process of this data folder at a time inside `name`; the others wait."""
    with opened(name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def alone_or_not(name: str) -> Iterator[bool]:
    """As `alone`, but does not wait: says whether this process is the one."""
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
    """The file of a lock, made where it is missing. Opening it never empties it: another may have written there."""
    path = Path(settings.DATA) / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path.open("a+")
