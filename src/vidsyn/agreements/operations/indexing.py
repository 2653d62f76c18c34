"""Maintain the derived rows: each agreement's status on every day, and what is due.

Every operation that changes anything a course is derived from calls `reindex` before it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from vidsyn import here
from vidsyn.agreements.logic.deadlines import due
from vidsyn.agreements.logic.periods import periods
from vidsyn.agreements.logic.timeline import Course, spans
from vidsyn.agreements.models import (
    Agreement,
    AgreementCourse,
    AgreementDue,
    AgreementPeriod,
    AgreementSpan,
    Obligation,
)
from vidsyn.agreements.queries.courses import course_of, facts_to_store, loaded
from vidsyn.agreements.vocabulary import DeadlineKind, Missing, Stage, Status
from vidsyn.history.personal.register import rebuilds
from vidsyn.kernel.calendar import add_months
from vidsyn.people.models import Person

# How far ahead deadlines of self-renewing agreements are written; the clock extends this each month.
HORIZON_YEARS = 10
# And how far back: what had expired before an agreement's import belongs on the clean-up list.
PAST_YEARS = 2
# How far back the renewals of self-renewing agreements are followed, for lists as of a past day.
SINCE_YEARS = 20


def reindex(*agreements: Agreement) -> None:
    """Rebuild the derived rows of these, and of those they succeed."""
    keys = {a.pk: a for a in agreements}
    before = Agreement.objects.filter(successors__in=list(keys.values()))
    index_write(loaded([*keys.values(), *before]), on=here.today())


@rebuilds(Obligation)
def dues_rebuilt(obligations: Sequence[UUID]) -> None:
    """Rebuild the derived rows after values were erased from obligations."""
    reindex(*Agreement.objects.filter(obligations__in=obligations).distinct())


@dataclass(frozen=True, slots=True)
class Indexed:
    """An agreement with the data its derived rows are made from."""

    agreement: Agreement
    course: Course
    obligations: tuple[Obligation, ...] = ()


def index_write(agreements: Sequence[Agreement], *, on: date) -> None:
    """Replace the derived rows of agreements fetched with their courses, as of a day."""
    AgreementCourse.objects.filter(agreement__in=agreements).delete()
    AgreementSpan.objects.filter(agreement__in=agreements).delete()
    AgreementPeriod.objects.filter(agreement__in=agreements).delete()
    AgreementDue.objects.filter(agreement__in=agreements).delete()
    index_insert([Indexed(a, course_of(a), tuple(a.obligations.all())) for a in agreements], on=on)


def index_insert(rows: Iterable[Indexed], *, on: date) -> None:
    """Add the derived rows of agreements that have none yet."""
    rows = list(rows)
    AgreementCourse.objects.bulk_create(
        (AgreementCourse(agreement=row.agreement, facts=facts_to_store(row.course)) for row in rows),
        batch_size=500,
    )
    listed = [row for row in rows if row.agreement.voided_at is None]
    AgreementSpan.objects.bulk_create((made for row in listed for made in _spans(row)), batch_size=500)
    AgreementPeriod.objects.bulk_create(
        (made for row in listed for made in _periods(row, on)), batch_size=500
    )
    AgreementDue.objects.bulk_create((made for row in listed for made in _dues(row, on)), batch_size=500)


def index_owner(agreements: Iterable[Agreement], owner: Person | None) -> None:
    """Update the owner in the derived rows of these."""
    AgreementDue.objects.filter(agreement__in=[agreement.pk for agreement in agreements]).update(owner=owner)


def _spans(row: Indexed) -> Iterator[AgreementSpan]:
    came_on = timezone.localdate(row.agreement.created_at)
    for span in spans(row.course):
        first = span.first or date.min
        yield AgreementSpan(
            agreement=row.agreement,
            first=first,
            last=span.last or date.max,
            status=span.status,
            came_past=span.status is Status.EXPIRED and first <= came_on,
        )


def _periods(row: Indexed, on: date) -> Iterator[AgreementPeriod]:
    since, until = add_months(on, -12 * SINCE_YEARS), add_months(on, 12 * HORIZON_YEARS)
    for period in periods(row.course, since, until):
        yield AgreementPeriod(
            agreement=row.agreement,
            first=period.first or date.min,
            last=period.last or date.max,
            ends_on=period.ends_on,
            notice_by=period.notice_by,
            lacks_end=Missing.END in period.lacks,
            lacks_notice=Missing.NOTICE in period.lacks,
        )


def _dues(row: Indexed, on: date) -> Iterator[AgreementDue]:
    first, last = add_months(on, -12 * PAST_YEARS), add_months(on, 12 * HORIZON_YEARS)
    for item in due(row.course, first, last):
        yield _due(row.agreement, item.kind, item.on, of=item.of)
    for obligation in row.obligations:
        if obligation.closed_on is None:
            yield _due(row.agreement, DeadlineKind.OBLIGATION, obligation.ends_on, obligation.text)
    if row.agreement.stage in _OPEN:
        yield from _open_dues(row.agreement)


_OPEN = (Stage.REQUESTED, Stage.DRAFTING, Stage.IN_REVIEW, Stage.DECIDED, Stage.FOR_SIGNATURE)


def _open_dues(agreement: Agreement) -> Iterator[AgreementDue]:
    """For an unsigned agreement: the next reminder, and its round until it is decided."""
    if agreement.follow_up_on is not None:
        yield _due(agreement, DeadlineKind.FOLLOW_UP, agreement.follow_up_on)
    aimed = agreement.decision_round
    if aimed is not None and agreement.stage not in (Stage.DECIDED, Stage.FOR_SIGNATURE):
        yield _due(agreement, DeadlineKind.ROUND, aimed.closes_on)


def _due(
    agreement: Agreement, kind: DeadlineKind, day: date, text: str = "", *, of: date | None = None
) -> AgreementDue:
    return AgreementDue(
        agreement=agreement, owner_id=agreement.owner_id, on=day, kind=kind, of=of or day, text=text
    )
