"""Write files atomically: to a temporary file, synced to disk, then moved into place.

Without Django, so that the matching library can use it too.
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

# EFBIG: a file size limit, which some machines use to share a disk.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORGOTTEN = 24 * 3600  # seconds after which a temporary file counts as abandoned


def write_aside(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Replace `path` with a whole file. After a crash or on a full disk the old one is still there, intact.

    Raises OSError, with nothing left behind.
    """
    with written_aside(path, mode=mode) as file:
        file.write(content)


@contextmanager
def written_aside(path: Path, *, mode: int = 0o600) -> Iterator[IO[bytes]]:
    """Yield a temporary file that replaces `path` at the end of the block, once it is on the disk."""
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
    """Sync the names in a folder to disk: a file moved there then survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def room_on_disk(folder: Path) -> Iterator[None]:
    """Refuse `disk_full` where writing to the folder fails for lack of space. Other errors are raised."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            raise
        raise Refusal("disk_full", kind=RefusalKind.STATE, folder=str(folder)) from fault


def sweep(folder: Path) -> None:
    """Delete temporary files that an interrupted process left a day or more ago."""
    for path in folder.glob(".*.new"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()
