"""Erase the people an agreement names: contact persons, steering group members, reviewers."""

from __future__ import annotations

from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, ContactPerson, ReviewOpinion, SteeringMember
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.history import recording
from vidsyn.history.erasure import erase_person
from vidsyn.history.models import Record
from vidsyn.history.personal.needles import GONE, Needles
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.operations.erasure import erases_again
from vidsyn.people.vocabulary import Needed


@operation(records=[AgreementFact.CONTACT_ERASED])
def agreement_contact_erase(
    *, contact: ContactPerson, reason: Reason, everywhere: bool = False, actor: Actor
) -> ContactPerson:
    """Erase a contact person here and wherever else she is named; that there was one stays. Takes a reason.

    A person with an account is only removed from the agreement: `person_erase` erases the account.
    """
    current = locked(contact)
    agreement = _opened(current.agreement, reason, actor)
    if current.erased_at is not None:
        recording.nothing_changed()
        return current
    needles = Needles.of(names=[current.name], emails=[current.email])
    current.person, current.name, current.email = None, "", ""
    current.erased_at = timezone.now()
    _erase(current, agreement, needles, everywhere=everywhere, actor=actor)
    _tell(AgreementFact.CONTACT_ERASED, agreement, needles.taken_from(reason), actor)
    return current


@operation(records=[AgreementFact.STEERING_MEMBER_ERASED])
def steering_member_erase(
    *, member: SteeringMember, reason: Reason, everywhere: bool = False, actor: Actor
) -> SteeringMember:
    """Erase a member of a steering group here and wherever else she is named; that there was one stays."""
    current = locked(member)
    agreement = _opened(current.party.agreement, reason, actor)
    if current.name == GONE:
        recording.nothing_changed()
        return current
    needles = Needles.of(names=[current.name])
    current.name = GONE
    _erase(current, agreement, needles, everywhere=everywhere, actor=actor)
    _tell(AgreementFact.STEERING_MEMBER_ERASED, agreement, needles.taken_from(reason), actor)
    return current


@operation(records=[AgreementFact.REVIEWER_ERASED])
def agreement_reviewer_erase(
    *, opinion: ReviewOpinion, reason: Reason, everywhere: bool = False, actor: Actor
) -> ReviewOpinion:
    """Erase who was asked for an opinion, here and wherever else she is named; the opinion itself stays.

    Refuses `erase_the_account` for a person with an account, who is erased by `person_erase`, and
    `reviewer_unnamed` where nobody is named.
    """
    current = locked(opinion)
    agreement = _opened(current.agreement, reason, actor)
    if current.reviewer_id:
        raise Refusal("erase_the_account", kind=RefusalKind.STATE)
    if not current.reviewer_name:
        raise Refusal("reviewer_unnamed", kind=RefusalKind.STATE)
    if current.reviewer_name == GONE:
        recording.nothing_changed()
        return current
    needles = Needles.of(names=[current.reviewer_name])
    current.reviewer_name = GONE
    _erase(current, agreement, needles, everywhere=everywhere, actor=actor)
    _tell(AgreementFact.REVIEWER_ERASED, agreement, needles.taken_from(reason), actor)
    return current


erases_again(ContactPerson.objects.filter(erased_at=None), agreement_contact_erase, "contact")
erases_again(SteeringMember.objects.exclude(name=GONE), steering_member_erase, "member")
erases_again(
    ReviewOpinion.objects.filter(reviewer=None).exclude(reviewer_name__in=("", GONE)),
    agreement_reviewer_erase,
    "opinion",
)


def _opened(agreement: Agreement, reason: str, actor: Actor) -> Agreement:
    current = opened(agreement, actor)
    access.require(access.may_erase(actor), needed=Needed.OFFICE)
    require_reason(reason)
    return current


def _erase(
    current: Record, agreement: Agreement, needles: Needles, *, everywhere: bool, actor: Actor
) -> None:
    save(current)
    save(agreement)
    erase_person(current, needles, actor=actor, told_of=[agreement], everywhere=everywhere)


def _tell(fact: AgreementFact, agreement: Agreement, reason: str, actor: Actor) -> None:
    tell(fact, agreement, actor, reason=reason.strip(), inside=True)
