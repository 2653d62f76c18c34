"""Choose what Today shows first: at most seven rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from vidsyn.rows.waiting import Mark, Matter, Urgency

MOST = 7


class Waiting(Protocol):
    """A pending matter."""

    @property
    def matter(self) -> Matter: ...

    @property
    def due_on(self) -> date | None: ...

    @property
    def number(self) -> str: ...


W = TypeVar("W", bound=Waiting)


_PLACES = {urgency: place for place, urgency in enumerate(Urgency)}


def in_order(rows: Iterable[W], marks: Mapping[Matter, Mark], on: date) -> list[W]:
    """Sort by urgency, then date, matter and number. Rows that combine many objects come last."""

    def key(row: W) -> tuple[bool, int, date, int, str]:
        mark = marks[row.matter]
        urgency = _PLACES[mark.urgency(row.due_on, on)]
        return (mark.is_gathered, urgency, row.due_on or date.max, mark.place, row.number)

    return sorted(rows, key=key)


def first_ones(rows: list[W], most: int = MOST) -> tuple[list[W], int]:
    """Return the first `most` of the sorted rows, and the number of the rest."""
    return rows[:most], max(0, len(rows) - most)
