"""A list's own status column beside its dates: do they contradict each other?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import Course, status_on
from vidsyn.agreements.vocabulary import Status
from vidsyn.collaborations.vocabulary import Status as CollaborationStatus
from vidsyn.intake.logic import list_words
from vidsyn.intake.logic.terms import terms_with
from vidsyn.intake.vocabulary import Field, ListKind


def status_contradicted(kind: ListKind, values: Mapping[str, Any], on: date) -> bool:
    """Check whether a row's status contradicts its dates on a day. Words nobody has explained contradict nothing."""
    said = values.get(Field.STATUS)
    if not said:
        return False
    if kind is ListKind.AGREEMENTS:
        return _agreement(str(said), terms_with(Terms(), values), on)
    return kind is ListKind.COLLABORATIONS and _collaboration(str(said), values.get(Field.ENDS_ON), on)


def _agreement(said: str, terms: Terms, on: date) -> bool:
    meant = list_words.code_of(ListKind.AGREEMENTS, Field.STATUS, said)
    if meant is None or list_words.says_signature_awaited(said):
        return False
    if meant == "notice_given":
        # With notice given it has a last day, and no period after it.
        return terms.open_ended or terms.renews
    fits: Callable[[Status | None], bool] = _FITS[meant]
    return not fits(status_on(Course(terms, taken_as_signed=True), on))


# What a word of the list means → whether the status that the dates give fits it.
_FITS: Mapping[str, Callable[[Status | None], bool]] = {
    "in_force": lambda status: status is Status.IN_FORCE,
    "upcoming": lambda status: status is Status.UPCOMING,
    "over": lambda status: status is Status.EXPIRED,
    # Once imported with these dates it counts as signed.
    "on_the_way": lambda status: status is Status.UPCOMING,
}


def _collaboration(said: str, ends: str | None, on: date) -> bool:
    if ends is None:
        return False
    past = date.fromisoformat(ends) < on
    return past if said == CollaborationStatus.ONGOING else said == CollaborationStatus.ENDED and not past
