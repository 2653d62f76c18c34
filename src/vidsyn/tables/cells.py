"""The content of a table: sheets of rows of typed cells."""

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
    """One row. `number` is the file's own, from 1; `filled` are columns (from 0) with the value of a merged cell."""

    number: int
    cells: tuple[Cell, ...]
    filled: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the row itself is empty; values from merged cells do not count."""
        return all(is_blank(cell) for column, cell in enumerate(self.cells) if column not in self.filled)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or the whole of a delimited file under an empty name."""

    name: str
    rows: tuple[Row, ...]


def is_blank(cell: Cell) -> bool:
    """Check whether a cell shows nothing: empty, or spaces of any kind."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


def cell_text(cell: Cell) -> str:
    """Return the cell as displayed: spaces trimmed and collapsed, whole numbers without a decimal point.

    Invisible characters are removed: soft hyphens, and zero-width marks left by pasting.
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
