"""Parties, contact persons and the joint steering group."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from vidsyn import here
from vidsyn.acts.locking import changes_saved, locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, ContactPerson, Party, SteeringMember
from vidsyn.agreements.operations.search_text import words_of
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.agreements.queries.courses import parties_of
from vidsyn.agreements.vocabulary import Side, Stage
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Said
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person


@operation(records=[AgreementFact.PARTY_ADDED])
def party_add(
    *,
    agreement: Agreement,
    side: Side = Side.PARTNER,
    partner: Partner | None = None,
    name: str = "",
    actor: Actor,
) -> Party:
    """Add a party: a partner of the register, or a name as written. Not once the agreement is signed here."""
    current = opened(agreement, actor)
    if partner is None and not name.strip() and side is Side.PARTNER:
        raise Refusal("party_name_missing", field="name")
    require_open_parties(current)
    parties = parties_of(current)
    if side is Side.OURS and any(party.side == Side.OURS for party in parties):
        raise Refusal("party_twice", field="side")
    if partner is not None and any(party.partner_id == partner.pk for party in parties):
        raise Refusal("party_twice", field="partner")
    party = Party.objects.create(
        agreement=current, side=side, partner=partner, name=name.strip() or (partner.name if partner else "")
    )
    saved_with_words(current)
    tell(
        AgreementFact.PARTY_ADDED,
        current,
        actor,
        after=recording.snapshot(party, ("side", "partner", "name")),
    )
    return party


@operation(records=[AgreementFact.PARTY_UPDATED])
def party_link(
    *,
    party: Party,
    partner: Partner,
    name: str | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Party:
    """Say which partner of the register a party is; the name as written stays unless another is given."""
    current = locked(
        party,
        expected_version=expected_version,
        insider=lambda one: access.may_edit(actor, one.agreement),
    )
    agreement = opened(current.agreement, actor)
    if any(other.partner_id == partner.pk and other.pk != current.pk for other in parties_of(agreement)):
        raise Refusal("party_twice", field="partner")
    before = recording.snapshot(current, ("partner", "name"))
    current.partner = partner
    if name is not None:
        current.name = name.strip()
    if changed := changes_saved(current, before):
        saved_with_words(agreement)
        tell(AgreementFact.PARTY_UPDATED, agreement, actor, before=changed[0], after=changed[1])
    else:
        recording.nothing_changed()
    return current


@operation(records=[AgreementFact.PARTY_REMOVED])
def party_remove(*, party: Party, reason: str = "", actor: Actor) -> Agreement:
    """Take a party out of an agreement that nobody has signed for it yet."""
    current = locked(party)
    agreement = opened(current.agreement, actor)
    require_open_parties(agreement)
    if current.signatories.exclude(signed_on=None).exists():
        raise Refusal("party_has_signed", kind=RefusalKind.STATE, party=str(current))
    if current.removed_at is not None:
        recording.nothing_changed()
        return agreement
    current.removed_at = timezone.now()
    save(current)
    saved_with_words(agreement)
    before = recording.snapshot(current, ("side", "partner", "name"))
    tell(AgreementFact.PARTY_REMOVED, agreement, actor, before=before, reason=reason)
    return agreement


def require_open_parties(agreement: Agreement) -> None:
    """Refuse changes of parties after the signatures; an imported agreement's may still be corrected."""
    if agreement.stage == Stage.WITHDRAWN or (
        agreement.stage == Stage.SIGNED and not agreement.taken_as_signed
    ):
        raise Refusal("wrong_stage", kind=RefusalKind.STATE, stage=Stage(agreement.stage))


def saved_with_words(agreement: Agreement) -> None:
    """Save the agreement with its search words rebuilt from its current parties."""
    parties = agreement.parties.filter(removed_at=None).select_related("partner")
    agreement.search = words_of(agreement, [(party.name, party.partner) for party in parties])
    save(agreement)


@operation(records=[AgreementFact.CONTACT_ADDED])
def agreement_contact_add(
    *,
    agreement: Agreement,
    side: Side,
    person: Person | None = None,
    name: str = "",
    email: str = "",
    area: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    actor: Actor,
) -> ContactPerson:
    """Add whom to ask on one side, for an area and a time."""
    current = opened(agreement, actor)
    written = name.strip() or (person.name if person else "")
    _check_person(written, valid_from, valid_until)
    contact = ContactPerson.objects.create(
        agreement=current,
        side=side,
        person=person,
        name=written,
        email=email.strip() or (person.email if person else ""),
        area=area.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    save(current)
    tell(
        AgreementFact.CONTACT_ADDED,
        current,
        actor,
        after=recording.snapshot(contact, ("side", "name", "email", "area", "valid_from", "valid_until")),
        personal=("name", "email"),
        inside=True,
    )
    return contact


@operation(records=[AgreementFact.CONTACT_UPDATED])
def agreement_contact_end(*, contact: ContactPerson, on: date | None = None, actor: Actor) -> ContactPerson:
    """Say that somebody is the contact through a day only."""
    current = locked(contact)
    agreement = opened(current.agreement, actor)
    before = recording.snapshot(current, ("valid_until",))
    current.valid_until = on or here.today()
    _check_person(current.name, current.valid_from, current.valid_until)
    save(current)
    save(agreement)
    after = recording.snapshot(current, ("valid_until",))
    tell(AgreementFact.CONTACT_UPDATED, agreement, actor, before=before, after=after, inside=True)
    return current


@operation(records=[AgreementFact.STEERING_MEMBER_ADDED])
def steering_member_add(
    *,
    party: Party,
    name: Said,
    role: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    actor: Actor,
) -> SteeringMember:
    """Name somebody to the joint steering group for one of the parties."""
    agreement = opened(party.agreement, actor)
    _check_person(name, valid_from, valid_until)
    member = SteeringMember.objects.create(
        party=party, name=name.strip(), role=role.strip(), valid_from=valid_from, valid_until=valid_until
    )
    save(agreement)
    tell(
        AgreementFact.STEERING_MEMBER_ADDED,
        agreement,
        actor,
        after={
            "party": str(party),
            **recording.snapshot(member, ("name", "role", "valid_from", "valid_until")),
        },
        personal=("name",),
    )
    return member


@operation(records=[AgreementFact.STEERING_MEMBER_ENDED])
def steering_member_end(*, member: SteeringMember, on: date | None = None, actor: Actor) -> SteeringMember:
    """Say that a member belongs to the steering group through a day only."""
    current = locked(member)
    agreement = opened(current.party.agreement, actor)
    before = recording.snapshot(current, ("valid_until",))
    current.valid_until = on or here.today()
    _check_person(current.name, current.valid_from, current.valid_until)
    save(current)
    save(agreement)
    after = recording.snapshot(current, ("valid_until",))
    tell(AgreementFact.STEERING_MEMBER_ENDED, agreement, actor, before=before, after=after)
    return current


def _check_person(name: str, valid_from: date | None, valid_until: date | None) -> None:
    if not name.strip():
        raise Refusal("agreement_person_name_missing", field="name")
    if valid_from and valid_until and valid_until < valid_from:
        raise Refusal("period_backwards", field="valid_until")
