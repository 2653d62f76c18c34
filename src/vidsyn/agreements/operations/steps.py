"""Steps from a request to an agreement ready to sign: drafting, opinions, decision, withdrawal."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from vidsyn import here
from vidsyn.acts.locking import changes_saved, locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.hindrances import hindrances
from vidsyn.agreements.logic.lifecycle import Act, next_stage
from vidsyn.agreements.models import Agreement, Decision, ReviewOpinion
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.stepping import move_on, opened, require_filled, tell
from vidsyn.agreements.queries.configuration import kind_of
from vidsyn.agreements.vocabulary import Opinion, ReviewArea, Side, Stage, Verdict
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if, require_reason
from vidsyn.kernel.shapes import Filled, Reason
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person
from vidsyn.people.vocabulary import Needed


@operation(records=[AgreementFact.DRAFT_STARTED])
def agreement_draft_start(
    *,
    agreement: Agreement,
    on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Take a request up for drafting, or take an agreement back to the drafting table; going back takes a reason."""
    current = opened(agreement, actor, expected_version=expected_version)
    if current.stage != Stage.REQUESTED and not reason.strip():
        raise Refusal("reason_required", field="reason")
    next_stage(Act.DRAFT_START, Stage(current.stage))
    require_filled(current, Stage.DRAFTING)
    move_on(
        current,
        Act.DRAFT_START,
        AgreementFact.DRAFT_STARTED,
        on=on or here.today(),
        actor=actor,
        reason=reason,
    )
    return current


@operation(records=[AgreementFact.REVIEW_OPENED])
def review_open(
    *,
    agreement: Agreement,
    areas: Annotated[tuple[ReviewArea, ...], Filled()],
    reviewer: Person | None = None,
    reviewer_name: str = "",
    on: date | None = None,
    actor: Actor,
) -> Agreement:
    """Ask for opinions, one for each area, side by side; call again for another reviewer."""
    current = opened(agreement, actor)
    if not areas:
        raise Refusal("review_area_missing", field="areas")
    next_stage(Act.REVIEW_OPEN, Stage(current.stage))
    require_filled(current, Stage.IN_REVIEW)
    day = on or here.today()
    for area in areas:
        ReviewOpinion.objects.create(
            agreement=current, area=area, reviewer=reviewer, reviewer_name=reviewer_name.strip(), asked_on=day
        )
    move_on(
        current,
        Act.REVIEW_OPEN,
        AgreementFact.REVIEW_OPENED,
        on=day,
        actor=actor,
        told={"areas": list(areas), "reviewer": reviewer.pk if reviewer else reviewer_name},
    )
    return current


@operation(records=[AgreementFact.OPINION_GIVEN])
def opinion_give(
    *,
    opinion: ReviewOpinion,
    says: Opinion,
    text: str = "",
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> ReviewOpinion:
    """Give the opinion one was asked for, or register what was said. To advise against takes a reason."""
    current = locked(
        opinion,
        expected_version=expected_version,
        insider=lambda one: access.may_give_opinion(actor, one),
    )
    require(access.may_give_opinion(actor, current), needed=Needed.COORDINATOR)
    if current.agreement.stage != Stage.IN_REVIEW:
        raise Refusal("wrong_stage", kind=RefusalKind.STATE, stage=Stage(current.agreement.stage))
    if says is Opinion.ADVISES_AGAINST and not text.strip():
        raise Refusal("reason_required", field="text")
    before = recording.snapshot(current, ("opinion", "given_on"))
    current.opinion, current.text, current.given_on = says, text.strip(), on or here.today()
    save(current)
    tell(
        AgreementFact.OPINION_GIVEN,
        current.agreement,
        actor,
        before=before,
        after={"area": current.area, **recording.snapshot(current, ("opinion", "given_on", "text"))},
        inside=True,
    )
    return current


@operation(records=[AgreementFact.DECIDED, AgreementFact.DECLINED])
def agreement_decide(
    *,
    agreement: Agreement,
    verdict: Verdict,
    register_number: str = "",
    decided_by: Person | None = None,
    decided_by_name: str = "",
    decided_by_title: str = "",
    text: str = "",
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Decision:
    """Decide on the agreement: approve it, or decline it back to drafting, with reasons.

    The actor decides, unless `decided_by` or a name says who did. Open opinions prevent an approval, and so do
    objections of plugged-in rooms where the kind requires an assessment. A register number given here becomes the
    agreement's own when it has none.
    """
    current = locked(
        agreement,
        expected_version=expected_version,
        insider=partial(access.may_see_inside, actor),
    )
    require(access.may_decide(actor, current), needed=Needed.DECIDER)
    _require_decidable(current, verdict, text)
    decision = Decision.objects.create(
        agreement=current,
        verdict=verdict,
        decided_by_id=_decider(actor, decided_by, decided_by_name),
        decided_by_name=decided_by_name.strip(),
        decided_by_title=decided_by_title.strip(),
        decided_on=on or here.today(),
        register_number=register_number.strip(),
        text=text.strip(),
    )
    _follow(current, decision, actor)
    return decision


def _follow(agreement: Agreement, decision: Decision, actor: Actor) -> None:
    """Move the agreement to the stage that the decision leads to."""
    approved = decision.verdict == Verdict.APPROVED
    if approved and not agreement.register_number:
        agreement.register_number = decision.register_number
    move_on(
        agreement,
        Act.DECIDE if approved else Act.DECIDE_NO,
        AgreementFact.DECIDED if approved else AgreementFact.DECLINED,
        on=decision.decided_on,
        actor=actor,
        reason=decision.text,
        told=recording.snapshot(decision, ("verdict", "decided_by", "decided_by_name", "register_number")),
    )


def _decider(actor: Actor, decided_by: Person | None, name: str) -> UUID | None:
    if decided_by is not None:
        return decided_by.pk
    return None if name.strip() else actor.person_id


def _require_decidable(agreement: Agreement, verdict: Verdict, text: str) -> None:
    operation_name = Act.DECIDE if verdict is Verdict.APPROVED else Act.DECIDE_NO
    next_stage(operation_name, Stage(agreement.stage))
    if verdict is Verdict.DECLINED:
        if not text.strip():
            raise Refusal("reason_required", field="text")
        return
    waiting = agreement.opinions.filter(given_on=None).count()
    if waiting:
        raise Refusal("opinions_waiting", kind=RefusalKind.STATE, count=waiting)
    require_filled(agreement, Stage.DECIDED)
    require_unhindered(agreement, Act.DECIDE)


def require_unhindered(agreement: Agreement, operation_name: str) -> None:
    """Refuse objections of plugged-in rooms, where the kind requires an assessment."""
    if kind_of(agreement).needs_assessment:
        refuse_if(hindrances(agreement, operation_name))


@operation(records=[AgreementFact.WITHDRAWN])
def agreement_withdraw(
    *,
    agreement: Agreement,
    reason: Reason,
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Take back an agreement that is not signed. Takes a reason."""
    current = opened(agreement, actor, expected_version=expected_version)
    require_reason(reason)
    next_stage(Act.WITHDRAW, Stage(current.stage))
    day = on or here.today()
    current.withdrawn_on, current.move, current.follow_up_on = day, "", None
    move_on(current, Act.WITHDRAW, AgreementFact.WITHDRAWN, on=day, actor=actor, reason=reason.strip())
    return current


@operation(records=[AgreementFact.MOVE_SET])
def agreement_set_move(
    *,
    agreement: Agreement,
    move: Side,
    since: date | None = None,
    follow_up_on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Say whose move it is, since when, and when to be reminded."""
    current = opened(agreement, actor, expected_version=expected_version)
    if current.stage in (Stage.SIGNED, Stage.WITHDRAWN):
        raise Refusal("wrong_stage", kind=RefusalKind.STATE, stage=Stage(current.stage))
    fields = ("move", "move_since", "follow_up_on")
    before = recording.snapshot(current, fields)
    since = since or (current.move_since if current.move == move else None) or here.today()
    current.move, current.move_since, current.follow_up_on = move, since, follow_up_on
    if changed := changes_saved(current, before):
        tell(AgreementFact.MOVE_SET, current, actor, before=changed[0], after=changed[1])
        reindex(current)
    else:
        recording.nothing_changed()
    return current
