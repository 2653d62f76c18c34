"""Ranges of days with the same derived dates, for lists that sort and filter by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vidsyn.agreements.logic.terms import Terms, period_end, running_renewal
from vidsyn.agreements.logic.timeline import Course, change_days, segments, standing_on
from vidsyn.agreements.vocabulary import Missing
from vidsyn.kernel.calendar import ONE_DAY


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both inclusive, with the same end, last day for notice and unknown terms. Unbounded: None."""

    first: date | None
    last: date | None
    ends_on: date | None
    notice_by: date | None
    lacks: tuple[Missing, ...]


def periods(course: Course, since: date, until: date) -> tuple[Period, ...]:
    """Return all of time, split where the derived dates change.

    Renewals and yearly last days for notice are followed from `since` through `until`; the first and the last period
    extend unchanged beyond.
    """
    found: list[Period] = []
    first: date | None = None
    turns = {day for day in _turns(course, since, until) if date.min < day <= date.max}
    for following in [*sorted(turns), None]:
        standing = standing_on(course, first or (min(since, following - ONE_DAY) if following else since))
        last = following - ONE_DAY if following else None
        one = Period(first, last, standing.ends_on, standing.notice_deadline, standing.lacks)
        if found and replace(found[-1], first=None, last=None) == replace(one, first=None, last=None):
            found[-1] = replace(found[-1], last=last)
        else:
            found.append(one)
        first = following
    return tuple(found)


def _turns(course: Course, since: date, until: date) -> Iterator[date]:
    """Yield the days on which a derived date can change."""
    yield from change_days(course)
    for _first, _last, terms in segments(course):
        if terms.renews:
            yield from _renewals(terms, since, until)
        elif terms.notice_given_by is not None:
            day = terms.notice_given_by.on_or_after(since)
            while day <= until:
                yield day + ONE_DAY
                day = terms.notice_given_by.on_or_after(day + ONE_DAY)


def _renewals(terms: Terms, since: date, until: date) -> Iterator[date]:
    renewal = running_renewal(terms, since)
    while (end := period_end(terms, renewal)) <= until:
        yield end + ONE_DAY
        renewal += 1
