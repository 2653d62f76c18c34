"""How often something has been asked for within the running minute, counted by every process together.

A file for each name in `rates/` of the data folder; its length is the count, for the kernel appends one byte whole
and at once. So web workers share one count without a write to the register's database for each request.
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
    """Count one more; how many it makes within the minute. Names are kept as digests only.

    Where nothing can be written, as on a full disk, nothing is counted: those who only read are let through.
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
        return os.lseek(descriptor, 0, os.SEEK_CUR)  # where this byte ended, whoever else appends
    finally:
        os.close(descriptor)


def seconds_left() -> int:
    """How long the running minute still lasts."""
    return WINDOW - int(time.time()) % WINDOW


def _folder() -> Path:
    return Path(settings.DATA) / "rates" / str(int(time.time()) // WINDOW)


def _begin(folder: Path) -> None:
    """A new minute: the ones before the last are thrown away."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.parent.iterdir():
        if old.name.isdigit() and int(old.name) < int(folder.name) - 1:
            shutil.rmtree(old, ignore_errors=True)
