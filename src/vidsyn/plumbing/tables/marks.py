"""What calamine does not give: where formulas failed, and which cells an OpenDocument sheet merges.

Read with patterns over bytes that `archives` has already bounded: no entities, nothing expanded. The same pass
holds a sheet to the number of cells a machine can carry.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from defusedxml.ElementTree import fromstring

from vidsyn.plumbing.tables import archives

Merge = tuple[tuple[int, int], tuple[int, int]]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION_ENDS = "}id"
_XLSX_ERROR = re.compile(
    rb'<c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
# A formula that nobody has calculated yet: what it would show is not in the file.
_XLSX_UNCALCULATED = re.compile(
    rb'<c [^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f\b[^>]*(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_ODS_TABLE = re.compile(rb'<table:table\b[^>]*?table:name="([^"]*)"[^>]*>(.*?)</table:table>', re.DOTALL)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(
    rb"<table:(covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')
_ROWS_SPANNED = re.compile(rb'number-rows-spanned="(\d+)"')
_COLUMNS_SPANNED = re.compile(rb'number-columns-spanned="(\d+)"')
_TAG = re.compile(rb"<[^>]+>")


@dataclass(slots=True)
class Marks:
    """Failed formulas by (row, column) from 0, and merged ranges."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


def of_xlsx(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    """Marks by sheet name."""
    found = {}
    for name, path in _worksheets(archive).items():
        content = archive.read(path)
        rows, columns = archives.xlsx_size(content)
        archives.bounded(rows * columns)
        errors = {
            (int(row) - 1, archives.column_number(letters)): html.unescape(text.decode())
            for letters, row, text in _XLSX_ERROR.findall(content)
        }
        uncalculated = {
            (int(row) - 1, archives.column_number(letters)): "=" + html.unescape(formula.decode())[:80]
            for letters, row, formula in _XLSX_UNCALCULATED.findall(content)
        }
        found[name] = Marks(uncalculated | errors)
    return found


def _worksheets(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for space in (_MAIN, _STRICT):
        for sheet in workbook.iter(f"{space}sheet"):
            identity = next((v for k, v in sheet.attrib.items() if k.endswith(_RELATION_ENDS)), None)
            target = targets.get(identity, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if path in archive.namelist():
                found[sheet.get("name", "")] = path
    return found


def of_ods(content: bytes) -> Mapping[str, Marks]:
    """Marks by sheet name."""
    found = {}
    for name, table in _ODS_TABLE.findall(content):
        archives.bounded(archives.ods_cells(table))
        found[html.unescape(name.decode())] = _ods_table(table)
    return found


def _ods_table(table: bytes) -> Marks:
    marks = Marks()
    if b"-spanned" not in table and b'value-type="error"' not in table:
        return marks
    row = 0
    for attributes, inside in _ODS_ROW.findall(table):
        _ods_row(inside, row, marks)
        row += _count(_ROWS_REPEATED, attributes)
    return marks


def _ods_row(inside: bytes, row: int, marks: Marks) -> None:
    column = 0
    for _covered, attributes, text in _ODS_CELL.findall(inside):
        if b'value-type="error"' in attributes:
            marks.errors[row, column] = html.unescape(_TAG.sub(b"", text).decode())
        rows, columns = _count(_ROWS_SPANNED, attributes), _count(_COLUMNS_SPANNED, attributes)
        if rows > 1:
            marks.merges.append(((row, column), (row + rows - 1, column + columns - 1)))
        column += _count(_COLUMNS_REPEATED, attributes)


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1
