"""Backing up everything, and bringing it back."""

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
# Made anew when needed, or of no worth to somebody else.
_LEFT_OUT = frozenset({"static", "mail", "replaced", "rates", "running"})
_UNFINISHED = ("vidsyn.sqlite3", "restoring-", _COPYING)
_KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking the history against its seals gave: whether it is as it was sealed, and how many rows."""

    ok: bool
    sealed: int
    unsealed: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a backup or restore did: the file, how many files and bytes, when it was made and until when it may be
    held, how its history stands."""

    file: str
    files: int
    bytes: int
    made_at: str
    held_until: str
    history: Checked


def backup(path: Path, *, force: bool = False) -> Told:
    """Write everything to one file and read it back to be sure. Refuses to overwrite a file unless `force`.

    A history that has been altered is backed up too, and told of: the copy may be all there is to look into.
    The database is copied first: a document it speaks of is then in the files copied after it.
    """
    if path.exists() and not force:
        raise Refusal("backup_exists", kind=RefusalKind.STATE, file=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        # No seal is made meanwhile: a head newer than the copied database would look like an end cut off.
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
    """Put back everything from a backup, bring it up to date, and check its history against the seals.

    Nothing is touched before the whole file has been found sound. Refuses while a server or a command uses the data
    folder, whose work would be thrown away, and unless `force` where something has happened in it; what stood there is
    kept in `replaced/`.
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
    """Everything in the data folder but the database itself, by its name in the archive; keys wherever they are."""
    data, keys = Path(settings.DATA), Path(settings.KEYS)
    for path in sorted(data.rglob("*")):
        inner = path.relative_to(data)
        if path.is_file() and not path.is_relative_to(keys) and not _is_left_out(inner, path):
            yield f"data/{inner.as_posix()}", path
    for path in sorted(keys.rglob("*")):
        if path.is_file():
            yield f"{_KEYS}/{path.relative_to(keys).as_posix()}", path


def _is_left_out(inner: Path, path: Path) -> bool:
    """Also what is being written at this moment, and backups: one that held those before it would grow without end."""
    top = inner.parts[0]
    if (
        top in _LEFT_OUT
        or top.startswith(_UNFINISHED)
        or any(part.startswith(_COPYING) for part in inner.parts)
    ):
        return True
    return inner.suffix in (".lock", ".unfinished", ".new") or archive.is_one(path)


def _set_aside(data: Path) -> None:
    """Move what stands there into `replaced/`, under the time it was replaced at."""
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
    """What has been erased here so far: the backup may be older and hold it."""
    if databases.holds_anything():
        erasure_log.write_log()
    return erasure_log.read_log()
