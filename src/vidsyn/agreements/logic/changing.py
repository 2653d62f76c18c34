"""What notice, termination, an amendment and a renewal do to an agreement: checked, and looked at before it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vidsyn.agreements.logic.lifecycle import Act, require_status
from vidsyn.agreements.logic.terms import Terms, terms_faults
from vidsyn.agreements.logic.timeline import (
    Amendment,
    Course,
    Notice,
    Standing,
    closing,
    standing_on,
    status_on,
    terms_on,
)
from vidsyn.kernel.refusals import Refusal, refuse_if

Change = Callable[[Course], Course]


@dataclass(frozen=True, slots=True)
class Effect:
    """What is derived on a day without a change and with it."""

    on: date
    before: Standing
    after: Standing
    terms_before: Terms
    terms_after: Terms


def effect_of(course: Course, change: Change, on: date) -> Effect:
    """Return what the change does, as of a day. Refuses what the operation would refuse of the dates."""
    changed = change(course)
    return Effect(
        on,
        standing_on(course, on),
        standing_on(changed, on),
        terms_on(course, on),
        terms_on(changed, on),
    )


def with_notice(course: Course, received_on: date, agreed_end: date | None) -> Course:
    """Return the course with notice received on a day; refuses where it cannot be given or its effect is unknown."""
    require_status(Act.NOTICE_GIVE, status_on(course, received_on))
    if agreed_end is None and not terms_on(course, received_on).has_notice_clause:
        raise Refusal("notice_clause_unknown", field="agreed_end")
    if agreed_end is not None and agreed_end < received_on:
        raise Refusal("agreed_end_before_notice", field="agreed_end", received_on=received_on)
    return replace(course, notices=(*course.notices, Notice(received_on, agreed_end)))


def with_termination(course: Course, last_day: date) -> Course:
    """Return the course terminated for cause, in force through `last_day`."""
    require_status(Act.TERMINATE, status_on(course, last_day))
    return replace(course, terminated_on=last_day)


def with_amendment(course: Course, effective_on: date, changes: Mapping[str, Any]) -> Course:
    """Return the course with terms changed from a day on.

    Refuses terms that are inconsistent, and those by which the agreement would have ended before they take effect:
    a last day before that day, or no renewal any more of what has only lasted until then by renewing itself.
    """
    require_status(Act.AMEND, status_on(course, effective_on))
    amended = replace(course, amendments=(*course.amendments, Amendment(effective_on, changes)))
    terms = terms_on(amended, effective_on)
    refuse_if(terms_faults(terms))
    end = closing(amended, terms)
    if end is not None and end.last_day < effective_on:
        raise Refusal(
            "amendment_ends_before_effect", field="ends_on", last_day=end.last_day, effective_on=effective_on
        )
    return amended


def with_successor(course: Course, starts_on: date | None) -> Course:
    """Return the course once all parties have signed a successor that starts on a day, if that is known."""
    return replace(course, successor_starts_on=starts_on) if starts_on else course
