"""Read a spreadsheet in a separate process with limited time and memory."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables.cells import Sheet
from vidsyn.tables.packing import unpacked

# Processor seconds: reading is linear, and a current machine reads a megabyte in less than one.
SECONDS = 10
SECONDS_EACH_MEGABYTE = 2
_AT_ONCE = 2  # simultaneous readers of one process; the next one waits
_PATIENCE = 60  # seconds to wait for a reader
_NEEDED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
_turns = threading.BoundedSemaphore(_AT_ONCE)
_log = logging.getLogger(__name__)


def read_apart(content: bytes) -> list[Sheet]:
    """Return the sheets of an XLSX or ODS file.

    Raises Refusal: what `read_spreadsheet` raises, `file_too_heavy` beyond the limits, `file_reader_busy` when
    other files occupy the readers for too long.
    """
    if not _turns.acquire(timeout=_PATIENCE):
        raise Refusal("file_reader_busy")
    try:
        return unpacked(_told(content, SECONDS + SECONDS_EACH_MEGABYTE * len(content) // 1_000_000))
    finally:
        _turns.release()


def environment() -> dict[str, str]:
    """Return the reader's environment: enough to find its modules, and none of this process's settings or secrets."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _told(content: bytes, seconds: int) -> bytes:
    """Return the reader's output. It is killed at twice its processor seconds, should it sleep or the machine be
    slow.
    """
    # -P: do not search the working folder for modules.
    command = [sys.executable, "-P", "-m", "vidsyn.tables.apart", str(seconds)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, env=environment(), timeout=2 * seconds
        )
    except subprocess.TimeoutExpired:
        raise Refusal("file_too_heavy") from None
    if done.stderr:
        _log.warning(
            "A spreadsheet of %s bytes: %s", len(content), done.stderr[-500:].decode(errors="replace")
        )
    if done.returncode:
        # Stopped by a limit: out of time, or out of memory without being able to report it.
        raise Refusal("file_too_heavy")
    return done.stdout
