"""Obligations that outlive the agreement."""

from __future__ import annotations

from datetime import date

from vidsyn import here
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, Obligation
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Said
from vidsyn.people.actors import Actor


@operation(records=[AgreementFact.OBLIGATION_ADDED])
def obligation_add(*, agreement: Agreement, text: Said, ends_on: date, actor: Actor) -> Obligation:
    """Add something that is owed also after the agreement has ended, until a day."""
    current = opened(agreement, actor)
    if not text.strip():
        raise Refusal("obligation_text_missing", field="text")
    obligation = Obligation.objects.create(agreement=current, text=text.strip(), ends_on=ends_on)
    save(current)
    tell(
        AgreementFact.OBLIGATION_ADDED,
        current,
        actor,
        after=recording.snapshot(obligation, ("text", "ends_on")),
        inside=True,
    )
    reindex(current)
    return obligation


@operation(records=[AgreementFact.OBLIGATION_CLOSED])
def obligation_close(
    *, obligation: Obligation, on: date | None = None, reason: str = "", actor: Actor
) -> Obligation:
    """Close an obligation that has been met, or that was entered by mistake."""
    current = locked(obligation)
    agreement = opened(current.agreement, actor)
    if current.closed_on is not None:
        raise Refusal("obligation_is_closed", kind=RefusalKind.STATE, on=current.closed_on)
    current.closed_on = on or here.today()
    save(current)
    save(agreement)
    tell(
        AgreementFact.OBLIGATION_CLOSED,
        agreement,
        actor,
        before={"text": current.text},
        after={"closed_on": current.closed_on},
        reason=reason,
        inside=True,
    )
    reindex(agreement)
    return current
