"""Derive what is due, and when, from an agreement's own facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vidsyn.agreements.logic.terms import Terms, last_day_for_notice, period_end, running_renewal
from vidsyn.agreements.logic.timeline import LIVE, Closing, Course, closing, segments, status_on
from vidsyn.agreements.vocabulary import DeadlineKind, Status
from vidsyn.kernel.calendar import add_months
from vidsyn.kernel.precision import earliest


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something due on a day. `of` is the date it concerns: for a last day for notice, the end it would give."""

    on: date
    kind: DeadlineKind
    of: date


def due(course: Course, first: date, last: date) -> tuple[Due, ...]:
    """Return everything due from `first` through `last`, earliest first.

    An end is due unless a successor takes over; a last day for notice only before an automatic renewal; an
    imprecise end counts from the first day it may mean.
    """
    found = set()
    for begins, stops, terms in segments(course):
        for item in _under(course, terms, first, min(stops, last)):
            # The terms in force on the date concerned decide what is due.
            if first <= item.on <= last and begins <= item.of <= stops:
                found.add(item)
    return tuple(sorted(found))


def _under(course: Course, terms: Terms, first: date, last: date) -> Iterator[Due]:
    end = closing(course, terms)
    if end is not None:
        yield from _ending(course, terms, end)
    if terms.renews:
        yield from _renewing(course, terms, end, first, last)


def _ending(course: Course, terms: Terms, end: Closing) -> Iterator[Due]:
    if end.status is Status.RENEWED or status_on(course, end.last_day) not in LIVE:
        return
    by_its_own_date = end.status is Status.EXPIRED
    safe = earliest(end.last_day, terms.ends_precision) if by_its_own_date else end.last_day
    yield Due(safe, DeadlineKind.ENDS, end.last_day)
    if by_its_own_date and terms.renewal_window_months:
        yield Due(add_months(safe, -terms.renewal_window_months), DeadlineKind.WINDOW, end.last_day)


def _renewing(course: Course, terms: Terms, end: Closing | None, first: date, last: date) -> Iterator[Due]:
    """Yield a last day for notice, where it is known, and a window, where there is one, for each period that another
    would follow.
    """
    renewal = running_renewal(terms, first)
    # A period's last day for notice precedes its end, so periods ending long after `last` still matter.
    horizon = period_end(terms, running_renewal(terms, _later(last, terms)))
    while (stop := period_end(terms, renewal)) <= horizon and (end is None or stop < end.last_day):
        day = last_day_for_notice(terms, stop)
        if day is not None and status_on(course, day) in LIVE and not _notice_before(course, day):
            yield Due(day, DeadlineKind.NOTICE, stop)
        if terms.renewal_window_months:
            opens = add_months(earliest(stop, terms.ends_precision), -terms.renewal_window_months)
            yield Due(opens, DeadlineKind.WINDOW, stop)
        renewal += 1


def _later(last: date, terms: Terms) -> date:
    months = max(terms.notice.at_most_months, terms.renewal_window_months or 0) + 24
    return add_months(min(last, date(9000, 1, 1)), months)


def _notice_before(course: Course, day: date) -> bool:
    return any(notice.received_on <= day for notice in course.notices)
