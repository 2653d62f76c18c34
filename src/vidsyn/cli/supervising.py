"""Keeping a process running beside this one: when it ends it is started again, ever more slowly, and logged."""

from __future__ import annotations

import logging
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

logger = logging.getLogger("vidsyn.serve")

SHORTEST, LONGEST = 1.0, 60.0  # seconds before it is started again
STEADY = 60.0  # a process that has run for so many seconds began well: the next wait is the shortest again
GRACE = 20.0  # seconds to end what it is doing when asked to stop


@contextmanager
def kept_running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[None]:
    """Run `command` for as long as the block lasts; then ask it to stop, and after `GRACE` seconds make it."""
    kept = _Kept(command, environment)
    kept.start()
    try:
        yield
    finally:
        kept.end()


class _Kept(threading.Thread):
    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        super().__init__(name="supervisor", daemon=True)
        self._command, self._environment = list(command), dict(environment)
        self._stopping, self._lock = threading.Event(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        wait = SHORTEST
        while (process := self._begin()) is not None:
            began = time.monotonic()
            code = process.wait()
            if time.monotonic() - began > STEADY:
                wait = SHORTEST
            if not self._stopping.is_set():
                logger.error("vidsyn %s ended (%s); started again in %.0f s", self._command[-1], code, wait)
            self._stopping.wait(wait)
            wait = min(wait * 2, LONGEST)

    def end(self) -> None:
        self._stopping.set()
        with self._lock:
            process = self._process
        if process is not None:
            self._end(process)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        """A new process; None when none is wanted any more."""
        with self._lock:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(self._command, env=self._environment)
            return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        try:
            process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            logger.warning("vidsyn %s did not stop when asked; ended", self._command[-1])
            process.kill()
            process.wait()
