"""Lists as tables of text, and tables as files for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter

from vidsyn.tables.formulas import neutralised, shortened

WIDEST = 60


class FileFormat(StrEnum):
    """Export formats."""

    XLSX = "xlsx"
    CSV = "csv"


CONTENT_TYPES = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A list as text: a title, a heading per column, a row per record."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def written(table: Table, form: FileFormat) -> bytes:
    """Return the table as a file's bytes."""
    return _xlsx(table) if form is FileFormat.XLSX else _csv(table)


def _csv(table: Table) -> bytes:
    """Use semicolons and a byte-order mark, so that Swedish Excel splits columns and reads UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for row in (table.headings, *table.rows):
        writer.writerow([neutralised(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    """Write every cell as text, so that the program that opens it neither runs it nor converts it to a date.

    A text longer than a cell is truncated with a mark; an import leaves such a cell unchanged.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(table.name[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if value:
                    sheet.write_string(number, column, shortened(neutralised(value)), text)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    return out.getvalue()


def _widths(table: Table) -> Iterable[int]:
    """Return column widths that fit the first rows."""
    sample: Sequence[tuple[str, ...]] = (table.headings, *table.rows[:200])
    for column in range(len(table.headings)):
        yield min(WIDEST, max(len(row[column]) for row in sample) + 2)
