"""Derive an agreement's status on any day, past or future, from its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vidsyn.agreements.logic.terms import (
    Terms,
    end_after_notice,
    last_day_for_notice,
    period_end,
    running_renewal,
)
from vidsyn.agreements.vocabulary import Missing, Stage, Status
from vidsyn.kernel.calendar import ONE_DAY
from vidsyn.kernel.precision import Precision


@dataclass(frozen=True, slots=True)
class Step:
    """A stage reached on a day."""

    on: date
    stage: Stage


@dataclass(frozen=True, slots=True)
class Amendment:
    """Terms changed from a day on: field name of `Terms` → new value."""

    effective_on: date
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice received on a day; `ends_on` only where the parties agreed on a last day other than the clause's."""

    received_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """All facts that determine an agreement's status on a day.

    `signed_on` is the day the last party signed. `taken_as_signed` is true of an imported agreement whose status
    follows from its dates. `successor_starts_on` is the first day of a signed successor. `terminated_on` is the
    last day in force when an agreement is terminated for cause.
    """

    terms: Terms
    steps: tuple[Step, ...] = ()
    signed_on: date | None = None
    taken_as_signed: bool = False
    amendments: tuple[Amendment, ...] = ()
    notices: tuple[Notice, ...] = ()
    terminated_on: date | None = None
    withdrawn_on: date | None = None
    successor_starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One status over a range of days, both inclusive; None is unbounded."""

    first: date | None
    last: date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day in force, and the status after it."""

    last_day: date
    status: Status


# When several ends fall on the same day, the first of these determines the status.
_WEIGHT = (Status.TERMINATED, Status.RENEWED, Status.ENDED, Status.EXPIRED)


def terms_on(course: Course, day: date) -> Terms:
    """Return the terms in force on the day: the original with every amendment effective by then."""
    terms = course.terms
    if not course.amendments:
        return terms
    for amendment in sorted(course.amendments, key=lambda a: a.effective_on):
        if amendment.effective_on <= day:
            terms = replace(terms, **amendment.changes)
    return terms


def in_force_from(course: Course) -> date | None:
    """Return the first day in force: the start, but not before the last signature. None: unknown, or unsigned."""
    days = [day for day in (course.terms.starts_on, course.signed_on) if day is not None]
    return max(days, default=None)


def is_signed(course: Course, day: date) -> bool:
    """Check whether all parties had signed by the day."""
    if course.signed_on is None:
        return course.taken_as_signed
    return course.signed_on <= day


def closing(course: Course, terms: Terms, *, known_on: date | None = None) -> Closing | None:
    """Return the end of the agreement under these terms, or None when nothing ends it.

    `known_on` ignores notices received after that day, which were unknown then.
    """
    closings = [
        Closing(last_day, Status.ENDED)
        for notice in course.notices
        if (known_on is None or notice.received_on <= known_on)
        and (last_day := _notice_end(course, notice)) is not None
    ]
    if course.terminated_on is not None:
        closings.append(Closing(course.terminated_on, Status.TERMINATED))
    if terms.ends_on is not None and not terms.renews:
        closings.append(Closing(terms.ends_on, Status.EXPIRED))
    if course.successor_starts_on is not None:
        closings.append(Closing(course.successor_starts_on - ONE_DAY, Status.RENEWED))
    if not closings:
        return None
    first = min(closings, key=lambda c: (c.last_day, _WEIGHT.index(c.status)))
    if course.successor_starts_on is not None and first.status is not Status.TERMINATED:
        return Closing(first.last_day, Status.RENEWED)
    return first


def _notice_end(course: Course, notice: Notice) -> date | None:
    return notice.ends_on or end_after_notice(terms_on(course, notice.received_on), notice.received_on)


def status_on(course: Course, day: date) -> Status | None:
    """Return the agreement's status on the day; None before it was requested."""
    return _status_under(course, terms_on(course, day), day)


def _status_under(course: Course, terms: Terms, day: date) -> Status | None:
    """The same, given the day's terms."""
    if course.withdrawn_on is not None and course.withdrawn_on <= day:
        return Status.WITHDRAWN
    if not is_signed(course, day):
        return _stage_status(course, day)
    end = closing(course, terms)
    if end is not None and day > end.last_day:
        return end.status
    first = in_force_from(course)
    if first is not None and day < first:
        return Status.UPCOMING
    given = any(notice.received_on <= day for notice in course.notices)
    return Status.NOTICE_GIVEN if given else Status.IN_FORCE


def _stage_status(course: Course, day: date) -> Status | None:
    reached = [step for step in course.steps if step.on <= day and step.stage is not Stage.SIGNED]
    # Of steps on one day the last one entered counts; `max` would return the first.
    latest = max(enumerate(reached), key=lambda pair: (pair[1].on, pair[0]), default=None)
    return Status(latest[1].stage) if latest else None


def spans(course: Course) -> tuple[Span, ...]:
    """Return all of time, split where the status changes. Days before the request belong to no span."""
    found: list[Span] = []
    first: date | None = None
    for following in [*sorted(change_days(course)), None]:
        status = status_on(course, first or date.min)
        last = following - ONE_DAY if following else None
        if found and found[-1].status is status:
            found[-1] = Span(found[-1].first, last, status)
        elif status is not None:
            found.append(Span(first, last, status))
        first = following
    return tuple(found)


def change_days(course: Course) -> set[date]:
    """Return every day on which the status can change, except the first of all days."""
    days = {step.on for step in course.steps}
    days |= {amendment.effective_on for amendment in course.amendments}
    days |= {notice.received_on for notice in course.notices}
    days |= {d for d in (course.withdrawn_on, course.signed_on, in_force_from(course)) if d}
    for terms in [course.terms, *(terms_on(course, a.effective_on) for a in course.amendments)]:
        end = closing(course, terms)
        if end is not None and end.last_day < date.max:
            days.add(end.last_day + ONE_DAY)
    return days - {date.min}


@dataclass(frozen=True, slots=True)
class Standing:
    """Derived dates on one day.

    `ends_on`: the last day of the current period, None when open-ended or unknown. `notice_deadline`: the last day
    on which notice prevents what follows the current period automatically, even if it has passed. `renews_on`: the
    first day of the next period, None when nothing renews automatically. `lacks` names the terms that are unknown
    although something follows from them. `ends_precision`: how exactly the end is known.
    """

    status: Status | None
    starts_on: date | None
    ends_on: date | None
    notice_deadline: date | None
    renews_on: date | None
    open_ended: bool
    lacks: tuple[Missing, ...] = ()
    ends_precision: Precision = Precision.DAY


LIVE = frozenset({Status.UPCOMING, Status.IN_FORCE, Status.NOTICE_GIVEN})


@dataclass(frozen=True, slots=True)
class _Seen:
    """Derived values of a day, computed once.

    `end` is the closing as known on the day, `running` the last day of the current period of a self-renewing
    agreement. `settled`: the current period is the last, or it has ended or never began.
    """

    terms: Terms
    status: Status | None
    end: Closing | None
    running: date | None
    settled: bool


def _seen(course: Course, day: date) -> _Seen:
    terms = terms_on(course, day)
    status = _status_under(course, terms, day)
    end = closing(course, terms, known_on=day)
    given = [notice for notice in course.notices if notice.received_on <= day]
    # Notice whose effect is unknown stops the renewals, at an unknown end.
    renews = terms.renews and all(_notice_end(course, notice) is not None for notice in given)
    running = period_end(terms, running_renewal(terms, day)) if renews else None
    settled = (
        status not in LIVE
        or bool(given)
        or (end is not None and running is not None and end.last_day <= running)
    )
    return _Seen(terms, status, end, running, settled)


def standing_on(course: Course, day: date) -> Standing:
    """Return everything a list shows of an agreement on a day."""
    seen = _seen(course, day)
    return Standing(
        status=seen.status,
        starts_on=course.terms.starts_on or course.signed_on,
        ends_on=_ends_on(seen),
        notice_deadline=_notice_deadline(seen, day),
        renews_on=_renews_on(seen),
        open_ended=seen.terms.open_ended,
        lacks=tuple(_lacks(seen)),
        ends_precision=_ends_precision(seen),
    )


def _ends_precision(seen: _Seen) -> Precision:
    """As in the terms, unless a day that somebody has stated or that follows from one ends it."""
    end = seen.end
    stated = end is not None and not (end.status is Status.EXPIRED or end.last_day == seen.terms.ends_on)
    by_closing = stated and end is not None and end.last_day == _ends_on(seen)
    return Precision.DAY if by_closing else seen.terms.ends_precision


def _lacks(seen: _Seen) -> Iterator[Missing]:
    if seen.status not in LIVE:
        return
    if _ends_on(seen) is None and not seen.terms.open_ended:
        yield Missing.END
    if not seen.settled and seen.terms.lacks_notice:
        yield Missing.NOTICE


def ends_on(course: Course, day: date) -> date | None:
    """Return the last day in force as known on the day: of the current period while it renews itself."""
    return _ends_on(_seen(course, day))


def _ends_on(seen: _Seen) -> date | None:
    if seen.end is None or seen.running is None:
        return seen.running if seen.end is None else seen.end.last_day
    return min(seen.end.last_day, seen.running)


def notice_deadline(course: Course, day: date) -> date | None:
    """Return the last day to give notice, as seen from the day.

    For a renewing agreement: of the current period, even if it has passed, so that it always matches the end and
    the renewal shown beside it. For an open-ended one with a fixed day: the next such day. None when any day will
    do, when it ends anyway, or when notice has been given.
    """
    return _notice_deadline(_seen(course, day), day)


def _notice_deadline(seen: _Seen, day: date) -> date | None:
    if seen.settled:
        return None
    if seen.running is not None:
        return last_day_for_notice(seen.terms, seen.running)
    if seen.terms.open_ended and seen.terms.notice_given_by is not None:
        return seen.terms.notice_given_by.on_or_after(day)
    return None


def renews_on(course: Course, day: date) -> date | None:
    """Return the first day of the next period, None when nothing renews automatically."""
    return _renews_on(_seen(course, day))


def _renews_on(seen: _Seen) -> date | None:
    return None if seen.running is None or seen.settled else seen.running + ONE_DAY


def segments(course: Course) -> Iterator[tuple[date, date, Terms]]:
    """Yield ranges of time with the same terms: (first day, last day, terms)."""
    starts = sorted({amendment.effective_on for amendment in course.amendments} - {date.min})
    first = date.min
    for start in starts:
        yield first, start - ONE_DAY, terms_on(course, first)
        first = start
    yield first, date.max, terms_on(course, first)
