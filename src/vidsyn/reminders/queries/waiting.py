"""Pending matters as every room reports them, and how near a deadline must be to count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import Actor
from vidsyn.reminders.logic.catalogue import plan
from vidsyn.reminders.logic.plan import horizon, is_near
from vidsyn.reminders.queries.clean_up import clean_up_counted
from vidsyn.reminders.vocabulary import CleanUpMatter
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import cached_counts, kinds_of
from vidsyn.rows.waiting import Asking, TodayRow, gathered, gathers, sources


def waiting(viewer: Actor, on: date) -> Iterator[TodayRow]:
    """Yield one row for each object and matter of all rooms, in a constant number of statements."""
    asking = Asking(viewer, on, horizon(plan(), on), lambda kind, due_on: _is_near(kind, due_on, on))
    for source in sources():
        yield from source(asking)
    yield from _counted(viewer, on)


def _counted(viewer: Actor, on: date) -> list[TodayRow]:
    """Return one row, with its count, for each list that combines many objects."""
    asked = {matter: what for matter, ask in gathered().items() if (what := ask(viewer, on))}
    counts = zip(asked, cached_counts(*asked.values()), strict=True)
    return [TodayRow(matter, "", "", Words("", ""), count=count) for matter, count in counts if count]


def _is_near(kind: str, due_on: date, on: date) -> bool:
    lead = {str(known): lead for known, lead in plan().items()}.get(kind)
    return lead is not None and is_near(lead, due_on, on)


@gathers(CleanUpMatter.CLEAN_UP, place=140)
def _clean_up(viewer: Actor, on: date) -> Counting:
    return Counting(clean_up_counted, (viewer, on), kinds_of("agreements", "people"))
