"""Writing files so that nobody ever reads half of one: aside, to the disk, and then into place.

Free of Django, so that the matching library writes with it too.
"""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from vidsyn.kernel.refusals import Refusal, RefusalKind

# EFBIG: a limit on the size of files, which is how some machines share out a disk.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORGOTTEN = 24 * 3600  # seconds after which a file written aside belongs to nobody any more


def write_aside(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Put a whole file in place of `path`. After a crash or on a full disk the old one is still there, whole.

    Raises OSError, with nothing left behind.
    """
    with written_aside(path, mode=mode) as file:
        file.write(content)


@contextmanager
def written_aside(path: Path, *, mode: int = 0o600) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of `path` at the end of the block, once it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk: a file that was moved there is there after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def room_on_disk(folder: Path) -> Iterator[None]:
    """Refuse `disk_full` where writing to the folder fails for want of room. Other faults of the disk are raised."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            raise
        raise Refusal("disk_full", kind=RefusalKind.STATE, folder=str(folder)) from fault


def sweep(folder: Path) -> None:
    """Remove what a process that was ended while writing left behind a day ago or more."""
    for path in folder.glob(".*.new"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()
