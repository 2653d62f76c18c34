"""Open and split list files: gzipped or not, any common encoding, tables with the headings authorities use."""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from gettext import gettext as _
from typing import IO, Any

from vidsyn.matching.text.countries import country_code

csv.field_size_limit(min(sys.maxsize, 1 << 27))

_SEPARATORS = re.compile(r"[;|\n]")
# Today's lists have at most some hundred million bytes; reading one whole takes ten times that in memory.
_MOST_WHOLE = 1_000_000_000
_MOST_STREAMED = 16_000_000_000


class Unreadable(Exception):
    """The file is not in the stated format, or is truncated. The text says where."""


def unpacked(stream: IO[bytes]) -> IO[bytes]:
    """Return the stream, gunzipped where it is gzip."""
    magic = stream.read(2)
    stream.seek(0)
    return io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=stream))) if magic == b"\x1f\x8b" else stream


class _Bounded(io.RawIOBase):
    """A stream that raises Unreadable when it unpacks to more than any list has."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream, self._left = stream, _MOST_STREAMED

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        count = self._stream.readinto(buffer)
        self._left -= count
        if self._left < 0:
            raise Unreadable(_too_large(_MOST_STREAMED))
        return count


def whole(stream: IO[bytes]) -> bytes:
    """Read the whole stream. Raises Unreadable above the limit for lists read whole."""
    content = stream.read(_MOST_WHOLE + 1)
    if len(content) > _MOST_WHOLE:
        raise Unreadable(_too_large(_MOST_WHOLE))
    return content


def _too_large(most: int) -> str:
    return _("it unpacks to more than %(megabytes)s MB") % {"megabytes": most // 1_000_000}


def text_of(stream: IO[bytes]) -> str:
    """Read the whole stream as text: UTF-8 or UTF-16 by its byte-order mark, else UTF-8, else Windows-1252.

    Raises Unreadable for a file cut inside a letter; a stray byte in otherwise clear UTF-8 spoils that letter only.
    """
    content = whole(stream)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mended = content.decode("utf-8-sig", "replace")
        spoilt = mended.count(_SPOILT)
        if sum(not letter.isascii() for letter in mended) < _PLAINLY * spoilt:
            return content.decode("cp1252", "replace")
        if error.end == len(content) and error.reason == "unexpected end of data":
            raise Unreadable(_("the file ends inside a letter")) from error
        return mended


_SPOILT = "\ufffd"
_PLAINLY = 5  # multi-byte letters per invalid one from which the text counts as UTF-8
_SAID_DATES = (
    re.compile(rb'(?:generationDate|dateGenerated)\s*=\s*"(\d{4}-\d\d-\d\d)'),
    re.compile(rb"<DateGenerated>\s*(\d{4}-\d\d-\d\d)"),
    re.compile(
        rb"(?:Report Date|Last Updated)\W{1,4}(\d{1,2})[/ -](\d{1,2}|[A-Z][a-z]{2})[a-z]*[/ -](\d{4})"
    ),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date_said(stream: IO[bytes]) -> date | None:
    """Return the date a list states in its head (EU, UN and UK lists do), or None."""
    head = stream.read(4_000)
    for pattern in _SAID_DATES:
        if found := pattern.search(head):
            try:
                return _date([part.decode() for part in found.groups()])
            except ValueError:
                return None
    return None


def _date(parts: list[str]) -> date:
    if len(parts) == 1:
        return date.fromisoformat(parts[0])
    day, month, year = parts
    return date(int(year), int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1, int(day))


def split(value: str | None) -> list[str]:
    """Split a cell that holds several values separated by ;, | or line breaks."""
    parts = (part.strip() for part in _SEPARATORS.split(value or ""))
    return [part for part in parts if part]


def csv_rows(text: str, needed: set[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV under its heading row, the first with a required heading; headings are folded.

    Raises Unreadable where no row has one, or where a quote never ends.
    """
    head = text[:10_000].partition("\n")[0]
    delimiter = max(",;\t|", key=head.count) if head else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(str(error)) from error
    for place, line in enumerate(lines[:20]):
        headings = [heading(cell) for cell in line]
        if needed & set(headings):
            if len(lines[-1]) < len(headings) and not text.endswith(("\n", "\r")):
                raise Unreadable(_("the last row is cut short"))
            yield from (
                _row(headings, cells) for cells in lines[place + 1 :] if any(cell.strip() for cell in cells)
            )
            return
    raise Unreadable(_("no column is called any of %(names)s") % {"names": ", ".join(sorted(needed))})


def heading(cell: str) -> str:
    """Normalise a heading for comparison: lower-case letters and digits, joined by underscores."""
    return re.sub(r"[^a-z0-9]+", "_", cell.casefold()).strip("_")


def _row(headings: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(headings, cells, strict=False) if name}


def first_of(row: Mapping[str, str], *headings: str) -> str:
    """Return the first of the columns that exists and is not empty."""
    return next((row[name] for name in headings if row.get(name)), "")


def countries(*values: str | None) -> tuple[str, ...]:
    """Return ISO codes of known countries, and the words themselves for others."""
    found = (country_code(value) or value.strip() for value in values if value and value.strip())
    return tuple(dict.fromkeys(found))
