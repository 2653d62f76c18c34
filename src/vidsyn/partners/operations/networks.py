"""Networks: registering them, who is in, who speaks for us, money, and whether to stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.partners.facts import NetworkFact
from vidsyn.partners.logic.entries import fitting
from vidsyn.partners.logic.identifiers import web_address
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import (
    Network,
    NetworkMembership,
    NetworkPhase,
    NetworkRepresentative,
    NetworkReview,
    Partner,
)
from vidsyn.partners.operations.keeping import partner_locked, require_editor
from vidsyn.partners.vocabulary import MemberRole, NetworkKind, ReviewOutcome
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.plumbing.history import differences, nothing_changed, record, snapshot
from vidsyn.plumbing.locking import locked, save
from vidsyn.plumbing.models import Record
from vidsyn.plumbing.operations import operation

R = TypeVar("R", bound=Record)
NETWORK_TOLD = (
    "name_sv", "name_en", "acronym", "kind", "website", "purpose_sv", "purpose_en", "member_since", "member_until",
)  # fmt: skip
MEMBER_TOLD = ("network", "partner", "role", "starts_on", "ends_on")
REPRESENTATIVE_TOLD = ("network", "person", "name", "unit", "role", "starts_on", "ends_on")
PHASE_TOLD = ("network", "name", "starts_on", "ends_on", "amount", "currency", "funder")
REVIEW_TOLD = ("network", "due_on", "question")
DECIDED_TOLD = ("outcome", "decided_on", "decided_by")


@operation(records=[NetworkFact.REGISTERED])
def network_register(
    *,
    name_sv: str = "",
    name_en: str = "",
    acronym: str = "",
    kind: NetworkKind = NetworkKind.NETWORK,
    website: str = "",
    purpose_sv: str = "",
    purpose_en: str = "",
    member_since: date | None = None,
    member_until: date | None = None,
    is_sample: bool = False,
    actor: Actor,
) -> Network:
    """Register a network; a name in one language stands for both until the other is given."""
    require_editor(actor)
    network = Network(
        name_sv=name_sv, name_en=name_en, acronym=acronym, kind=kind, website=website, purpose_sv=purpose_sv,
        purpose_en=purpose_en, member_since=member_since, member_until=member_until, is_sample=is_sample,
    )  # fmt: skip
    _network_kept(network)
    network.save(force_insert=True)
    after = {"reference": network.reference, **_given(network, NETWORK_TOLD)}
    record(NetworkFact.REGISTERED, subject=network, actor=actor, after=after)
    return network


@operation(records=[NetworkFact.UPDATED])
def network_update(
    *,
    network: Network,
    expected_version: int | None = None,
    name_sv: str | None = None,
    name_en: str | None = None,
    acronym: str | None = None,
    kind: NetworkKind | None = None,
    website: str | None = None,
    purpose_sv: str | None = None,
    purpose_en: str | None = None,
    member_since: date | None = None,
    member_until: date | None = None,
    reason: str = "",
    actor: Actor,
) -> Network:
    """Change what is known of a network: what is left out stays, empty text clears."""
    require_editor(actor)
    current = _network_locked(network, expected_version)
    before = snapshot(current, NETWORK_TOLD)
    _set(current, {
        "name_sv": name_sv, "name_en": name_en, "acronym": acronym, "kind": kind, "website": website,
        "purpose_sv": purpose_sv, "purpose_en": purpose_en, "member_since": member_since,
        "member_until": member_until,
    })  # fmt: skip
    _network_kept(current)
    return _kept(current, before, NetworkFact.UPDATED, actor, reason)


@operation(records=[NetworkFact.CLOSED])
def network_close(
    *,
    network: Network,
    reason: str,
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Network:
    """Close a network that has ended or that the university has left, `on` being the last day of membership."""
    require_editor(actor)
    require_reason(reason)
    current = _network_locked(network, expected_version)
    before = snapshot(current, ("active", "member_until"))
    current.active = False
    current.member_until = on or current.member_until
    _period(current.member_since, current.member_until, "on")
    return _kept(current, before, NetworkFact.CLOSED, actor, reason)


@operation(records=[NetworkFact.MEMBER_ADDED])
def network_member_add(
    *,
    network: Network,
    partner: Partner | None = None,
    role: MemberRole = MemberRole.MEMBER,
    starts_on: date | None = None,
    ends_on: date | None = None,
    actor: Actor,
) -> NetworkMembership:
    """Add a partner to a network; without partner, the own university."""
    require_editor(actor)
    network = _network_locked(network)
    partner = partner_locked(partner) if partner else None
    _period(starts_on, ends_on)
    if NetworkMembership.objects.filter(network=network, partner=partner, starts_on=starts_on).exists():
        raise Refusal("membership_twice", kind=RefusalKind.CONFLICT, field="partner")
    return _added(
        NetworkMembership(network=network, partner=partner, role=role, starts_on=starts_on, ends_on=ends_on),
        MEMBER_TOLD,
        NetworkFact.MEMBER_ADDED,
        actor,
    )


@operation(records=[NetworkFact.MEMBER_UPDATED])
def network_member_update(
    *,
    membership: NetworkMembership,
    role: MemberRole | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> NetworkMembership:
    """Change a membership's role or period; what is left out stays."""
    require_editor(actor)
    current = locked(membership, expected_version=expected_version)
    before = snapshot(current, MEMBER_TOLD)
    _set(current, {"role": role, "starts_on": starts_on, "ends_on": ends_on})
    _period(current.starts_on, current.ends_on)
    return _kept(current, before, NetworkFact.MEMBER_UPDATED, actor, reason)


@operation(records=[NetworkFact.MEMBER_LEFT])
def network_member_leave(
    *, membership: NetworkMembership, on: date, reason: str = "", actor: Actor
) -> NetworkMembership:
    """A member leaves; `on` is its last day."""
    require_editor(actor)
    current = locked(membership)
    before = snapshot(current, ("ends_on",))
    current.ends_on = on
    _period(current.starts_on, on, "on")
    return _kept(current, before, NetworkFact.MEMBER_LEFT, actor, reason)


@operation(records=[NetworkFact.REPRESENTATIVE_NAMED])
def network_representative_name(
    *,
    network: Network,
    person: Person | None = None,
    name: str = "",
    unit: Unit | None = None,
    role: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    actor: Actor,
) -> NetworkRepresentative:
    """Name somebody to speak for the university in a network: a person with an account, or a name."""
    require_editor(actor)
    if person is None and not name.strip():
        raise Refusal("representative_missing", field="person")
    _period(starts_on, ends_on)
    representative = NetworkRepresentative(
        network=_network_locked(network), person=person, name="" if person else fitting(name.strip(), "name", 150),
        unit=unit, role=fitting(role.strip(), "role", 120), starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    fact = NetworkFact.REPRESENTATIVE_NAMED
    return _added(representative, REPRESENTATIVE_TOLD, fact, actor, personal=("name",))


@operation(records=[NetworkFact.REPRESENTATIVE_ENDED])
def network_representative_end(
    *, representative: NetworkRepresentative, on: date, reason: str = "", actor: Actor
) -> NetworkRepresentative:
    """A representative's time ends; `on` is the last day."""
    require_editor(actor)
    current = locked(representative)
    before = snapshot(current, ("ends_on",))
    current.ends_on = on
    _period(current.starts_on, on, "on")
    return _kept(current, before, NetworkFact.REPRESENTATIVE_ENDED, actor, reason)


@operation(records=[NetworkFact.PHASE_ADDED])
def network_phase_add(
    *,
    network: Network,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    amount: Decimal | None = None,
    currency: str = "",
    funder: Partner | None = None,
    actor: Actor,
) -> NetworkPhase:
    """Add a financing phase: from when until when, how much, who pays."""
    require_editor(actor)
    phase = NetworkPhase(
        network=_network_locked(network), name=name, starts_on=starts_on, ends_on=ends_on, amount=amount,
        currency=currency, funder=partner_locked(funder) if funder else None,
    )  # fmt: skip
    _phase_kept(phase)
    return _added(phase, PHASE_TOLD, NetworkFact.PHASE_ADDED, actor)


@operation(records=[NetworkFact.PHASE_UPDATED])
def network_phase_update(
    *,
    phase: NetworkPhase,
    name: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    amount: Decimal | None = None,
    currency: str | None = None,
    funder: Partner | None = None,
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> NetworkPhase:
    """Change a financing phase; what is left out stays."""
    require_editor(actor)
    current = locked(phase, expected_version=expected_version)
    before = snapshot(current, PHASE_TOLD)
    _set(current, {
        "name": name, "starts_on": starts_on, "ends_on": ends_on, "amount": amount, "currency": currency,
        "funder": funder,
    })  # fmt: skip
    _phase_kept(current)
    return _kept(current, before, NetworkFact.PHASE_UPDATED, actor, reason)


@operation(records=[NetworkFact.REVIEW_PLANNED])
def network_review_plan(
    *, network: Network, due_on: date, question: str = "", reason: str = "", actor: Actor
) -> NetworkReview:
    """Set when the question "should we stay?" is to be answered; an open review gets the new date and question."""
    require_editor(actor)
    network = _network_locked(network)
    review = NetworkReview.objects.select_for_update().filter(network=network, outcome="").first()
    if review is None:
        review = NetworkReview(network=network, due_on=due_on, question=question.strip())
        return _added(review, REVIEW_TOLD, NetworkFact.REVIEW_PLANNED, actor)
    before = snapshot(review, REVIEW_TOLD)
    review.due_on, review.question = due_on, question.strip() or review.question
    return _kept(review, before, NetworkFact.REVIEW_PLANNED, actor, reason)


@operation(records=[NetworkFact.REVIEW_DECIDED])
def network_review_decide(
    *,
    review: NetworkReview,
    outcome: ReviewOutcome,
    decided_on: date,
    decided_by: str,
    reason: str,
    next_due_on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> NetworkReview:
    """Record the answer to a review: who decided, when and why, and the day of the next one."""
    require_editor(actor)
    current = locked(review, expected_version=expected_version)
    if current.outcome:
        raise Refusal("review_decided", kind=RefusalKind.STATE)
    require_reason(reason)
    if not decided_by.strip():
        raise Refusal("field_required", field="decided_by", label="decided_by")
    before = snapshot(current, DECIDED_TOLD)
    current.outcome, current.decided_on, current.reason = outcome, decided_on, reason.strip()
    current.decided_by = fitting(decided_by.strip(), "decided_by", 200)
    _kept(current, before, NetworkFact.REVIEW_DECIDED, actor, reason.strip())
    if next_due_on is not None:
        following = NetworkReview(network=current.network, due_on=next_due_on, question=current.question)
        _added(following, REVIEW_TOLD, NetworkFact.REVIEW_PLANNED, actor)
    return current


def _network_locked(network: Network, expected_version: int | None = None) -> Network:
    current = locked(network, expected_version=expected_version)
    if not current.active:
        raise Refusal("network_closed", kind=RefusalKind.STATE, reference=current.reference)
    return current


def _network_kept(network: Network) -> None:
    for field, longest in (("name_sv", 200), ("name_en", 200), ("acronym", 40)):
        setattr(network, field, fitting(" ".join(getattr(network, field).split()), field, longest))
    if not fold(network.name_sv) and not fold(network.name_en):
        raise Refusal("network_name_missing", field="name_sv")
    network.name_sv = network.name_sv or network.name_en
    network.name_en = network.name_en or network.name_sv
    network.website = web_address(network.website)
    names = dict.fromkeys(fold(name) for name in (network.name_sv, network.name_en, network.acronym))
    network.folded = " ".join(names)
    _period(network.member_since, network.member_until, "member_until")


def _phase_kept(phase: NetworkPhase) -> None:
    phase.name = fitting(phase.name.strip(), "name", 120)
    phase.currency = phase.currency.strip().upper()
    if not phase.name:
        raise Refusal("field_required", field="name", label="name")
    if phase.amount is None and not phase.currency:
        _period(phase.starts_on, phase.ends_on)
        return
    currency_given = len(phase.currency) == 3 and phase.currency.isalpha() and phase.currency.isascii()
    if phase.amount is None or phase.amount < 0 or phase.amount >= 10**12 or not currency_given:
        raise Refusal("phase_amount_form", field="amount")
    _period(phase.starts_on, phase.ends_on)


def _period(first: date | None, last: date | None, field: str = "ends_on") -> None:
    if first and last and last < first:
        raise Refusal("period_backwards", field=field)


def _set(thing: Record, given: Mapping[str, object]) -> None:
    for name, value in given.items():
        if value is not None:
            setattr(thing, name, value)


def _given(thing: Record, fields: tuple[str, ...]) -> dict[str, object]:
    return {name: value for name, value in snapshot(thing, fields).items() if value not in (None, "")}


def _added(
    thing: R, fields: tuple[str, ...], fact: NetworkFact, actor: Actor, *, personal: tuple[str, ...] = ()
) -> R:
    thing.save(force_insert=True)
    record(fact, subject=thing, actor=actor, after=_given(thing, fields), personal=personal)
    return thing


def _kept(thing: R, before: Mapping[str, object], fact: NetworkFact, actor: Actor, reason: str) -> R:
    was, now = differences(before, snapshot(thing, before))
    if not now:
        nothing_changed()
        return thing
    save(thing)
    record(fact, subject=thing, actor=actor, before=was, after=now, reason=reason)
    return thing
