"""Spreadsheets are ZIP archives of XML: what is checked before anything is unpacked for good.

A small file can unpack to gigabytes, claim one cell in the last row and the last column, or name entities that
grow. Each is measured on the stream and refused before a reader allocates anything for it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from vidsyn.kernel.refusals import Refusal

MOST_UNPACKED = 400_000_000
MOST_CELLS = 6_000_000
_PIECE = 1 << 20
_XLSX_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once every part has been unpacked within bounds and found sound and free of entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        budget = MOST_UNPACKED
        for part in archive.infolist():
            budget -= _checked(archive, part, budget)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise Refusal("file_damaged") from None
    return archive


def _checked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: int) -> int:
    """Bytes of the part as it really unpacks, whatever its header says."""
    if part.file_size > budget:
        raise Refusal("file_too_large_unpacked", megabytes=MOST_UNPACKED // 1_000_000)
    size, tail = 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if part.filename.endswith((".xml", ".rels")) and b"<!" in (seen := tail + piece):
                _no_declarations(seen)
            tail = piece[-10:]
    return size


def _no_declarations(seen: bytes) -> None:
    if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
        raise Refusal("file_has_entities")


def xlsx_size(sheet: bytes) -> tuple[int, int]:
    """(rows, columns) that a worksheet's cells reach to."""
    rows = columns = 0
    for letters, digits in _XLSX_CELL.findall(sheet):
        rows, columns = max(rows, int(digits)), max(columns, column_number(letters) + 1)
    return rows, columns


def column_number(letters: bytes) -> int:
    """Column A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def ods_cells(content: bytes) -> int:
    """How many cells an OpenDocument sheet's repeated rows and columns claim where they hold something."""
    total = 0
    for attributes, inside in _ODS_ROW.findall(content):
        width = sum(_widths(inside))
        if width:
            total += width * _number(_ROWS, attributes)
    return total


def _widths(row: bytes) -> Iterator[int]:
    """Cells up to the last one that holds something."""
    waiting = 0
    for attributes, closed in _ODS_CELL.findall(row):
        waiting += _number(_COLUMNS, attributes)
        if not closed or b"value" in attributes:
            yield waiting
            waiting = 0


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1


def bounded(cells: int) -> None:
    """Refuse a sheet that claims more cells than one machine should hold."""
    if cells > MOST_CELLS:
        raise Refusal("file_too_many_cells")
