"""What stands first on Today: seven things at most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from vidsyn.reminders.vocabulary import GATHERED, Matter

MOST = 7


class Waiting(Protocol):
    """Anything that waits for somebody."""

    @property
    def matter(self) -> Matter: ...

    @property
    def due_on(self) -> date | None: ...

    @property
    def number(self) -> str: ...


W = TypeVar("W", bound=Waiting)
_ORDER = {matter: place for place, matter in enumerate(Matter)}


def in_order(rows: Iterable[W]) -> list[W]:
    """The earliest day first; on the same day by matter, then by number. What gathers many things comes last."""
    return sorted(rows, key=_key)


def _key(row: Waiting) -> tuple[bool, date, int, str]:
    return (row.matter in GATHERED, row.due_on or date.max, _ORDER[row.matter], row.number)


def first_ones(rows: list[W], most: int = MOST) -> tuple[list[W], int]:
    """The first `most` of rows in order, and how many more there are."""
    return rows[:most], max(0, len(rows) - most)
