"""What a table is once read: sheets of rows of typed cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class FormulaError:
    """A cell whose formula failed: `#REF!`, `#N/A`, `#DIV/0!`."""

    text: str


Cell = str | float | bool | date | datetime | time | timedelta | FormulaError | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the file's own, from 1; `filled` are the columns (from 0) whose value a merged cell lent."""

    number: int
    cells: tuple[Cell, ...]
    filled: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the row itself; what a merged cell lends it does not count."""
        return all(is_blank(cell) for column, cell in enumerate(self.cells) if column not in self.filled)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or the whole of a delimited file under an empty name."""

    name: str
    rows: tuple[Row, ...]


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing: empty, or spaces of any kind."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


def cell_text(cell: Cell) -> str:
    """The cell as a person reads it: spaces trimmed and single, whole numbers without a decimal point.

    What is written but never seen is left out: soft hyphens, and the marks of no width that pasting leaves behind.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.translate(_UNSEEN).split())
    if isinstance(cell, FormulaError):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
