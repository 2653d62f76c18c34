"""The structure of a sheet: the position of its heading, and the kind of each row below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vidsyn.intake.logic.headings import ESSENTIAL, field_of, mapping_of, plain_heading
from vidsyn.intake.logic.list_words import is_region
from vidsyn.intake.vocabulary import Field, ListKind, Skip
from vidsyn.tables import Cell, Row, Sheet, cell_text

_SEARCHED_ROWS = 100
_TOTALS = re.compile(
    r"(del)?summa|totalt?|totalsumma|sub ?total|grand total|sum|summering|total sum|s:a|saldo|in all"
    r"|antal( \w+){0,3}:?( \d+)?( st)?"
    r"|((del)?summa|totalt?|sum|sub ?total)( |:).{0,60}|.{1,60} (total|totalt|summa)",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(obs|nb|n\.b|note|anm|källa|source|uppdaterad|updated|se även|see also|\*"
    r"|(utskriv|sammanställ|framtag|export|print|skapa)\w* (av|by|den|on|ur|från|from|\d)"
    r"|(senast|last) (ändra|uppdatera|updated|modified|changed)|(sida|page) \d)",
    re.IGNORECASE,
)
_NOTE_WORDS = 9
_SUM_OF = re.compile(
    r"((del|total)?summa|sub ?total|totalt?|grand total|s:a|antal)[ :].{1,60}", re.IGNORECASE
)
# Instructions for a column, in a row of their own under the heading: "(åååå-mm-dd)", "(mån)".
_FILL_IN = re.compile(r"[(\[].{1,60}[)\]]|[åy]{4}[-/.]?mm[-/.]?dd|[åy]{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its heading found: `mapping` is column (from 0) → field."""

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    mapping: Mapping[int, Field]
    rows: tuple[Row, ...]
    kind: ListKind | None = None

    def column_of(self, field: Field) -> int | None:
        """Return the column of a field, or None."""
        return next((column for column, known in self.mapping.items() if known is field), None)

    def heading(self, field: Field) -> str:
        """Return the field's heading in the file, or the field's own name without a column."""
        column = self.column_of(field)
        return self.headings[column] if column is not None else str(field)


def table_of(sheet: Sheet, kind: ListKind) -> Table | None:
    """Return the sheet's table under the first of the best headings; None when no row is a heading.

    A heading may span two rows, the second under groups of the first (`Platser` over `ut` and `in`); its row is
    then the lower one.
    """
    best: tuple[int, Row, tuple[str, ...], dict[int, Field]] | None = None
    for row, headings in _candidates(sheet):
        mapping = mapping_of(headings, kind)
        if _is_heading(headings, mapping, kind) and (best is None or len(mapping) > best[0]):
            best = len(mapping), row, headings, mapping
    return _table(sheet, *best[1:], kind) if best else None


def table_by_hand(
    sheet: Sheet, heading_row: int, mapping: Mapping[int, Field], kind: ListKind
) -> Table | None:
    """Return the sheet's table under the heading row a person has chosen; None when the sheet has no such row."""
    row = next((row for row in sheet.rows if row.number == heading_row), None)
    return _table(sheet, row, headings_at(sheet, row, kind), mapping, kind) if row else None


def headings_at(sheet: Sheet, row: Row, kind: ListKind) -> tuple[str, ...]:
    """Return the headings ending on this row, combined with the row above where that recognises more."""
    forms = [headings for last, headings in _candidates(sheet) if last.number == row.number]
    known = [len(mapping_of(headings, kind)) for headings in forms]
    return forms[known.index(max(known))] if forms else _texts(row)


def _candidates(sheet: Sheet) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield each of the first rows as a heading, and each pair of rows as one."""
    above: Row | None = None
    for row in sheet.rows[:_SEARCHED_ROWS]:
        yield row, _texts(row)
        if above is not None and _filled(above) >= 2 and _filled(row) >= 2:
            yield row, _under(above, row)
        above = row


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell_text(cell) for cell in row.cells)


def _filled(row: Row) -> int:
    return sum(map(bool, _texts(row)))


def _under(above: Row, row: Row) -> tuple[str, ...]:
    """Combine headings of two rows: a group's heading extends over empty cells to its right that have one below."""
    upper, lower = _texts(above), _texts(row)
    found, group = [], ""
    for column in range(max(len(upper), len(lower))):
        top = upper[column] if column < len(upper) else ""
        low = lower[column] if column < len(lower) and column not in row.filled else ""
        group = top or (group if low else "")
        found.append("\n".join(filter(None, (group, low))) if low else top)
    return tuple(found)


def likely_heading(sheet: Sheet) -> Row | None:
    """Return a possible heading without a known word: the first row of at least two texts."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells) >= 2:
            return row
    return None


def _is_heading(headings: Sequence[str], mapping: Mapping[int, Field], kind: ListKind) -> bool:
    """Check for two known headings including the essential one, or a single column with it."""
    if ESSENTIAL[kind] not in mapping.values():
        return False
    return len(mapping) >= 2 or sum(map(bool, headings)) == 1


def _table(
    sheet: Sheet, row: Row, headings: tuple[str, ...], mapping: Mapping[int, Field], kind: ListKind
) -> Table:
    shown = tuple(" ".join(heading.split()) for heading in headings)
    return Table(sheet.name, row.number, shown, dict(mapping), tuple(_below(sheet.rows, row.number)), kind)


def _below(rows: Sequence[Row], heading_row: int) -> Iterator[Row]:
    """Yield non-empty rows below the heading."""
    return (row for row in rows if row.number > heading_row and not row.is_empty)


def other_columns(table: Table, row: Row) -> bool:
    """Check whether the row is the heading of another list further down, where the columns change meaning."""
    texts = [cell if isinstance(cell, str) else "" for cell in row.cells]
    filled = sum(bool(cell_text(cell)) for cell in row.cells)
    if table.kind is None or filled < 3:
        return False
    mapping = mapping_of(tuple(map(cell_text, texts)), table.kind)
    known = len(mapping) >= max(3, 0.6 * filled) and ESSENTIAL[table.kind] in mapping.values()
    return known and any(table.mapping.get(column, field) is not field for column, field in mapping.items())


def skipped(table: Table, row: Row, is_place: Callable[[str], bool] = lambda _text: False) -> Skip | None:
    """Return why the row is no entry of the list, or None when it is one.

    `is_place` recognises country names, or other words that are not names: alone in a row they are a heading
    between rows.
    """
    if _repeats_heading(table, row):
        return Skip.HEADER_AGAIN
    own = [
        (column, cell)
        for column, cell in enumerate(row.cells)
        if cell_text(cell) and column not in row.filled
    ]
    if _is_total(own):
        return Skip.SUBTOTAL
    return Skip.NOTE if _is_note(table, own) or _is_place_alone(table, own, is_place) else None


def _repeats_heading(table: Table, row: Row) -> bool:
    """Check for the same headings again, or the same columns in the other language."""
    filled = [
        (column, cell_text(cell))
        for column, cell in enumerate(row.cells[: len(table.headings)])
        if cell_text(cell)
    ]
    if len(filled) < min(2, sum(map(bool, table.headings))):
        return False
    strangers = 0
    for column, text in filled:
        strangers += not _names_column(table, column, text)
        if strangers > 0.2 * len(filled):
            return False
    return True


def _names_column(table: Table, column: int, text: str) -> bool:
    if plain_heading(text) == plain_heading(table.headings[column]):
        return True
    field = table.mapping.get(column)
    return table.kind is not None and field is not None and field_of(text, table.kind) is field


def _is_total(own: Sequence[tuple[int, Cell]]) -> bool:
    """Check for one text that means a total, beside only numbers, formulas, or the name of what is summed."""
    texts = [cell_text(cell) for _column, cell in own if isinstance(cell, str) and not _is_number(cell)]
    if len(texts) == 2:
        first, second = texts
        return bool(_SUM_OF.fullmatch(first)) and plain_heading(second) in plain_heading(first)
    return len(texts) == 1 and bool(_TOTALS.fullmatch(texts[0].rstrip(":. ")))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,%=-]+", text))


def _is_note(table: Table, own: Sequence[tuple[int, Cell]]) -> bool:
    """Check for a line across a table of several columns: one text that is not the name of a partner."""
    if len(own) != 1 or sum(map(bool, table.headings)) < 3:
        return False
    column, cell = own[0]
    text = cell_text(cell)
    if bool(_NOTES.match(text)) or len(text.split()) >= _NOTE_WORDS or text.endswith(":"):
        return True
    field = table.mapping.get(column)
    numbered = field is Field.NUMBER and any(c.isdigit() for c in text) and len(text.split()) <= 3
    return field is not Field.PARTNER and not numbered


def _is_place_alone(table: Table, own: Sequence[tuple[int, Cell]], is_place: Callable[[str], bool]) -> bool:
    """Check for a country or region between rows, or a row of instructions for the columns."""
    if sum(map(bool, table.headings)) < 3 or not own:
        return False
    texts = [cell_text(cell) for _column, cell in own]
    if len(texts) == 1:
        return is_region(texts[0]) or is_place(texts[0])
    return all(_FILL_IN.fullmatch(text) for text in texts)
