"""The timeline of an agreement: a picture of its statuses through time, and its moments as a list.

The picture's places are per cent of its width, so that its text keeps its size on every screen. It says nothing
that the list beside it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter

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
    exact = [(day, day.isoformat(), title, note) for day, title, note in _acts(story)]
    # Sorting is stable: the events of one day keep the order in which they are listed.
    found = sorted(dict.fromkeys([*exact, *_dated(story, on)]), key=itemgetter(0))
    return [
        Moment(day, text, title, note, "past" if day < on else "now" if day == on else "future")
        for day, text, title, note in found
    ]


def _dated(story: AgreementStory, on: date) -> Iterator[tuple[date, str, str, str]]:
    """What follows from its start and end, told no more exactly than these are known."""
    end = story.terms_now.ends_precision
    for span in story.spans:
        if span.first is not None and span.status not in _BY_STEP:
            yield span.first, _begins(story, span, span.first), label(span.status), ""
    for item in _nearest(story.dues, on):
        of = written(item.of, end)
        if item.kind is DeadlineKind.ENDS:
            yield item.on, of, label(item.kind), ""
        else:
            note = "" if item.on == item.of else _("before %(day)s") % {"day": of}
            yield item.on, item.on.isoformat(), label(item.kind), note


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


def _acts(story: AgreementStory) -> Iterator[tuple[date, str, str]]:
    """What somebody has done, in the order of the procedure: all parties sign before the agreement is signed."""
    last = [step for step in story.steps_taken if step.stage in (Stage.SIGNED, Stage.WITHDRAWN)]
    for step in story.steps_taken:
        if step not in last:
            yield step.on, label(step.stage), ""
    for party in story.parties:
        if party.signed_on:
            yield party.signed_on, _("Signature"), party_title(party.row)
    for step in last:
        yield step.on, label(step.stage), ""
    for amendment in (a for a in story.amendments if a.revoked_on is None):
        yield amendment.effective_on, _("Amendment takes effect"), amendment.register_number
    for notice in (n for n in story.notices if n.revoked_on is None):
        yield notice.received_on, _("Notice received"), label(notice.side)
    for obligation in (o for o in story.obligations if o.closed_on is None):
        yield obligation.ends_on, _("Obligation ends"), obligation.text


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
