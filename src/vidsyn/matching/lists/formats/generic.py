"""An organisation's own lists: CSV or JSON lines with `key`, `schema`, `names`, `native`, `dob`, `country`,
`program`.

A CSV cell may hold several values separated by ; or |. Only names are required.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import IO, Any

from vidsyn.matching.lists.formats.reading import Unreadable, countries, csv_rows, first_of, split, text_of
from vidsyn.matching.lists.listing import Listing, distinct, listing_kind

_NAMES = {"names", "name"}
_LONGEST_LINE = 64 << 20  # characters


def generic_csv(stream: IO[bytes]) -> Iterator[Listing]:
    for number, row in enumerate(csv_rows(text_of(stream), _NAMES), start=1):
        names = distinct(
            *split(first_of(row, "names", "name")), *split(row.get("aliases")), *split(row.get("native"))
        )
        if names:
            yield Listing(
                key=first_of(row, "key", "id") or f"row-{number}",
                kind=listing_kind(row.get("schema", "")),
                names=names,
                schema=row.get("schema", ""),
                births=distinct(*split(first_of(row, "dob", "birth_date"))),
                countries=countries(*split(first_of(row, "country", "countries"))),
                programs=distinct(*split(first_of(row, "program", "programs"))),
                identifiers=distinct(*split(first_of(row, "identifiers", "identifier"))),
                row=row,
            )


def generic_jsonl(stream: IO[bytes]) -> Iterator[Listing]:
    for number, row in json_lines(stream):
        names = distinct(*many(row, "names", "name"), *many(row, "aliases"), *many(row, "native"))
        if names:
            yield Listing(
                key=str(row.get("key") or row.get("id") or f"row-{number}"),
                kind=listing_kind(str(row.get("schema") or "")),
                names=names,
                schema=str(row.get("schema") or ""),
                births=distinct(*many(row, "dob", "birth_date")),
                countries=countries(*many(row, "country", "countries")),
                programs=distinct(*many(row, "program", "programs")),
                identifiers=distinct(*many(row, "identifiers", "identifier")),
                row=row,
            )


def json_lines(stream: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the numbered objects of a JSON lines file. Raises Unreadable at a line that is not an object."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="strict")
    for number, line in enumerate(iter(lambda: text.readline(_LONGEST_LINE), ""), start=1):
        if len(line) == _LONGEST_LINE:
            raise Unreadable(_("line %(number)s is too long") % {"number": number})
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Unreadable(_("line %(number)s is not JSON") % {"number": number}) from error
        if not isinstance(row, dict):
            raise Unreadable(_("line %(number)s is not a JSON object") % {"number": number})
        yield number, row


def many(row: Mapping[str, Any], *fields: str) -> list[str]:
    """Return the texts in a field that may hold one or a list."""
    for name in fields:
        value = row.get(name)
        if isinstance(value, str):
            return [value]
        if isinstance(value, list):
            return [str(item) for item in value if item is not None]
    return []
