"""The shape of a sheet: where its heading stands, and what each row below it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vidsyn.intake.logic.headings import ESSENTIAL, mapping_of, plain_heading
from vidsyn.intake.vocabulary import Field, ListKind, Skip
from vidsyn.plumbing.tables import Cell, Row, Sheet, cell_text

_SEARCHED_ROWS = 100
_TOTALS = re.compile(
    r"(del)?summa|totalt?|totalsumma|sub ?total|grand total|sum|summering|antal( totalt)?|total sum|s:a|saldo|in all"
    r"|((del)?summa|totalt?|sum|sub ?total)( |:).{0,60}|.{1,60} (total|totalt|summa)",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(obs|nb|n\.b|note|anm|källa|source|uppdaterad|updated|se även|see also|\*)", re.IGNORECASE
)
_NOTE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its heading found: `mapping` is column (from 0) → field."""

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    mapping: Mapping[int, Field]
    rows: tuple[Row, ...]

    def column_of(self, field: Field) -> int | None:
        """The column that holds a field, None when no column does."""
        return next((column for column, known in self.mapping.items() if known is field), None)

    def heading(self, field: Field) -> str:
        """The field's heading as the file has it; the field's own name when it has no column."""
        column = self.column_of(field)
        return self.headings[column] if column is not None else str(field)


def table_of(sheet: Sheet, kind: ListKind) -> Table | None:
    """The sheet's table under the first of the best heading rows; None when no row reads as a heading."""
    best: tuple[int, Row, dict[int, Field]] | None = None
    for row in sheet.rows[:_SEARCHED_ROWS]:
        mapping = mapping_of([cell_text(cell) for cell in row.cells], kind)
        if _is_heading(row, mapping, kind) and (best is None or len(mapping) > best[0]):
            best = len(mapping), row, mapping
    return _table(sheet, best[1], best[2]) if best else None


def table_by_hand(sheet: Sheet, heading_row: int, mapping: Mapping[int, Field]) -> Table | None:
    """The sheet's table under the heading row a person has pointed at; None when the sheet has no such row."""
    row = next((row for row in sheet.rows if row.number == heading_row), None)
    return _table(sheet, row, mapping) if row else None


def likely_heading(sheet: Sheet) -> Row | None:
    """Where a heading may stand when none of its words is known: the first row of at least two texts."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells) >= 2:
            return row
    return None


def _is_heading(row: Row, mapping: Mapping[int, Field], kind: ListKind) -> bool:
    """Two known headings with the essential one among them, or a single column that names it."""
    if ESSENTIAL[kind] not in mapping.values():
        return False
    filled = sum(bool(cell_text(cell)) for cell in row.cells)
    return len(mapping) >= 2 or filled == 1


def _table(sheet: Sheet, row: Row, mapping: Mapping[int, Field]) -> Table:
    headings = tuple(cell_text(cell) for cell in row.cells)
    return Table(sheet.name, row.number, headings, dict(mapping), tuple(_below(sheet.rows, row.number)))


def _below(rows: Sequence[Row], heading_row: int) -> Iterator[Row]:
    """Rows with something of their own in them, below the heading."""
    return (row for row in rows if row.number > heading_row and not row.is_empty)


def skipped(table: Table, row: Row) -> Skip | None:
    """Why the row is no entry of the list, None when it is one."""
    if _repeats_heading(table, row):
        return Skip.HEADER_AGAIN
    own = [
        (column, cell)
        for column, cell in enumerate(row.cells)
        if cell_text(cell) and column not in row.filled
    ]
    if _is_total(own):
        return Skip.SUBTOTAL
    return Skip.NOTE if _is_note(table, own) else None


def _repeats_heading(table: Table, row: Row) -> bool:
    same = [
        plain_heading(cell_text(cell)) == plain_heading(heading)
        for cell, heading in zip(row.cells, table.headings, strict=False)
        if cell_text(cell)
    ]
    return len(same) >= min(2, sum(map(bool, table.headings))) and sum(same) >= 0.8 * len(same)


def _is_total(own: Sequence[tuple[int, Cell]]) -> bool:
    """One text that says so, and beside it only numbers and formulas."""
    texts = [cell for _column, cell in own if isinstance(cell, str) and not _is_number(cell)]
    return len(texts) == 1 and bool(_TOTALS.fullmatch(cell_text(texts[0]).rstrip(":. ")))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,%=-]+", text))


def _is_note(table: Table, own: Sequence[tuple[int, Cell]]) -> bool:
    """A line across a table of several columns: one text that is not the name of a partner."""
    if len(own) != 1 or sum(map(bool, table.headings)) < 3:
        return False
    column, cell = own[0]
    text = cell_text(cell)
    if bool(_NOTES.match(text)) or len(text.split()) >= _NOTE_WORDS or text.endswith(":"):
        return True
    field = table.mapping.get(column)
    numbered = field is Field.NUMBER and any(c.isdigit() for c in text) and len(text.split()) <= 3
    return field is not Field.PARTNER and not numbered
