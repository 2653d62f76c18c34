"""Shared by all steps of the lifecycle: lock, consult the table, change stage, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from vidsyn.acts.locking import locked, save
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.kinds import Kind, Needs, missing
from vidsyn.agreements.logic.lifecycle import Act, next_stage
from vidsyn.agreements.logic.timeline import status_on
from vidsyn.agreements.models import Agreement, AgreementStep
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.queries.configuration import kind_of
from vidsyn.agreements.queries.courses import course_of, parties_of, terms_of
from vidsyn.agreements.vocabulary import Side, Stage, Status
from vidsyn.history import recording
from vidsyn.history.models import Record
from vidsyn.kernel.refusals import Refusal, refuse_if
from vidsyn.people.actors import Actor


def opened(agreement: Agreement, actor: Actor, *, expected_version: int | None = None) -> Agreement:
    """Return the agreement, locked, after checking that the actor may edit it."""
    current = locked(
        agreement,
        expected_version=expected_version,
        insider=partial(access.may_edit, actor),
    )
    access.require_edit(actor, current)
    return current


def stage_reached(agreement: Agreement, stage: Stage, on: date) -> None:
    """Record that the agreement reached a stage on a day. The caller saves the agreement's row."""
    agreement.stage = stage
    AgreementStep.objects.create(agreement=agreement, on=on, stage=stage)


def move_on(
    agreement: Agreement,
    operation: Act,
    fact: AgreementFact,
    *,
    on: date,
    actor: Actor,
    reason: str = "",
    told: Mapping[str, Any] | None = None,
) -> None:
    """Move a locked agreement to the operation's target stage, with its fact and its derived rows."""
    before = agreement.stage
    stage_reached(agreement, next_stage(operation, Stage(agreement.stage)), on)
    save(agreement)
    tell(
        fact,
        agreement,
        actor,
        before={"stage": before},
        after={"stage": agreement.stage, "on": on, **(told or {})},
        reason=reason,
    )
    reindex(agreement)


def tell(
    fact: AgreementFact,
    agreement: Agreement,
    actor: Actor,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    subject: Record | None = None,
    inside: bool = False,
    personal: tuple[str, ...] = (),
) -> None:
    """Record a fact of an agreement. Values that are `inside`, of a draft, or of a confidential agreement are
    visible to insiders only.
    """
    recording.record(
        fact,
        subject=subject or agreement,
        actor=actor,
        before=before,
        after=after,
        reason=reason,
        restricted=inside or bool(agreement.confidential) or agreement.stage != Stage.SIGNED,
        personal=personal,
    )


def require_filled(agreement: Agreement, stage: Stage) -> None:
    """Refuse each field that the kind requires at `stage` and that is not filled in."""
    needed = kind_of(agreement).needed_for(stage)
    refuse_if(missing(needed, filled(agreement, needed)))


def filled(agreement: Agreement, needed: frozenset[Needs]) -> set[Needs]:
    """Return which of the needed fields are filled in."""
    return {need for need in needed if _ANSWERS[need](agreement)}


def status_now(agreement: Agreement, on: date) -> Status | None:
    """Return the agreement's status on a day."""
    return status_on(course_of(agreement), on)


def kind_checked(kind: str, known: Mapping[str, Kind]) -> str:
    """Return the kind, refusing one that is not configured."""
    if kind not in known:
        raise Refusal("agreement_kind_unknown", field="kind", value=kind, known=", ".join(known))
    return kind


def _has_partner(agreement: Agreement) -> bool:
    return any(party.side == Side.PARTNER for party in parties_of(agreement))


_ANSWERS: Mapping[Needs, Any] = {
    Needs.KIND: lambda a: bool(a.kind),
    Needs.TITLE: lambda a: bool(a.title_sv or a.title_en),
    Needs.UNIT: lambda a: a.unit_id is not None,
    Needs.PARTNER: _has_partner,
    Needs.OWNER: lambda a: a.owner_id is not None,
    Needs.LEVEL: lambda a: bool(a.level),
    # Many agreements run from their last signature, so an end counts as a start too.
    Needs.STARTS_ON: lambda a: a.starts_on is not None or a.open_ended or a.ends_on is not None,
    Needs.END: lambda a: a.open_ended or a.ends_on is not None,
    Needs.NOTICE: lambda a: terms_of(a).has_notice_clause,
    Needs.AMOUNT: lambda a: a.amount is not None,
    Needs.CONFIDENTIALITY: lambda a: a.confidential is not None,
    Needs.FRAMEWORK: lambda a: a.framework_id is not None,
    Needs.PLACES: lambda a: a.places.filter(removed_at=None).exists(),
    Needs.COLLABORATION: lambda a: a.collaborations.exists(),
    Needs.DOCUMENT: lambda a: a.documents.filter(removed_at=None).exists(),
    Needs.REGISTER_NUMBER: lambda a: bool(a.register_number),
}
