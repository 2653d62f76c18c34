"""Read XLSX and OpenDocument sheets with calamine, adding failed formulas and merged cells, which it omits.

Runs in a separate process (`apart`): calamine allocates memory for whatever a file claims.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from vidsyn.kernel.characters import readable
from vidsyn.kernel.refusals import Refusal
from vidsyn.tables import archives
from vidsyn.tables.cells import Cell, FormulaError, Row, Sheet
from vidsyn.tables.formulas import as_cell
from vidsyn.tables.marks import Marks, Merge
from vidsyn.tables.marks_ods import of_ods
from vidsyn.tables.marks_xlsx import of_xlsx


def read_spreadsheet(content: bytes) -> list[Sheet]:
    """Return the worksheets in the file's order, including hidden ones, which must not be dropped silently."""
    archive = archives.opened(content)
    found = _marks(archive)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    except PasswordError:
        raise Refusal("file_is_old_or_locked") from None
    except CalamineError:
        raise Refusal("file_damaged") from None
    return [_sheet(workbook, name, found.get(name, Marks())) for name in names]


def _marks(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise Refusal("file_is_binary")
    if "xl/workbook.xml" in names:
        if "xl/_rels/workbook.xml.rels" not in names:
            raise Refusal("file_damaged")
        return of_xlsx(archive)
    if "content.xml" not in names or not _is_opendocument_sheet(archive, names):
        raise Refusal("file_not_a_table")
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refusal("file_is_old_or_locked")
    return of_ods(archive.read("content.xml"))


def _is_opendocument_sheet(archive: zipfile.ZipFile, names: set[str]) -> bool:
    return b"spreadsheet" in archive.read("mimetype" if "mimetype" in names else "content.xml")


def _sheet(workbook: CalamineWorkbook, name: str, found: Marks) -> Sheet:
    try:
        sheet = workbook.get_sheet_by_name(name)
        values = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        merges = [*(sheet.merged_cell_ranges or ()), *found.merges]
    except (CalamineError, ValueError, OverflowError):
        raise Refusal("file_sheet_damaged", sheet=readable(name)) from None
    for (row, column), text in found.errors.items():
        _reach(values, row, column)
        values[row][column] = FormulaError(readable(text))
    return Sheet(readable(name), tuple(_rows(values, _lent(values, merges))))


def _reach(values: list[list[Cell]], row: int, column: int) -> None:
    """Extend the rows to a cell beyond calamine's range, which ends before a trailing failed formula."""
    values.extend([] for _ in range(row + 1 - len(values)))
    values[row].extend([None] * (column + 1 - len(values[row])))


def _rows(values: Sequence[Sequence[Cell]], lent: Mapping[int, frozenset[int]]) -> Iterable[Row]:
    for index, cells in enumerate(values):
        yield Row(index + 1, tuple(cells), lent.get(index, frozenset()))


def _lent(values: list[list[Cell]], merges: Iterable[Merge]) -> dict[int, frozenset[int]]:
    """Copy the value of a cell merged over several rows to each of them; returns where.

    Refuses `file_too_many_cells` where overlapping merged ranges exceed what a sheet holds.
    """
    lent: dict[int, set[int]] = {}
    given = 0
    for (top, left), (bottom, _right) in merges:
        if top >= len(values) or left >= len(values[top]) or values[top][left] is None:
            continue
        rows = range(top + 1, min(bottom + 1, len(values)))
        given += len(rows)
        archives.bounded(given)
        for row in rows:
            _reach(values, row, left)
            values[row][left] = values[top][left]
            lent.setdefault(row, set()).add(left)
    return {row: frozenset(columns) for row, columns in lent.items()}


def _cell(value: object) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return as_cell(readable(value)) or None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Infinity and NaN were never typed by a person.
        return float(value) if math.isfinite(value) else FormulaError("#NUM!")
    return value  # type: ignore[return-value]  # calamine's own types are exactly Cell's
