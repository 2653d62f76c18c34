"""Marks of OpenDocument sheets: failed formulas, merged cells, and the extent of repeated rows and columns."""

from __future__ import annotations

from collections.abc import Mapping

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables import archives
from vidsyn.tables.marks import Marks
from vidsyn.tables.markup import Walk, whole

_CELLS = ("table-cell", "covered-table-cell")

# Maximum size of a sheet; calamine steps through a longer repetition one by one, even if empty.
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 16


def _repeated(text: str | None, most: int) -> int:
    times = max(1, whole(text, 1))
    if times > most:
        raise Refusal("file_too_many_cells")
    return times


def of_ods(content: bytes) -> Mapping[str, Marks]:
    """Return marks by sheet name. Refuses `file_too_many_cells` before memory is allocated."""
    walk = _Tables()
    walk.over(content)
    return walk.found


class _Tables(Walk):
    """Every sheet in turn; a table inside a cell is not a sheet, but part of the cell's text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Marks] = {}
        self._marks = Marks()
        self._depth = 0
        self._next_row = self._row = self._rows_repeated = 0
        self._column = self._cells_repeated = 0
        self._filled = self._is_error = False
        self._row_width = self._width = self._height = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._marks = self.found.setdefault(attributes.get("table:name", ""), Marks())
                self._next_row = self._width = self._height = 0
        elif self._depth != 1:
            return
        elif name == "table-row":
            self._row, self._column, self._row_width = self._next_row, 0, 0
            self._rows_repeated = _repeated(attributes.get("table:number-rows-repeated"), _MOST_ROWS)
        elif name in _CELLS:
            self._cell(attributes)
        else:
            self._filled = True  # anything inside a cell counts as content

    def _cell(self, attributes: dict[str, str]) -> None:
        # LibreOffice gives the type twice, in two namespaces; only its own marks the error.
        self._is_error = any(key.endswith("value-type") and attributes[key] == "error" for key in attributes)
        self._filled = any("value" in key for key in attributes)
        self._cells_repeated = _repeated(attributes.get("table:number-columns-repeated"), _MOST_COLUMNS)
        rows = whole(attributes.get("table:number-rows-spanned"), 1)
        columns = whole(attributes.get("table:number-columns-spanned"), 1)
        if rows > 1:
            corner = (self._row + rows - 1, self._column + max(columns, 1) - 1)
            self._marks.merges.append(((self._row, self._column), corner))
        if self._is_error:
            self.listen()

    def end(self, name: str) -> None:
        if name == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name in _CELLS:
            self._close_cell()
        elif name == "table-row":
            self._close_row()

    def _close_cell(self) -> None:
        if self._is_error:
            self._marks.errors[self._row, self._column] = self.heard()
            self._is_error = False
        self._column += self._cells_repeated
        if self._filled:
            self._row_width = self._column

    def _close_row(self) -> None:
        """Count rows up to the last with content, at the width of the widest, as a reader allocates them."""
        self._next_row += self._rows_repeated
        if self._row_width:
            self._width, self._height = max(self._width, self._row_width), self._next_row
            archives.bounded(self._width * self._height)
