"""ROR's dump, streamed record by record. Schema: https://github.com/ror-community/ror-schema (v2).

Read whole or refused whole: a dump that ends early raises before anything was kept.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, cast

from vidsyn.kernel.refusals import Refusal
from vidsyn.matching.organisations import NameKind, OrganisationName, OrganisationRecord, Status

_CHUNK = 1 << 20
_KINDS = {str(kind): kind for kind in NameKind}
_LONGEST_RECORD = 64 << 20


def read_dump(path: Path) -> Iterator[OrganisationRecord]:
    """The records of a dump: zip (the newest schema-v2 JSON in it), gz or plain JSON."""
    for raw in _raw_records(path):
        yield _record(raw)


def _raw_records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with ExitStack() as stack:
            stream = _open(path, stack)
            text = io.TextIOWrapper(stream, encoding="utf-8-sig")
            yield from _array_items(text, path)
    except (zipfile.BadZipFile, EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError) as error:
        raise Refusal("ror_dump_damaged", file=path.name, detail=str(error)) from error


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
    """The objects of a JSON array, one at a time, without holding the array."""
    decoder = json.JSONDecoder()
    buffer, position, opened = text.read(_CHUNK), 0, False
    while True:
        position = _skip(buffer, position, " \t\r\n," if opened else " \t\r\n")
        if position < len(buffer) and not opened:
            if buffer[position] != "[":
                raise Refusal("ror_dump_not_schema_v2", file=path.name)
            opened, position = True, position + 1
            continue
        if position < len(buffer) and buffer[position] == "]":
            # To the end: a zip checks its sum only there.
            if (buffer[position + 1 :] + text.read()).strip():
                raise Refusal("ror_dump_not_schema_v2", file=path.name)
            return
        try:
            item, position = decoder.raw_decode(buffer, position)
        except ValueError as error:
            more = text.read(_CHUNK)
            if not more or len(buffer) - position > _LONGEST_RECORD:
                raise Refusal("ror_dump_truncated", file=path.name) from error
            buffer, position = buffer[position:] + more, 0
            continue
        if not isinstance(item, dict):
            raise Refusal("ror_dump_not_schema_v2", file=path.name)
        yield item


def _skip(buffer: str, position: int, characters: str) -> int:
    while position < len(buffer) and buffer[position] in characters:
        position += 1
    return position


def _record(raw: dict[str, Any]) -> OrganisationRecord:
    try:
        place = (raw.get("locations") or [{}])[0].get("geonames_details") or {}
        relations = [
            (str(r.get("type", "")).lower(), ror_id(r["id"])) for r in raw.get("relationships") or []
        ]
        return OrganisationRecord(
            id=ror_id(raw["id"]),
            names=tuple(_name(name) for name in raw["names"] if name.get("value")),
            country=place.get("country_code"),
            city=place.get("name"),
            types=tuple(sorted(raw.get("types") or ())),
            status=Status(raw["status"]),
            website=next(
                (link["value"] for link in raw.get("links") or () if link.get("type") == "website"), None
            ),
            parents=tuple(other for kind, other in relations if kind == "parent"),
            successors=tuple(other for kind, other in relations if kind == "successor"),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Refusal("ror_dump_not_schema_v2", record=str(raw.get("id", ""))[:60]) from error


def _name(raw: dict[str, Any]) -> OrganisationName:
    kinds = tuple(_KINDS[kind] for kind in raw.get("types") or () if kind in _KINDS)
    return OrganisationName(str(raw["value"]), kinds or (NameKind.LABEL,), raw.get("lang"))


def ror_id(text: str) -> str:
    """The full ROR id (`https://ror.org/026vcq606`) of one written in full or by its last nine characters."""
    return "https://ror.org/" + text.strip().rstrip("/").rsplit("/", 1)[-1].lower()
