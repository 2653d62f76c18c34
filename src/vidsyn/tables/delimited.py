"""Text files with values separated by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from vidsyn.kernel.characters import readable
from vidsyn.kernel.refusals import Refusal
from vidsyn.tables import archives
from vidsyn.tables.cells import Cell, Row, Sheet
from vidsyn.tables.formulas import as_cell

_DELIMITERS = ";\t,"
_NAMED_DELIMITERS = frozenset(";,|:")
_SAMPLE_ROWS = 40
_MOST_ROWS = 200_000
# Python's default, which applies to the whole process, is below the longest text in our exports.
csv.field_size_limit(1 << 20)


def read_delimited(content: bytes) -> Sheet:
    """Return the file's only sheet; rows are numbered by record, so a value may span two lines."""
    text = decoded(content)
    delimiter, skip = _delimiter(text)
    archives.bounded(text.count(delimiter))
    rows = _rows(text, delimiter)
    return Sheet(
        "", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1) if number > skip)
    )


def decoded(content: bytes) -> str:
    """Decode UTF-16 and UTF-8 by their byte-order marks, else UTF-8, else cp1252. Raises Refusal `file_encoding`."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strict(content, encoding)
    if b"\x00" in content[:2000]:
        return _strict(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(content, "cp1252")


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal("file_encoding") from None
    if "\x00" in text:
        raise Refusal("file_not_a_table")
    return text


def _delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter, and the number of leading rows that only name it (`sep=;`, an Excel convention)."""
    first = text[:10].splitlines()[0].strip().strip('"').lower() if text[:10].strip() else ""
    if first.startswith("sep=") and first[4:] in _NAMED_DELIMITERS:
        return first[4], 1
    return max(_DELIMITERS, key=lambda candidate: _evenness(text, candidate)), 0


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many of the first rows share the most common width above one, and that width."""
    sample = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row, _ in zip(sample, range(_SAMPLE_ROWS), strict=False) if len(row) > 1]
    except csv.Error:
        return (0, 0)
    (width, rows), *_others = Counter(widths).most_common(1) or [(0, 0)]
    return rows, width


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    try:
        rows: list[list[Cell]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([as_cell(readable(value)) for value in row])
            if len(rows) > _MOST_ROWS:
                raise Refusal("file_too_many_cells")
        return rows
    except csv.Error:
        raise Refusal("file_damaged") from None
