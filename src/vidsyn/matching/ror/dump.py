"""Stream ROR's dump record by record. Schema: https://github.com/ror-community/ror-schema (v2).

All or nothing: a truncated dump, or an invalid record in it, raises before anything is stored.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, cast

from vidsyn.kernel.characters import readable
from vidsyn.kernel.refusals import Refusal
from vidsyn.matching.organisations import NameKind, OrganisationName, OrganisationRecord, Status

_CHUNK = 1 << 20
_KINDS = {str(kind): kind for kind in NameKind}
_LONGEST_RECORD = 16 << 20  # characters; today's longest has some thirty thousand
_LONGEST_TEXT = 10_000  # characters of a name or an address; today's longest has some three hundred
_LONGEST_LANGUAGE = 3
_MOST_UNPACKED = 4 << 30  # bytes; today's dumps unpack to a fifteenth of this

# Errors raised by opening or unpacking a truncated, corrupted, encrypted or otherwise packed file.
_DAMAGED = (
    zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError, struct.error, UnicodeError,
    NotImplementedError, RuntimeError, ValueError, LookupError, OSError,
)  # fmt: skip


def read_dump(path: Path) -> Iterator[OrganisationRecord]:
    """Yield the records of a dump: zip (the newest schema-v2 JSON in it), gz or plain JSON.

    Raises Refusal, always with the file's name: `ror_dump_damaged`, `ror_dump_truncated`, `ror_dump_without_json`,
    `ror_dump_not_schema_v2`, and `ror_record_unreadable` with the record's number and id.
    """
    for number, raw in enumerate(_raw_records(path), start=1):
        try:
            record = record_of(raw)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            named = raw.get("id")
            called = readable(named)[:60] if isinstance(named, str) else ""
            raise Refusal("ror_record_unreadable", file=path.name, number=number, record=called) from error
        yield record


def _raw_records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with ExitStack() as stack:
            text = io.TextIOWrapper(_open(path, stack), encoding="utf-8-sig")
            yield from _array_items(text, path)
    except _DAMAGED as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        raise Refusal("ror_dump_damaged", file=path.name, detail=detail) from error


def _open(path: Path, stack: ExitStack) -> IO[bytes]:
    stream: IO[bytes] = stack.enter_context(path.open("rb"))
    magic = stream.read(4)
    stream.seek(0)
    if magic[:2] == b"\x1f\x8b":
        return cast(IO[bytes], stack.enter_context(gzip.open(stream)))
    if magic == b"PK\x03\x04":
        archive = stack.enter_context(zipfile.ZipFile(stream))
        inside = [name for name in archive.namelist() if name.endswith(".json")]
        if not inside:
            raise Refusal("ror_dump_without_json", file=path.name)
        return stack.enter_context(archive.open(max(inside, key=lambda name: ("schema_v2" in name, name))))
    return stream


def _array_items(text: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON array one at a time, without loading the array."""
    buffer = _Buffer(text, path)
    if not buffer.taken("["):
        raise Refusal("ror_dump_not_schema_v2", file=path.name)
    while not buffer.taken("]"):
        item = buffer.item()
        if not isinstance(item, dict):
            raise Refusal("ror_dump_not_schema_v2", file=path.name)
        yield item
    # Read to the end: a zip verifies its checksum only there.
    if buffer.rest():
        raise Refusal("ror_dump_not_schema_v2", file=path.name)


class _Buffer:
    """A window over the text, as large as the value being read requires."""

    def __init__(self, text: IO[str], path: Path) -> None:
        self._text, self._path = text, path
        self._decoder = json.JSONDecoder()
        self._held, self._at, self._read = "", 0, 0

    def taken(self, mark: str) -> bool:
        """Skip spaces and commas; consume the mark and return True if it comes next."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in " \t\r\n,":
                self._at += 1
            if self._at < len(self._held):
                break
            if not self._more():
                return False
        found = self._held[self._at] == mark
        self._at += found
        return found

    def item(self) -> object:
        """Return the next value. Refuses `ror_dump_truncated` where the text ends inside it, or it is far too long."""
        while True:
            try:
                item, self._at = self._decoder.raw_decode(self._held, self._at)
            except RecursionError:
                raise Refusal("ror_dump_not_schema_v2", file=self._path.name) from None
            except ValueError as error:
                if len(self._held) - self._at > _LONGEST_RECORD or not self._more():
                    raise Refusal("ror_dump_truncated", file=self._path.name) from error
                continue
            return item

    def rest(self) -> str:
        """Read to the end and return what follows the array, without spaces."""
        found = self._held[self._at :].strip()
        while piece := self._piece(_CHUNK):
            found = found or piece.strip()[:1]
        return found

    def _more(self) -> bool:
        """Double the window, so that a long value is not parsed again for every chunk."""
        left = self._held[self._at :]
        piece = self._piece(max(_CHUNK, len(left)))
        self._held, self._at = left + piece, 0
        return bool(piece)

    def _piece(self, size: int) -> str:
        piece = self._text.read(size)
        self._read += len(piece)
        if self._read > _MOST_UNPACKED:
            limit = f"more than {_MOST_UNPACKED >> 30} GiB"
            raise Refusal("ror_dump_damaged", file=self._path.name, detail=limit)
        return piece


def record_of(raw: dict[str, Any]) -> OrganisationRecord:
    """Parse one record of the dump. Raises TypeError, ValueError or LookupError where it is not schema v2."""
    place = _place(raw)
    relations = [
        (str(one.get("type", "")).lower(), ror_id(_text(one["id"]))) for one in _list(raw, "relationships")
    ]
    websites = [_text(link["value"]) for link in _list(raw, "links") if link.get("type") == "website"]
    country = _text(place.get("country_code") or "")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise ValueError("no code of a country")
    return OrganisationRecord(
        id=ror_id(_text(raw["id"])),
        names=tuple(_name(name) for name in raw["names"] if name.get("value")),
        country=country or None,
        city=_text(place.get("name") or "") or None,
        types=tuple(sorted(_text(kind) for kind in raw.get("types") or ())),
        status=Status(raw["status"]),
        website=websites[0] if websites else None,
        parents=tuple(other for kind, other in relations if kind == "parent"),
        successors=tuple(other for kind, other in relations if kind == "successor"),
    )


def _place(raw: dict[str, Any]) -> dict[str, Any]:
    places = _list(raw, "locations")
    place = places[0].get("geonames_details") if places else None
    return _object(place or {})


def _list(raw: dict[str, Any], field: str) -> list[dict[str, Any]]:
    return [_object(item) for item in raw.get(field) or ()]


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object should stand here")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise TypeError("a text should stand here")
    return readable(value)


def _name(raw: dict[str, Any]) -> OrganisationName:
    kinds = tuple(_KINDS[kind] for kind in map(_text, raw.get("types") or ()) if kind in _KINDS)
    language = _text(raw.get("lang") or "")[:_LONGEST_LANGUAGE]
    return OrganisationName(_text(raw["value"]), kinds or (NameKind.LABEL,), language or None)


def ror_id(text: str) -> str:
    """Return the full ROR id (`https://ror.org/026vcq606`) for one given in full or by its last nine characters."""
    return "https://ror.org/" + text.strip().rstrip("/").rsplit("/", 1)[-1].lower()
