"""Count requests within the current minute across all processes.

One file per name in `rates/` of the data folder; its length is the count, since the kernel appends a byte
atomically. So web workers share a count without writing to the register's database for each request.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from pathlib import Path

from django.conf import settings

logger = logging.getLogger("vidsyn.rates")

WINDOW = 60  # seconds


def count(name: str) -> int:
    """Count one more; returns the number within the minute. Names are stored as digests only.

    Where nothing can be written, as on a full disk, nothing is counted, so that reading remains possible.
    """
    try:
        return _counted(name)
    except OSError:
        logger.warning("requests are not counted", exc_info=True)
        return 0


def _counted(name: str) -> int:
    folder = _folder()
    path = folder / hashlib.sha256(name.encode()).hexdigest()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except FileNotFoundError:
        _begin(folder)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, b".")
        return os.lseek(descriptor, 0, os.SEEK_CUR)  # the position after this byte, whoever else appends
    finally:
        os.close(descriptor)


def seconds_left() -> int:
    """Return how many seconds remain of the current minute."""
    return WINDOW - int(time.time()) % WINDOW


def _folder() -> Path:
    return Path(settings.DATA) / "rates" / str(int(time.time()) // WINDOW)


def _begin(folder: Path) -> None:
    """Start a new minute: older ones, except the last, are deleted."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.parent.iterdir():
        if old.name.isdigit() and int(old.name) < int(folder.name) - 1:
            shutil.rmtree(old, ignore_errors=True)
