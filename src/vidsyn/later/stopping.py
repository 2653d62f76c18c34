"""Ending a worker without losing what it is doing: a signal asks it to stop, and long work stops between two pieces."""

from __future__ import annotations

import os
import signal
import threading
import time
from datetime import timedelta
from types import FrameType

# Set by `vidsyn serve` for the processes that it starts: none of them outlives it, however it ended.
STARTED_BY = "VIDSYN_STARTED_BY"
_GRACE = 5.0  # seconds for the requests under way when the server is gone

_asked = threading.Event()


class Interrupted(Exception):
    """A long piece of work stopped between two pieces; the next worker goes on with it."""


def listen() -> None:
    """Stop gracefully at SIGTERM and SIGINT, and at once at the second of them."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ask)


def is_asked() -> bool:
    """Whether this process has been asked to stop."""
    return _asked.is_set()


def wait(time: timedelta) -> None:
    """Sleep for so long, or until this process is asked to stop."""
    _asked.wait(time.total_seconds())


def pause_if_asked() -> None:
    """Raise Interrupted when this process has been asked to stop. Call between two pieces of long work."""
    if _asked.is_set():
        raise Interrupted


def end_with_parent() -> None:
    """End this process when the server that started it is gone. Does nothing in one that no server started."""
    parent = os.environ.get(STARTED_BY)
    if parent:
        threading.Thread(target=_watch, args=(int(parent),), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


def _ask(_number: int, _frame: FrameType | None) -> None:
    _asked.set()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)
