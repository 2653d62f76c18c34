"""Back up and restore a whole installation."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidsyn import __version__
from vidsyn.history import erasure_log
from vidsyn.history.seals import verify
from vidsyn.keeping.backups import archive, databases, held
from vidsyn.keeping.upkeep import bring_up_to_date
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.storage.locks import alone
from vidsyn.storage.presence import alone_here
from vidsyn.storage.writing import sync_folder

_COPYING = "vidsyn-backup-"
# Recreated when needed, or useless elsewhere.
_LEFT_OUT = frozenset({"static", "mail", "replaced", "rates", "running"})
_UNFINISHED = ("vidsyn.sqlite3", "restoring-", _COPYING)
_KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Checked:
    """Result of verifying the history: whether it is unaltered, and how many rows it has."""

    ok: bool
    sealed: int
    unsealed: int


@dataclass(frozen=True, slots=True)
class Told:
    """Result of a backup or restore: the file, number of files and bytes, when it was made, its retention limit,
    and the state of its history.
    """

    file: str
    files: int
    bytes: int
    made_at: str
    held_until: str
    history: Checked


def backup(path: Path, *, force: bool = False) -> Told:
    """Write everything to one file and read it back to verify it. Refuses to overwrite a file unless `force`.

    An altered history is backed up too, and reported: the copy may be the only evidence. The database is copied
    first, so that the documents it refers to are among the files copied after it.
    """
    if path.exists() and not force:
        raise Refusal("backup_exists", kind=RefusalKind.STATE, file=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        # No sealing meanwhile: a head newer than the copied database would look like a truncated history.
        with alone("seals"), tempfile.TemporaryDirectory(prefix=_COPYING, dir=path.parent) as work:
            history = _checked()
            contents = _pack(unfinished, Path(work) / "copy")
        archive.read(unfinished)
        unfinished.replace(path)
        sync_folder(path.parent)
        held.write_log([held.Held(str(path.resolve()), contents.made_at, contents.held_until)])
    finally:
        unfinished.unlink(missing_ok=True)
    return _told(path, contents, history)


def restore(path: Path, *, force: bool = False) -> Told:
    """Restore everything from a backup, migrate it, and verify its history against the seals.

    Changes nothing before the whole file has been verified. Refuses while a server or command uses the data folder,
    whose work would be lost, and, unless `force`, where anything has been recorded in it. What it replaces is moved
    to `replaced/`.
    """
    contents = archive.read(path)
    if contents.engine != databases.engine():
        raise Refusal("backup_of_other_database", file=str(path), engine=contents.engine)
    if databases.holds_anything() and not force:
        raise Refusal("restore_would_overwrite", kind=RefusalKind.STATE, folder=str(settings.DATA))
    erasures = _erasures()
    backups = held.read_log()
    with alone_here("restore"):
        data = Path(settings.DATA)
        with tempfile.TemporaryDirectory(prefix="restoring-", dir=data) as work:
            folder = Path(work)
            archive.unpack(path, folder)
            copy = folder / databases.MEMBER[contents.engine]
            databases.check(copy)
            _set_aside(data)
            databases.load(copy)
            _place(folder, data)
        bring_up_to_date()
        erasure_log.write_log(erasures)
        erasure_log.repeat(erasure_log.read_log())
        held.write_log(backups)
        with alone("seals"):
            return _told(path, contents, _checked())


def _pack(target: Path, copy: Path) -> archive.Contents:
    databases.dump(copy)
    databases.check(copy)
    sources = {databases.MEMBER[databases.engine()]: copy, **dict(_kept_files())}
    now = timezone.now()
    contents = archive.Contents(
        format=archive.FORMAT,
        version=__version__,
        made_at=now.isoformat(timespec="seconds"),
        held_until=held.last_day(now),
        engine=databases.engine(),
        members=archive.digests(sources),
    )
    archive.write(target, contents, sources)
    return contents


def _kept_files() -> Iterator[tuple[str, Path]]:
    """Yield everything in the data folder but the database, by its name in the archive; keys wherever they are
    stored.
    """
    data, keys = Path(settings.DATA), Path(settings.KEYS)
    for path in sorted(data.rglob("*")):
        inner = path.relative_to(data)
        if path.is_file() and not path.is_relative_to(keys) and not _is_left_out(inner, path):
            yield f"data/{inner.as_posix()}", path
    for path in sorted(keys.rglob("*")):
        if path.is_file():
            yield f"{_KEYS}/{path.relative_to(keys).as_posix()}", path


def _is_left_out(inner: Path, path: Path) -> bool:
    """Skip files being written, and earlier backups, which would make each backup larger than the last."""
    top = inner.parts[0]
    if (
        top in _LEFT_OUT
        or top.startswith(_UNFINISHED)
        or any(part.startswith(_COPYING) for part in inner.parts)
    ):
        return True
    return inner.suffix in (".lock", ".unfinished", ".new") or archive.is_one(path)


def _set_aside(data: Path) -> None:
    """Move existing data into `replaced/`, in a folder named by the time."""
    aside = data / held.REPLACED / timezone.now().strftime(held.STAMP)
    aside.mkdir(parents=True, mode=0o700)
    databases.dump(aside / "database")
    for name, path in list(_kept_files()):
        target = aside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)


def _place(folder: Path, data: Path) -> None:
    for top, target in (("data", data), (_KEYS, Path(settings.KEYS))):
        for path in sorted((folder / top).rglob("*")):
            if path.is_file():
                place = target / path.relative_to(folder / top)
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.move(path, place)


def _checked() -> Checked:
    found = verify()
    return Checked(found.ok, found.sealed, found.unsealed)


def _told(path: Path, contents: archive.Contents, history: Checked) -> Told:
    made = datetime.fromisoformat(contents.made_at)
    until = contents.held_until or held.last_day(made)
    return Told(str(path), len(contents.members), path.stat().st_size, contents.made_at, until, history)


def _erasures() -> list[erasure_log.Erased]:
    """Return the erasures made here so far: an older backup may hold that data."""
    if databases.holds_anything():
        erasure_log.write_log()
    return erasure_log.read_log()
