"""Operations on a network's financing phases and reviews."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import locked, saved
from vidsyn.acts.operations import operation
from vidsyn.history.recording import snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason, Said
from vidsyn.partners.facts import NetworkFact
from vidsyn.partners.logic.entries import fitting
from vidsyn.partners.models import (
    Network,
    NetworkPhase,
    NetworkReview,
    Partner,
)
from vidsyn.partners.operations.keeping import partner_locked, require_editor
from vidsyn.partners.operations.network_keeping import (
    PHASE_TOLD,
    added,
    network_locked,
    phase_kept,
    set_values,
)
from vidsyn.partners.vocabulary import ReviewOutcome
from vidsyn.people.actors import Actor

REVIEW_TOLD = ("network", "due_on", "question")
DECIDED_TOLD = ("outcome", "decided_on", "decided_by")
# Fields that `clear` may name, and their empty values.
_EMPTY = {"ends_on": None, "amount": None, "funder": None}


@operation(records=[NetworkFact.PHASE_ADDED])
def network_phase_add(
    *,
    network: Network,
    name: Said,
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
        network=network_locked(network), name=name, starts_on=starts_on, ends_on=ends_on, amount=amount,
        currency=currency, funder=partner_locked(funder) if funder else None,
    )  # fmt: skip
    phase_kept(phase)
    return added(phase, PHASE_TOLD, NetworkFact.PHASE_ADDED, actor)


@operation(records=[NetworkFact.PHASE_UPDATED], clears=_EMPTY)
def network_phase_update(
    *,
    phase: NetworkPhase,
    name: Said | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    amount: Decimal | None = None,
    currency: str | None = None,
    funder: Partner | None = None,
    clear: tuple[str, ...] = (),
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> NetworkPhase:
    """Change a financing phase; what is left out stays.

    `clear` names fields to empty: ends_on, amount (and its currency), funder.
    """
    require_editor(actor)
    current = locked(phase, expected_version=expected_version)
    before = snapshot(current, PHASE_TOLD)
    said = {
        "name": name, "starts_on": starts_on, "ends_on": ends_on, "amount": amount, "currency": currency,
        "funder": funder,
    }  # fmt: skip
    set_values(current, given_values(said) | emptied(clear, _EMPTY))
    if "amount" in clear:
        current.currency = ""
    phase_kept(current)
    return saved(current, before, NetworkFact.PHASE_UPDATED, actor, reason=reason)


@operation(records=[NetworkFact.REVIEW_PLANNED])
def network_review_plan(
    *, network: Network, due_on: date, question: str | None = None, reason: str = "", actor: Actor
) -> NetworkReview:
    """Set when the question "should we stay?" is to be answered; an open review gets the new date and question.

    Without `question` it is left unchanged; empty text clears it.
    """
    require_editor(actor)
    network = network_locked(network)
    review = NetworkReview.objects.select_for_update().filter(network=network, outcome="").first()
    if review is None:
        review = NetworkReview(network=network, due_on=due_on, question=(question or "").strip())
        return added(review, REVIEW_TOLD, NetworkFact.REVIEW_PLANNED, actor)
    before = snapshot(review, REVIEW_TOLD)
    review.due_on, review.question = due_on, review.question if question is None else question.strip()
    return saved(review, before, NetworkFact.REVIEW_PLANNED, actor, reason=reason)


@operation(records=[NetworkFact.REVIEW_DECIDED])
def network_review_decide(
    *,
    review: NetworkReview,
    outcome: ReviewOutcome,
    decided_on: date,
    decided_by: Said,
    reason: Reason,
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
    saved(current, before, NetworkFact.REVIEW_DECIDED, actor, reason=reason.strip())
    if next_due_on is not None:
        following = NetworkReview(network=current.network, due_on=next_due_on, question=current.question)
        added(following, REVIEW_TOLD, NetworkFact.REVIEW_PLANNED, actor)
    return current
