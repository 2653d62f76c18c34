"""Opening and cutting up list files: gz or not, any usual encoding, tables with the headings authorities use."""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterator, Mapping
from typing import IO

from vidsyn.matching.text.countries import country_code

csv.field_size_limit(min(sys.maxsize, 1 << 27))

_SEPARATORS = re.compile(r"\s*[;|\n]\s*")


class Unreadable(Exception):
    """The file is not in the format it was said to be in, or is cut short. The text says where."""


def unpacked(stream: IO[bytes]) -> IO[bytes]:
    """The stream, gunzipped where it is gzip."""
    magic = stream.read(2)
    stream.seek(0)
    return io.BufferedReader(gzip.GzipFile(fileobj=stream)) if magic == b"\x1f\x8b" else stream


def text_of(stream: IO[bytes]) -> str:
    """All of the stream as text: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252."""
    content = stream.read()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def split(value: str | None) -> list[str]:
    """The parts of a cell that holds several values, set apart by ;, | or line breaks."""
    return [part for part in _SEPARATORS.split(value or "") if part]


def csv_rows(text: str, needed: set[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV under its heading row, which is the first that has a needed heading; headings folded.

    Raises Unreadable where no row has one, or where quotes never end.
    """
    head, _, _ = text[:10_000].partition("\n")
    delimiter = max(",;\t|", key=head.count) if head else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(str(error)) from error
    for place, line in enumerate(lines[:20]):
        headings = [heading(cell) for cell in line]
        if needed & set(headings):
            yield from (
                _row(headings, cells) for cells in lines[place + 1 :] if any(cell.strip() for cell in cells)
            )
            return
    raise Unreadable(f"no column is called any of {', '.join(sorted(needed))}")


def heading(cell: str) -> str:
    """A heading as it is compared: small letters and digits, underscores between."""
    return re.sub(r"[^a-z0-9]+", "_", cell.casefold()).strip("_")


def _row(headings: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(headings, cells, strict=False) if name}


def first_of(row: Mapping[str, str], *headings: str) -> str:
    """The first of the columns that is there and not empty."""
    return next((row[name] for name in headings if row.get(name)), "")


def countries(*values: str | None) -> tuple[str, ...]:
    """ISO codes where we know the country, else the words themselves."""
    found = (country_code(value) or value.strip() for value in values if value and value.strip())
    return tuple(dict.fromkeys(found))
