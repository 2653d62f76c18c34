"""Registries of pending matters: each room registers its own, and lists of them know no room by name.

A room has a `Matter` of its own in its vocabulary and registers, in its `queries`, its pending matters one by one
(`@waits`) and those it only counts because they are too many to list (`@gathers`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.rooms import open_rooms
from vidsyn.rows.counting import Counting

WEEK = timedelta(days=7)


class Matter(StrEnum):
    """Subject of a pending matter. Each room has its own; a value is used by one room only."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": [str(matter) for matter in marks()], "title": "Matter"}


class Urgency(StrEnum):
    """How soon a pending matter needs the viewer, the soonest first."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    WAITING = "waiting"  # somebody waits for the viewer
    LATER = "later"


class Why(StrEnum):
    """Why a pending matter is the viewer's."""

    OWNER = "owner"
    COORDINATOR = "coordinator"  # of the nearest unit; the record has no owner
    OFFICE = "office"  # the record has neither an owner nor a coordinator
    ASKED = "asked"  # for an opinion
    DECIDER = "decider"
    REPRESENTATIVE = "representative"  # of the university in a network


@dataclass(frozen=True, slots=True)
class Mark:
    """How a matter is listed.

    `place` orders matters due on the same day, the lowest first. `kind` is the `Record.KIND` of a row's record,
    empty for counted matters. `pressing` marks matters whose deadline causes harm when missed, `asked` those in which
    somebody waits for the viewer.
    """

    place: int
    kind: str = ""
    pressing: bool = False
    asked: bool = False

    def urgency(self, due_on: date | None, on: date) -> Urgency:
        """Return how soon a matter with this deadline needs the viewer: a week is seven days from `on`."""
        if due_on is not None and due_on < on:
            return Urgency.OVERDUE
        if due_on is not None and due_on <= on + WEEK:
            return Urgency.THIS_WEEK
        return Urgency.WAITING if self.asked else Urgency.LATER

    @property
    def is_gathered(self) -> bool:
        """Whether one row counts many records."""
        return not self.kind


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One pending matter.

    `number` and `reference` identify the agreement or network; both are empty for counted matters, where `count` is
    the number. `due_on` is the deadline, None when there is none; `of` the date it concerns (for a last day for
    notice, the end it would give); `since` is when it became pending; `why` why it is the viewer's, None for counted
    matters.
    """

    matter: Matter
    number: str
    reference: str
    title: Words
    due_on: date | None = None
    of: date | None = None
    since: date | None = None
    count: int = 1
    is_sample: bool = False
    subject_id: uuid.UUID | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """The person whose pending matters are requested, and the day.

    A deadline of a kind is shown once it `is_near` on that day, which none after `until` is.
    """

    viewer: Any
    on: date
    until: date
    is_near: Callable[[str, date], bool]


Source = Callable[[Asking], Iterable[TodayRow]]
# The rows to count. None where there is nothing to ask.
Gathered = Callable[[Any, date], Counting | None]

_marks: dict[Matter, Mark] = {}
_sources: list[Source] = []
_gathered: dict[Matter, Gathered] = {}


def waits(marks: Mapping[Matter, Mark]) -> Callable[[Source], Source]:
    """Register a function that returns the pending matters of a person, and how its matters are listed."""

    def register(source: Source) -> Source:
        _mark(marks)
        _sources.append(source)
        return source

    return register


def gathers(matter: Matter, *, place: int) -> Callable[[Gathered], Gathered]:
    """Register a function of a viewer and a day that returns what to count: one row shows the number."""

    def register(gathered: Gathered) -> Gathered:
        _mark({matter: Mark(place)})
        _gathered[matter] = gathered
        return gathered

    return register


def marks() -> Mapping[Matter, Mark]:
    """Return every matter of every room and how it is listed, in the order of their places."""
    open_rooms()
    return dict(sorted(_marks.items(), key=lambda one: one[1].place))


def sources() -> tuple[Source, ...]:
    """Return the sources of single matters."""
    open_rooms()
    return tuple(_sources)


def gathered() -> Mapping[Matter, Gathered]:
    """Return the counted matters, in the order of their places."""
    return {matter: _gathered[matter] for matter in marks() if matter in _gathered}


def _mark(given: Mapping[Matter, Mark]) -> None:
    for matter, mark in given.items():
        if matter in _marks:
            raise RuntimeError(f"two rooms have a matter called {matter}")
        _marks[matter] = mark
