"""The first page, Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vidsyn.people.actors import Actor
from vidsyn.reminders.logic.choosing import MOST, first_ones, in_order
from vidsyn.reminders.queries.waiting import waiting
from vidsyn.rows.waiting import TodayRow, marks


@dataclass(frozen=True, slots=True)
class Today:
    """A person's pending matters on a day: the first rows, and the number of the rest."""

    on: date
    rows: tuple[TodayRow, ...]
    more: int


def today(viewer: Actor, on: date, *, most: int = MOST) -> Today:
    """Return at most `most` pending matters, the most urgent first, in a constant number of statements."""
    rows, more = first_ones(in_order(waiting(viewer, on), marks(), on), most)
    return Today(on, tuple(rows), more)


def today_all(viewer: Actor, on: date) -> tuple[TodayRow, ...]:
    """Return all of the viewer's pending matters, in the same order."""
    return tuple(in_order(waiting(viewer, on), marks(), on))
