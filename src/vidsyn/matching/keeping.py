"""Keeping files on a disk that may be full: refusals that say so, and nothing left of what was interrupted."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vidsyn.kernel.refusals import Refusal, RefusalKind

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORGOTTEN = 24 * 3600  # seconds after which a file written aside belongs to nobody any more


@contextmanager
def room_on_disk(folder: Path) -> Iterator[None]:
    """Refuse `disk_full` where writing to the folder fails for want of room. Other faults of the disk are raised."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in _NO_ROOM:
            raise
        raise Refusal("disk_full", kind=RefusalKind.STATE, folder=str(folder)) from fault


def sweep(folder: Path) -> None:
    """Remove what a process that was ended while writing left behind a day ago or more."""
    for path in folder.glob(".*.new"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()
