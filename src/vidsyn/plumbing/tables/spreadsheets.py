"""XLSX and OpenDocument sheets, through calamine, with what calamine leaves out: failed formulas, merged cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from vidsyn.kernel.refusals import Refusal
from vidsyn.plumbing.tables import archives, marks
from vidsyn.plumbing.tables.cells import Cell, FormulaError, Row, Sheet
from vidsyn.plumbing.tables.formulas import as_cell
from vidsyn.plumbing.tables.marks import Marks


def read_spreadsheet(content: bytes) -> list[Sheet]:
    """The worksheets in the file's order, hidden ones too: what is hidden must not be dropped in silence."""
    archive = archives.opened(content)
    found = _marks(archive)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        return [_sheet(workbook, name, found.get(name, Marks())) for name in names]
    except CalamineError:
        raise Refusal("file_damaged") from None


def _marks(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return marks.of_xlsx(archive)
    if "content.xml" in names and b"spreadsheet" in archive.read(
        "mimetype" if "mimetype" in names else "content.xml"
    ):
        return marks.of_ods(archive.read("content.xml"))
    raise Refusal("file_not_a_table")


def _sheet(workbook: CalamineWorkbook, name: str, found: Marks) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    values = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in found.errors.items():
        _reach(values, row, column)
        values[row][column] = FormulaError(text)
    merges = [*(sheet.merged_cell_ranges or ()), *found.merges]
    return Sheet(name, tuple(_rows(values, _lent(values, merges))))


def _reach(values: list[list[Cell]], row: int, column: int) -> None:
    """Make room for a cell beyond those calamine gave: a failed formula shows as nothing there."""
    values.extend([] for _ in range(row + 1 - len(values)))
    values[row].extend([None] * (column + 1 - len(values[row])))


def _rows(values: Sequence[Sequence[Cell]], lent: Mapping[int, frozenset[int]]) -> Iterable[Row]:
    for index, cells in enumerate(values):
        yield Row(index + 1, tuple(cells), lent.get(index, frozenset()))


def _lent(values: list[list[Cell]], merges: Iterable[marks.Merge]) -> dict[int, frozenset[int]]:
    """Give the value of a cell merged over several rows to each of them; says where that was done."""
    lent: dict[int, set[int]] = {}
    for (top, left), (bottom, _right) in merges:
        if top >= len(values) or left >= len(values[top]) or values[top][left] is None:
            continue
        for row in range(top + 1, min(bottom + 1, len(values))):
            values[row][left] = values[top][left]
            lent.setdefault(row, set()).add(left)
    return {row: frozenset(columns) for row, columns in lent.items()}


def _cell(value: object) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return as_cell(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value  # type: ignore[return-value]  # calamine's own types are exactly Cell's
