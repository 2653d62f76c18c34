"""Clear in-memory caches of every process after an erasure in one of them.

Every process compares the log of erasures with its state at the previous request. After an erasure it clears its
caches twice: at once, and again once all requests then in progress have ended, since one may have cached a value it
read earlier. An idle process retains its caches until its next request or turn of the clock.
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
    """State of the log, and when to clear again, in seconds of the monotonic clock."""

    seen: _Stamp | None = None
    again_at: float | None = None


_watch = _Watch()


def forget_erased(now: float | None = None) -> bool:
    """Clear this process's caches if there was an erasure since the last call; returns whether it did.

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
