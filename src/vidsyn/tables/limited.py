"""Reading a spreadsheet in a process of its own, with an end to the time and memory it may take."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables.cells import Sheet
from vidsyn.tables.packing import unpacked

# Processor seconds: reading is linear, and a machine of our day reads a megabyte in less than one.
SECONDS = 10
SECONDS_EACH_MEGABYTE = 2
_AT_ONCE = 2  # readers of one process; the next one waits
_PATIENCE = 60  # seconds for its turn
_NEEDED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
_turns = threading.BoundedSemaphore(_AT_ONCE)
_log = logging.getLogger(__name__)


def read_apart(content: bytes) -> list[Sheet]:
    """The sheets of an XLSX or ODS file.

    Raises Refusal: what `read_spreadsheet` raises, `file_too_heavy` past the limits, `file_reader_busy` where others'
    files keep the readers longer than anybody should wait.
    """
    if not _turns.acquire(timeout=_PATIENCE):
        raise Refusal("file_reader_busy")
    try:
        return unpacked(_told(content, SECONDS + SECONDS_EACH_MEGABYTE * len(content) // 1_000_000))
    finally:
        _turns.release()


def environment() -> dict[str, str]:
    """What the reader is started with: enough to find its modules, and none of this process's settings and secrets."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _told(content: bytes, seconds: int) -> bytes:
    """What the reader answers. It is killed at twice its processor seconds, should it sleep or the machine be slow."""
    # -P: the working folder is not searched for modules.
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
        # Ended by a limit: out of time, or out of memory where nothing could be said any more.
        raise Refusal("file_too_heavy")
    return done.stdout
