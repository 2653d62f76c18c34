"""Serialise sheets for passing them between processes: as JSON, which cannot contain code."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables.cells import Cell, FormulaError, Row, Sheet

# Types that JSON represents directly; any other cell becomes a list of its kind and its text.
_PLAIN = frozenset({str, float, bool, type(None)})


def packed(sheets: Sequence[Sheet]) -> bytes:
    """Serialise sheets, for `unpacked`."""
    return _bytes({"sheets": [[sheet.name, [_row(row) for row in sheet.rows]] for sheet in sheets]})


def packed_refusal(code: str, params: Mapping[str, Any]) -> bytes:
    """Serialise the refusal, for `unpacked`."""
    return _bytes({"refused": code, "params": dict(params)})


def unpacked(content: bytes) -> list[Sheet]:
    """Return the sheets, or raise the refusal. ValueError for input that is neither."""
    told = json.loads(content)
    if "refused" in told:
        raise Refusal(told["refused"], **told["params"])
    return [Sheet(name, tuple(map(_unpacked_row, rows))) for name, rows in told["sheets"]]


def _bytes(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _row(row: Row) -> list[Any]:
    return [
        row.number,
        [cell if type(cell) in _PLAIN else _packed(cell) for cell in row.cells],
        sorted(row.filled),
    ]


def _unpacked_row(told: list[Any]) -> Row:
    number, cells, filled = told
    return Row(
        number,
        tuple([_unpacked(cell) if type(cell) is list else cell for cell in cells]),
        frozenset(filled) if filled else _NONE,
    )


_NONE: frozenset[int] = frozenset()


def _packed(cell: Cell) -> list[Any]:
    if isinstance(cell, FormulaError):
        return ["error", cell.text]
    if isinstance(cell, timedelta):
        return ["length", cell.days, cell.seconds, cell.microseconds]
    if isinstance(cell, datetime | date | time):
        return [type(cell).__name__, cell.isoformat()]
    raise ValueError(f"no cell is a {type(cell).__name__}")


_READ: Mapping[str, Callable[..., Any]] = {
    "error": FormulaError,
    "length": timedelta,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def _unpacked(told: list[Any]) -> Cell:
    kind, *parts = told
    cell: Cell = _READ[kind](*parts)
    return cell
