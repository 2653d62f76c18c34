"""The timeline of an agreement: a picture of its statuses through time, and its moments as a list.

The picture's places are per cent of its width, so that its text keeps its size on every screen. It says nothing
that the list beside it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from vidsyn.agreements.logic.deadlines import Due
from vidsyn.agreements.logic.timeline import Span
from vidsyn.agreements.queries.stories import AgreementStory
from vidsyn.agreements.vocabulary import DeadlineKind, Stage, Status
from vidsyn.kernel.calendar import ONE_DAY, add_months
from vidsyn.kernel.precision import Precision, written
from vidsyn.web.agreements.naming import party_title
from vidsyn.wording.labels import label

REACH_YEARS = 15
MOST_TICKS = 6
NEAREST = 2  # so many days to come of each kind


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch with one status; `x` and `width` in per cent."""

    x: str
    width: str
    status: Status


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or a moment, on the line."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars, years along the line, the day it is seen from, and the days with something due."""

    bars: tuple[Bar, ...]
    years: tuple[Tick, ...]
    now: str
    dues: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened or will happen; `kind` is past, now or future.

    `text` is the day as exactly as it is known ("2014-05"), `when` the day it is sorted by.
    """

    when: date
    text: str
    title: str
    note: str
    kind: str


def picture(story: AgreementStory, on: date) -> Picture:
    """The agreement's statuses from its beginning to its end, or as far as it is meaningful to show."""
    first, last = _reach(story, on)
    days = (last - first).days

    def at(day: date) -> float:
        return 100 * (min(max(day, first), last) - first).days / days

    bars = []
    for span in story.spans:
        begins, ends = at(span.first or first), at((span.last or last - ONE_DAY) + ONE_DAY)
        if ends > begins:
            bars.append(Bar(_percent(begins), _percent(ends - begins), span.status))
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // MOST_TICKS))
    return Picture(
        bars=tuple(bars),
        years=tuple(Tick(_percent(at(date(year, 1, 1))), str(year)) for year in years[::step]),
        now=_percent(at(on)),
        dues=tuple(Tick(_percent(at(d.on)), label(d.kind)) for d in story.dues if first <= d.on <= last),
    )


def _reach(story: AgreementStory, on: date) -> tuple[date, date]:
    days = [d for span in story.spans for d in (span.first, span.last) if d is not None]
    days += [d for d in (story.row.starts_on, story.row.ends_on, story.row.renews_on) if d is not None]
    first = max(min([*days, add_months(on, -12)]), add_months(on, -12 * REACH_YEARS))
    last = min(max([*days, add_months(on, 24)]), add_months(on, 12 * REACH_YEARS))
    return first, max(last, add_months(first, 12))


def _percent(value: float) -> str:
    # Written with a point whatever the page's language: it goes into an attribute of the picture.
    return f"{value:.2f}%"


def moments(story: AgreementStory, on: date) -> list[Moment]:
    """What happened and what is to come, earliest first; within a day in the order it happens."""
    # Sorting is stable: acts of one sort keep the order in which they were registered.
    found = sorted([*_acts(story), *_dated(story, on)], key=attrgetter("day", "turn"))
    return [
        Moment(one.day, one.text, one.title, one.note, _kind(one.day, on)) for one, _same in groupby(found)
    ]


def _kind(day: date, on: date) -> str:
    return "past" if day < on else "now" if day == on else "future"


class _Turn(IntEnum):
    """The order within a day: an end is the last day before, a start follows the signatures."""

    OVER = 1
    STEP = 2
    SIGNATURE = 3
    LAST_STEP = 4
    BEGUN = 5
    CHANGE = 6
    STATUS = 7
    DUE = 8


_TURNS = {
    **dict.fromkeys((Status.EXPIRED, Status.ENDED, Status.TERMINATED, Status.RENEWED), _Turn.OVER),
    **dict.fromkeys((Status.UPCOMING, Status.IN_FORCE), _Turn.BEGUN),
}


@dataclass(frozen=True, slots=True)
class _Event:
    """A moment before it is seen from a day."""

    day: date
    turn: _Turn
    text: str
    title: str
    note: str = ""


def _dated(story: AgreementStory, on: date) -> Iterator[_Event]:
    """What follows from its start and end, told no more exactly than these are known."""
    end = story.terms_now.ends_precision
    for span in story.spans:
        if span.first is not None and span.status not in _BY_STEP:
            turn = _TURNS.get(span.status, _Turn.STATUS)
            yield _Event(span.first, turn, _begins(story, span, span.first), label(span.status))
    for item in _nearest(story.dues, on):
        of = written(item.of, end)
        if item.kind is DeadlineKind.ENDS:
            yield _Event(item.on, _Turn.DUE, of, label(item.kind))
        else:
            note = "" if item.on == item.of else _("before %(day)s") % {"day": of}
            yield _Event(item.on, _Turn.DUE, item.on.isoformat(), label(item.kind), note)


def _nearest(dues: Iterable[Due], on: date) -> Iterator[Due]:
    """What is past, and of each kind the nearest to come: one that renews itself has a last day for notice for ever."""
    to_come: Counter[DeadlineKind] = Counter()
    for item in sorted(dues, key=attrgetter("on")):
        to_come[item.kind] += item.on >= on
        if to_come[item.kind] <= NEAREST:
            yield item


def _begins(story: AgreementStory, span: Span, first: date) -> str:
    """The first day of a status as exactly as the terms say. After a vague end only the end itself is known."""
    if first == story.terms.starts_on:
        return written(first, story.terms.starts_precision)
    if span.status is Status.EXPIRED and story.terms_now.ends_precision is not Precision.DAY:
        return written(first - ONE_DAY, story.terms_now.ends_precision)
    return first.isoformat()


def _acts(story: AgreementStory) -> Iterator[_Event]:
    """What somebody has done, in the order of the procedure: all parties sign before the agreement is signed."""
    for step in story.steps_taken:
        turn = _Turn.LAST_STEP if step.stage in (Stage.SIGNED, Stage.WITHDRAWN) else _Turn.STEP
        yield _done(step.on, turn, label(step.stage))
    for party in story.parties:
        if party.signed_on:
            yield _done(party.signed_on, _Turn.SIGNATURE, _("Signature"), party_title(party.row))
    for amendment in (a for a in story.amendments if a.revoked_on is None):
        yield _done(
            amendment.effective_on, _Turn.CHANGE, _("Amendment takes effect"), amendment.register_number
        )
    for notice in (n for n in story.notices if n.revoked_on is None):
        yield _done(notice.received_on, _Turn.CHANGE, _("Notice received"), label(notice.side))
    for obligation in (o for o in story.obligations if o.closed_on is None):
        yield _done(obligation.ends_on, _Turn.DUE, _("Obligation ends"), obligation.text)


def _done(day: date, turn: _Turn, title: str, note: str = "") -> _Event:
    return _Event(day, turn, day.isoformat(), title, note)


# These are told of by the step itself.
_BY_STEP = frozenset(
    {
        Status.REQUESTED,
        Status.DRAFTING,
        Status.IN_REVIEW,
        Status.DECIDED,
        Status.FOR_SIGNATURE,
        Status.WITHDRAWN,
    }
)
