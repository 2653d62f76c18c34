"""Immutable dated snapshots of lists: import, look up, compare.

In `VIDSYN_DATA/lists/NAME/` each snapshot is two files, `STAMP-HASH.jsonl.gz` (a listing a line) and
`STAMP-HASH.json` (its description). They never change; the newest by date is the one in use.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.matching.lists.formats import FORCES, FORMATS, LICENCES
from vidsyn.matching.lists.formats.reading import Unreadable, date_said, unpacked
from vidsyn.matching.lists.listing import Force, Listing
from vidsyn.storage.writing import room_on_disk, sweep, write_aside

_MANY = 20  # a list with at least this many rows that loses half of them is taken as truncated


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Description of one version of a list. `list_date` is the list's own date, None when unknown."""

    name: str
    format: str
    sha256: str
    rows: int
    imported_at: str
    list_date: str | None
    force: Force
    licence: str | None
    source: str

    @property
    def stem(self) -> str:
        """The snapshot's file name without extension; sorts by time of import."""
        stamp = self.imported_at.replace(":", "").replace("-", "")[:15]
        return f"{stamp}-{self.sha256[:12]}"

    def age_days(self, on: date) -> int | None:
        """Return days since the list's own date, or None where it has none."""
        return None if self.list_date is None else (on - date.fromisoformat(self.list_date)).days


def list_import(
    source: Path,
    folder: Path,
    *,
    name: str,
    format: str,
    at: datetime,
    list_date: date | None = None,
    force: Force | None = None,
    licence: str | None = None,
    may_shrink: bool = False,
) -> tuple[Snapshot, bool]:
    """Store a new snapshot of a list; returns (snapshot, whether it is new). Refuses a file it cannot read whole.

    A list that lost more than half its rows is probably truncated and is accepted only with `may_shrink`. Without
    `list_date` the date is read from the file, where the file states it.
    """
    _make_room(folder, name)
    with room_on_disk(folder), _aside(folder / name) as aside:
        digest, rows = _write(aside, read_list(source, format))
        if not rows:
            raise Refusal("list_empty", file=source.name, format=format)
        known = _known_or_fit(sound(folder, name), digest, rows, may_shrink=may_shrink)
        if known is not None and _is_whole(folder, known):
            return known, False
        said_on = list_date or _date_said(source)
        snapshot = Snapshot(
            name=name,
            format=format,
            sha256=digest,
            rows=rows,
            imported_at=at.astimezone(UTC).isoformat(timespec="seconds"),
            list_date=said_on.isoformat() if said_on else None,
            force=force or FORCES.get(format, Force.UNKNOWN),
            licence=licence or LICENCES.get(format),
            source=source.name,
        )
        _keep(snapshot, aside, folder / name)
        return snapshot, True


def _make_room(folder: Path, name: str) -> None:
    if not re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}", name):
        raise Refusal("list_name_invalid", field="name")
    (folder / name).mkdir(parents=True, exist_ok=True)
    sweep(folder / name)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Yield a temporary file to write to, deleted at the end unless it was moved into place."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".listings.", suffix=".new")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _known_or_fit(
    earlier: Sequence[Snapshot], digest: str, rows: int, *, may_shrink: bool
) -> Snapshot | None:
    """Return the identical earlier snapshot, or None where the new one is to be stored. Refuses a truncated list."""
    known = next((kept for kept in earlier if kept.sha256 == digest), None)
    if known is None and earlier and not may_shrink and rows * 2 < earlier[-1].rows >= _MANY:
        raise Refusal("list_shrunk", name=earlier[-1].name, rows=rows, before=earlier[-1].rows)
    return known


def _keep(snapshot: Snapshot, written: Path, folder: Path) -> None:
    """Move the listings into place, then the description: a snapshot exists once its description does."""
    os.replace(written, folder / f"{snapshot.stem}.jsonl.gz")  # `_write` has synced it to disk
    about = json.dumps(asdict(snapshot), ensure_ascii=False, indent=1)
    write_aside(folder / f"{snapshot.stem}.json", about.encode())


# Errors a reader may meet in a file that is not in the stated format; callers get a refusal instead.
_UNREADABLE = (
    Unreadable, EOFError, gzip.BadGzipFile, zlib.error, UnicodeError, ValueError, TypeError, AttributeError,
    LookupError, RecursionError, OverflowError,
)  # fmt: skip


def read_list(source: Path, format: str) -> Iterator[Listing]:
    """Yield the listings of a file as published. Refuses `list_damaged` where it is not in the format."""
    try:
        with source.open("rb") as stream:
            yield from FORMATS[format](unpacked(stream))
    except _UNREADABLE as error:
        raise Refusal("list_damaged", file=source.name, format=format, detail=str(error)[:200]) from error


def _date_said(source: Path) -> date | None:
    with source.open("rb") as stream:
        return date_said(unpacked(stream))


def _write(target: Path, listings: Iterator[Listing]) -> tuple[str, int]:
    digest, rows, keys = hashlib.sha256(), 0, _Keys()
    with target.open("wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as file:
            for listing in listings:
                line = _line(listing.as_json() | {"key": keys(listing.key)})
                digest.update(line)
                file.write(line)
                rows += 1
        raw.flush()
        os.fsync(raw.fileno())
    return digest.hexdigest(), rows


def _line(content: dict[str, Any]) -> bytes:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return written.encode("utf-8", "replace") + b"\n"


class _Keys:
    """Unique keys: the second `x` becomes `x#2`."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def __call__(self, key: str) -> str:
        number = self._given.get(key, 0) + 1
        while number > 1 and f"{key}#{number}" in self._given:
            number += 1
        self._given[key] = number
        given = key if number == 1 else f"{key}#{number}"
        self._given.setdefault(given, 1)
        return given


def list_names(folder: Path) -> list[str]:
    """Return the names of the imported lists."""
    return sorted(path.name for path in folder.glob("*") if path.is_dir() and any(path.glob("*.json")))


def snapshots(folder: Path, name: str) -> list[Snapshot]:
    """Return a list's snapshots, oldest first, by the list's own date or, without one, by time of import.

    Snapshots with a damaged description are skipped (`damaged` returns them). Refuses `list_snapshot_damaged` where
    no other remains: screening without the list would silently find nothing.
    """
    found = sound(folder, name)
    if not found and (spoilt := damaged(folder, name)):
        raise _damaged(name, spoilt[0].name)
    return found


def damaged(folder: Path, name: str) -> list[Path]:
    """Return the unreadable descriptions of a list's snapshots, as a full disk or a crash may leave them."""
    return sorted(path for path in (folder / name).glob("*.json") if _described(path) is None)


def sound(folder: Path, name: str) -> list[Snapshot]:
    """As `snapshots`, but empty where none remains."""
    found = [kept for path in (folder / name).glob("*.json") if (kept := _described(path)) is not None]
    return sorted(
        found, key=lambda kept: (kept.list_date or kept.imported_at[:10], kept.imported_at, kept.sha256)
    )


def _described(path: Path) -> Snapshot | None:
    try:
        raw = json.loads(path.read_text("utf-8"))
        kept = Snapshot(**{**raw, "force": Force(raw["force"])})
        datetime.fromisoformat(kept.imported_at)
        kept.age_days(date.min)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return kept


def _damaged(name: str, file: str) -> Refusal:
    return Refusal("list_snapshot_damaged", kind=RefusalKind.STATE, name=name, file=file)


def newest(folder: Path, name: str) -> Snapshot:
    """Return the snapshot in use."""
    found = snapshots(folder, name)
    if not found:
        raise Refusal("list_unknown", kind=RefusalKind.NOT_FOUND, name=name)
    return found[-1]


def listings(folder: Path, snapshot: Snapshot) -> Iterator[Listing]:
    """Yield the listings of a snapshot in the list's own order. Refuses `list_snapshot_damaged`."""
    path, rows = _content(folder, snapshot), 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield Listing.from_json(json.loads(line))
                rows += 1
    except (*_UNREADABLE, OSError) as error:
        raise _damaged(snapshot.name, path.name) from error
    if rows != snapshot.rows:  # an empty file is a valid gzip file of nothing
        raise _damaged(snapshot.name, path.name)


def _content(folder: Path, snapshot: Snapshot) -> Path:
    return folder / snapshot.name / f"{snapshot.stem}.jsonl.gz"


def _is_whole(folder: Path, snapshot: Snapshot) -> bool:
    """Check that the snapshot's listings are unchanged since import. A damaged snapshot is deleted."""
    digest, path = hashlib.sha256(), _content(folder, snapshot)
    try:
        with gzip.open(path, "rb") as content:
            while piece := content.read(1 << 20):
                digest.update(piece)
    except (OSError, EOFError, zlib.error):
        digest.update(b"damaged")
    if digest.hexdigest() == snapshot.sha256:
        return True
    path.with_name(f"{snapshot.stem}.json").unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    return False
