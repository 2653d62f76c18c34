"""Forgetting in every process what was erased in one: what answers and pages are remembered in memory.

Every process compares the log of erasures with how it was at the request before. After an erasure its memories are
emptied twice: at once, and again when whatever was under way meanwhile has ended, which may have put back a value that
it had read before. A process without work holds what it remembers until its next request or turn of the clock.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from vidsyn.history import erasure_log
from vidsyn.kernel.memories import forget_all

LONGEST_REQUEST = 120.0  # seconds

_Stamp = tuple[int, int]


@dataclass(slots=True)
class _Watch:
    """The log as it was, and when to forget once more, in seconds of the monotonic clock."""

    seen: _Stamp | None = None
    again_at: float | None = None


_watch = _Watch()


def forget_erased(now: float | None = None) -> bool:
    """Empty the memories of this process where there was an erasure since the last call; whether it did.

    `now` in seconds of the monotonic clock.
    """
    now = time.monotonic() if now is None else now
    stamp = _stamp()
    if stamp != _watch.seen:
        _watch.seen, _watch.again_at = stamp, now + LONGEST_REQUEST
    elif _watch.again_at is not None and now >= _watch.again_at:
        _watch.again_at = None
    else:
        return False
    forget_all()
    return True


def _stamp() -> _Stamp | None:
    try:
        found = os.stat(erasure_log.path())
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_ino
