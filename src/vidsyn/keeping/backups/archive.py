"""The archive: a compressed tar whose first member lists every other with its SHA-256."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from vidsyn.kernel.refusals import Refusal

FORMAT = 1
LIST = "vidsyn-backup.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """The archive's manifest. `members` holds the SHA-256 of each file by its name in the archive.

    `held_until` is the last day of the permitted retention; empty in archives older than that field.
    """

    format: int
    version: str
    made_at: str
    engine: str
    members: Mapping[str, str]
    held_until: str = ""


def write(path: Path, contents: Contents, sources: Mapping[str, Path]) -> None:
    """Write the archive, readable by its owner only: it holds keys and personal data."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
        listed = json.dumps(asdict(contents), indent=1, sort_keys=True).encode()
        entry = tarfile.TarInfo(LIST)
        entry.size, entry.mode = len(listed), 0o600
        tar.addfile(entry, io.BytesIO(listed))
        for name, source in sources.items():
            tar.add(source, arcname=name, recursive=False)
    with path.open("rb") as whole:
        os.fsync(whole.fileno())


def is_one(path: Path) -> bool:
    """Check by its first bytes whether the file is a Vidsyn backup, damaged or not."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return False
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            entry = tar.next()
    except (OSError, EOFError, tarfile.TarError):
        return False
    return entry is not None and entry.name == LIST


def read(path: Path) -> Contents:
    """Return the archive's manifest after checking that every file in it is intact.

    Refuses `backup_unreadable` for what is not a Vidsyn backup and `backup_damaged` for a damaged one.
    """
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            contents = _list_of(tar)
            found = {entry.name: digest(_opened(tar, entry)) for entry in _files(tar)}
    except (OSError, EOFError, tarfile.TarError, ValueError, TypeError, KeyError) as fault:
        raise Refusal("backup_unreadable", file=str(path)) from fault
    wrong = sorted(n for n in {*found, *contents.members} if found.get(n) != contents.members.get(n))
    if wrong:
        raise Refusal("backup_damaged", file=str(path), member=wrong[0])
    return contents


def unpack(path: Path, folder: Path) -> None:
    """Unpack an archive that `read` has verified."""
    with tarfile.open(path, mode="r:gz") as tar:
        _list_of(tar)
        for entry in _files(tar):
            target = folder / PurePosixPath(entry.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                for piece in _pieces(_opened(tar, entry)):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            os.utime(target, (entry.mtime, entry.mtime))


def digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file's bytes."""
    whole = hashlib.sha256()
    for piece in _pieces(file):
        whole.update(piece)
    return whole.hexdigest()


def digests(sources: Mapping[str, Path]) -> dict[str, str]:
    """Return the SHA-256 of each source, by name."""
    told = {}
    for name, source in sources.items():
        with source.open("rb") as file:
            told[name] = digest(file)
    return told


def _list_of(tar: tarfile.TarFile) -> Contents:
    entry = tar.next()
    if entry is None or entry.name != LIST:
        raise ValueError("no list")
    told: dict[str, Any] = json.load(_opened(tar, entry))
    contents = Contents(**told)
    if contents.format != FORMAT:
        raise ValueError("another format")
    return contents


def _files(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the members after the manifest; any that is not a plain file below the folder makes it unreadable."""
    while (entry := tar.next()) is not None:
        parts = PurePosixPath(entry.name).parts
        if not entry.isfile() or ".." in parts or entry.name.startswith("/"):
            raise ValueError(entry.name)
        yield entry


def _opened(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(entry)
    if file is None:
        raise ValueError(entry.name)
    return file


def _pieces(file: IO[bytes]) -> Iterable[bytes]:
    return iter(lambda: file.read(_PIECE), b"")
