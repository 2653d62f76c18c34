"""Convert rows to the plain facts that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vidsyn.agreements.logic.amending import changes_read, changes_to_store
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import Amendment, Course, Notice, Step, in_force_from
from vidsyn.agreements.models import Agreement, Party, Signatory
from vidsyn.agreements.vocabulary import SignatureProof, Stage
from vidsyn.kernel.calendar import DayOfYear
from vidsyn.kernel.precision import Precision

# What a course is derived from, besides the agreement's own row: seven statements for any number of agreements.
COURSE_PARTS = (
    "steps",
    "amendments",
    "notices",
    "parties__signatories",
    "successors__parties__signatories",
)


def with_courses(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Prefetch what `course_of` needs."""
    return rows.prefetch_related(*COURSE_PARTS)


def terms_of(agreement: Agreement) -> Terms:
    """Return the terms of the original text."""
    return Terms(
        starts_on=agreement.starts_on,
        starts_precision=Precision(agreement.starts_precision),
        ends_on=agreement.ends_on,
        ends_precision=Precision(agreement.ends_precision),
        open_ended=agreement.open_ended,
        notice_months=agreement.notice_months,
        notice_days=agreement.notice_days,
        notice_given_by=_day_of_year(agreement.notice_given_by),
        notice_effective=_day_of_year(agreement.notice_effective),
        renewal_months=agreement.renewal_months,
        renewal_window_months=agreement.renewal_window_months,
    )


def terms_columns(terms: Terms) -> dict[str, object]:
    """Return the agreement's columns for these terms: the inverse of `terms_of`."""
    return {
        "starts_on": terms.starts_on,
        "starts_precision": terms.starts_precision,
        "ends_on": terms.ends_on,
        "ends_precision": terms.ends_precision,
        "open_ended": terms.open_ended,
        "notice_months": terms.notice_months,
        "notice_days": terms.notice_days,
        "notice_given_by": str(terms.notice_given_by or ""),
        "notice_effective": str(terms.notice_effective or ""),
        "renewal_months": terms.renewal_months,
        "renewal_window_months": terms.renewal_window_months,
    }


def course_of(agreement: Agreement) -> Course:
    """Return all facts of one agreement. No statement when fetched `with_courses`."""
    return Course(
        terms=terms_of(agreement),
        steps=tuple(Step(step.on, Stage(step.stage)) for step in agreement.steps.all()),
        signed_on=last_signature(agreement),
        taken_as_signed=agreement.taken_as_signed,
        amendments=tuple(
            Amendment(row.effective_on, changes_read(row.changes))
            for row in agreement.amendments.all()
            if row.revoked_on is None
        ),
        notices=tuple(
            Notice(row.received_on, row.ends_on) for row in agreement.notices.all() if row.revoked_on is None
        ),
        terminated_on=agreement.terminated_on,
        withdrawn_on=agreement.withdrawn_on,
        successor_starts_on=_successor_starts(agreement),
    )


def facts_to_store(course: Course) -> dict[str, Any]:
    """Return the facts from tables other than the agreement's own, as JSON."""
    return {
        "steps": [[str(step.on), step.stage] for step in course.steps],
        "signed_on": _iso(course.signed_on),
        "amendments": [[str(a.effective_on), changes_to_store(a.changes)] for a in course.amendments],
        "notices": [[str(n.received_on), _iso(n.ends_on)] for n in course.notices],
        "successor_starts_on": _iso(course.successor_starts_on),
    }


def stored_course(agreement: Agreement) -> Course:
    """The same as `course_of`, from the derived row: no statement when fetched with `kept_course`."""
    facts = agreement.kept_course.facts
    return Course(
        terms=terms_of(agreement),
        steps=tuple(Step(date.fromisoformat(on), Stage(stage)) for on, stage in facts["steps"]),
        signed_on=_day(facts["signed_on"]),
        taken_as_signed=agreement.taken_as_signed,
        amendments=tuple(
            Amendment(date.fromisoformat(on), changes_read(changes)) for on, changes in facts["amendments"]
        ),
        notices=tuple(Notice(date.fromisoformat(on), _day(ends)) for on, ends in facts["notices"]),
        terminated_on=agreement.terminated_on,
        withdrawn_on=agreement.withdrawn_on,
        successor_starts_on=_day(facts["successor_starts_on"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def parties_of(agreement: Agreement) -> list[Party]:
    """Return its parties, without removed ones."""
    return [party for party in agreement.parties.all() if party.removed_at is None]


def party_signed_on(party: Party) -> date | None:
    """Return the day the last of a party's signatories signed; None while one is missing or there is none."""
    return all_signed_on(party.signatories.all())


def all_signed_on(signatories: Iterable[Signatory]) -> date | None:
    """Return the day the last of a party's signatories signed; None while one is missing or there is none."""
    days = [signatory.signed_on for signatory in signatories]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def last_signature(agreement: Agreement) -> date | None:
    """Return the day the last party signed, once the agreement is signed; for an imported one, if known."""
    if agreement.stage != Stage.SIGNED:
        return None
    days = [party_signed_on(party) for party in parties_of(agreement)]
    return max((day for day in days if day is not None), default=None)


def signature_proof(agreement: Agreement) -> SignatureProof:
    """Return the evidence that all parties have signed."""
    if agreement.stage != Stage.SIGNED:
        return SignatureProof.UNSIGNED
    if not agreement.taken_as_signed:
        return SignatureProof.SIGNED_HERE
    return SignatureProof.CONFIRMED if agreement.signature_confirmed_on else SignatureProof.UNVERIFIED


def _successor_starts(agreement: Agreement) -> date | None:
    days = []
    for successor in agreement.successors.all():
        if successor.stage == Stage.SIGNED and successor.voided_at is None:
            facts = Course(terms_of(successor), signed_on=last_signature(successor))
            days.append(in_force_from(facts))
    return min((day for day in days if day is not None), default=None)


def _day_of_year(text: str) -> DayOfYear | None:
    return DayOfYear.read(text) if text else None


def loaded(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Reload the agreements, with their courses and what access checks need."""
    keys = [agreement.pk for agreement in agreements]
    rows = Agreement.objects.filter(pk__in=keys).select_related("unit", "owner", "decision_round")
    return list(with_courses(rows).prefetch_related("obligations"))
