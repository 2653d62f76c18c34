"""Today: the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vidsyn.people.actors import Actor
from vidsyn.reminders.logic.choosing import MOST, first_ones, in_order
from vidsyn.reminders.queries.waiting import waiting
from vidsyn.rows.waiting import TodayRow, marks


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for somebody on a day: the first rows, and how many more there are."""

    on: date
    rows: tuple[TodayRow, ...]
    more: int


def today(viewer: Actor, on: date, *, most: int = MOST) -> Today:
    """At most `most` things that wait for the viewer, the most pressing first. A constant number of statements."""
    rows, more = first_ones(in_order(waiting(viewer, on), marks()), most)
    return Today(on, tuple(rows), more)


def today_all(viewer: Actor, on: date) -> tuple[TodayRow, ...]:
    """Everything that waits for the viewer, in the same order."""
    return tuple(in_order(waiting(viewer, on), marks()))
