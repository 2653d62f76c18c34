"""Signatures: requested, registered party by party, or confirmed for imported agreements."""

from __future__ import annotations

from datetime import date
from functools import partial

from vidsyn import here
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.lifecycle import Act, next_stage
from vidsyn.agreements.models import Agreement, Party, Signatory
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.stepping import (
    move_on,
    opened,
    require_filled,
    stage_reached,
    tell,
)
from vidsyn.agreements.operations.steps import require_unhindered
from vidsyn.agreements.queries.configuration import kind_of
from vidsyn.agreements.queries.courses import parties_of, party_signed_on, signature_proof
from vidsyn.agreements.vocabulary import Level, Side, SignatureProof, Stage, Verdict
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Said
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed


@operation(records=[AgreementFact.SENT_FOR_SIGNATURE])
def agreement_send_for_signature(
    *,
    agreement: Agreement,
    on: date | None = None,
    follow_up_on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Send a decided agreement to be signed.

    Our signatories follow from its kind, level, unit and amount; each becomes a signatory of our party, so that a
    joint signature requires all of them. The next move is then ours.
    """
    current = opened(agreement, actor, expected_version=expected_version)
    next_stage(Act.SEND_FOR_SIGNATURE, Stage(current.stage))
    require_filled(current, Stage.FOR_SIGNATURE)
    _require_decided(current, actor)
    require_unhindered(current, Act.SEND_FOR_SIGNATURE)
    day = on or here.today()
    titles = _name_our_signatories(current)
    current.move, current.move_since, current.follow_up_on = Side.OURS, day, follow_up_on
    move_on(
        current,
        Act.SEND_FOR_SIGNATURE,
        AgreementFact.SENT_FOR_SIGNATURE,
        on=day,
        actor=actor,
        told={"signatories": titles},
    )
    return current


def _require_decided(agreement: Agreement, actor: Actor) -> None:
    """Require a decision: an imported stage of *decided* or *for signature* does not count as one.

    Raises Refusal `decision_not_registered`, unless the actor may decide.
    """
    if agreement.imported_stage not in (Stage.DECIDED, Stage.FOR_SIGNATURE):
        return
    approved = agreement.decisions.filter(verdict=Verdict.APPROVED).exists()
    if not approved and not access.may_decide(actor, agreement):
        raise Refusal(
            "decision_not_registered", kind=RefusalKind.FORBIDDEN, stage=Stage(agreement.imported_stage)
        )


def _name_our_signatories(agreement: Agreement) -> list[str]:
    ours = agreement.parties.filter(side=Side.OURS, removed_at=None).first()
    if ours is None:
        ours = Party.objects.create(agreement=agreement, side=Side.OURS)
    if ours.signatories.exists():
        return [str(signatory) for signatory in ours.signatories.all()]
    path = agreement.unit.path if agreement.unit else ""
    level = Level(agreement.level) if agreement.level else None
    offices = kind_of(agreement).signatories(level, path, agreement.amount)
    for office in offices:
        Signatory.objects.create(party=ours, title=office.sv)
    return [office.sv for office in offices]


@operation(records=[AgreementFact.PARTY_SIGNED, AgreementFact.SIGNED])
def agreement_sign(
    *,
    agreement: Agreement,
    party: Party,
    name: Said,
    title: str = "",
    signed_on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Register that somebody has signed for a party.

    Fills the party's pending signatory with that title, else the first pending one, else adds one. The signature has
    the title given here and no other: who was to sign does not say who did. When every party has signed, the agreement
    is signed, and in force from its start or from the last signature, whichever is later.
    """
    current = opened(agreement, actor, expected_version=expected_version)
    _require_decided(current, actor)
    _require_signable(current, party, name)
    day = signed_on or here.today()
    signatory = _signatory(party, title.strip())
    signatory.name, signatory.title, signatory.signed_on = name.strip(), title.strip(), day
    save(signatory)
    waiting = [p for p in parties_of(current) if party_signed_on(p) is None]
    current.move, current.move_since = _whose_move(waiting), day
    save(current)
    tell(
        AgreementFact.PARTY_SIGNED,
        current,
        actor,
        after={"party": str(party), **recording.snapshot(signatory, ("name", "title", "signed_on"))},
        personal=("name",),
    )
    if not waiting:
        _signed_by_all(current, actor)
    reindex(current)
    return current


def _require_signable(agreement: Agreement, party: Party, name: str) -> None:
    next_stage(Act.SIGN, Stage(agreement.stage))
    if party.agreement_id != agreement.pk or party.removed_at is not None:
        raise Refusal("party_of_another_agreement", field="party")
    if not name.strip():
        raise Refusal("signatory_name_missing", field="name")
    if party_signed_on(party) is not None:
        raise Refusal("party_has_signed", kind=RefusalKind.STATE, field="party", party=str(party))
    sides = {p.side for p in parties_of(agreement)}
    if sides != {Side.OURS, Side.PARTNER}:
        raise Refusal("party_missing", kind=RefusalKind.STATE, field="party")
    require_unhindered(agreement, Act.SIGN)


def _signatory(party: Party, title: str) -> Signatory:
    waiting = [signatory for signatory in party.signatories.all() if signatory.signed_on is None]
    by_title = [signatory for signatory in waiting if title and signatory.title.lower() == title.lower()]
    for candidates in (by_title, waiting):
        if candidates:
            return locked(candidates[0])
    return Signatory.objects.create(party=party, title=title)


def _whose_move(waiting: list[Party]) -> str:
    if not waiting:
        return ""
    return Side.OURS if any(party.side == Side.OURS for party in waiting) else Side.PARTNER


def _signed_by_all(agreement: Agreement, actor: Actor) -> None:
    days = [party_signed_on(party) for party in parties_of(agreement)]
    last = max(day for day in days if day is not None)
    agreement.move_since, agreement.follow_up_on = None, None
    stage_reached(agreement, Stage.SIGNED, last)
    save(agreement)
    tell(
        AgreementFact.SIGNED,
        agreement,
        actor,
        before={"stage": Stage.FOR_SIGNATURE},
        after={"stage": Stage.SIGNED, "on": last},
    )


@operation(records=[AgreementFact.SIGNATURE_CONFIRMED])
def signature_confirm(
    *,
    agreement: Agreement,
    on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Confirm that an imported agreement really is signed by all parties, having seen it."""
    current = locked(
        agreement,
        expected_version=expected_version,
        insider=partial(access.may_see_inside, actor),
    )
    require(access.may_see(actor, current) and access.may_confirm(actor, current), needed=Needed.COORDINATOR)
    if signature_proof(current) is not SignatureProof.UNVERIFIED:
        raise Refusal("signature_not_in_doubt", kind=RefusalKind.STATE, proof=signature_proof(current))
    require_unhindered(current, "signature_confirm")
    current.signature_confirmed_on = on or here.today()
    current.signature_confirmed_by_id = actor.person_id
    save(current)
    tell(
        AgreementFact.SIGNATURE_CONFIRMED,
        current,
        actor,
        after=recording.snapshot(current, ("signature_confirmed_on", "signature_confirmed_by")),
        reason=reason,
    )
    return current
