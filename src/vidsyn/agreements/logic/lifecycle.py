"""The way of an agreement, as one table. The diagram in the documentation is generated from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vidsyn.agreements.vocabulary import Stage, Status
from vidsyn.kernel.refusals import Refusal, RefusalKind


class Act(StrEnum):
    """What moves an agreement on, under the name of its operation."""

    REQUEST = "agreement_request"
    DRAFT_START = "agreement_draft_start"
    REVIEW_OPEN = "review_open"
    DECIDE = "agreement_decide"
    DECIDE_NO = "agreement_decide_no"  # the same operation, where the decision is negative
    SEND_FOR_SIGNATURE = "agreement_send_for_signature"
    SIGN = "agreement_sign"
    WITHDRAW = "agreement_withdraw"
    NOTICE_GIVE = "notice_give"
    TERMINATE = "agreement_terminate"
    AMEND = "agreement_amend"
    RENEW = "agreement_renew"


@dataclass(frozen=True, slots=True)
class Transition:
    """By one operation, from one stage to another. `source` None: the agreement comes into being."""

    operation: Act
    source: Stage | None
    target: Stage


TRANSITIONS = (
    Transition(Act.REQUEST, None, Stage.REQUESTED),
    Transition(Act.DRAFT_START, Stage.REQUESTED, Stage.DRAFTING),
    Transition(Act.REVIEW_OPEN, Stage.DRAFTING, Stage.IN_REVIEW),
    Transition(Act.REVIEW_OPEN, Stage.IN_REVIEW, Stage.IN_REVIEW),
    Transition(Act.DECIDE, Stage.DRAFTING, Stage.DECIDED),
    Transition(Act.DECIDE, Stage.IN_REVIEW, Stage.DECIDED),
    Transition(Act.DECIDE_NO, Stage.DRAFTING, Stage.DRAFTING),
    Transition(Act.DECIDE_NO, Stage.IN_REVIEW, Stage.DRAFTING),
    Transition(Act.SEND_FOR_SIGNATURE, Stage.DECIDED, Stage.FOR_SIGNATURE),
    Transition(Act.DRAFT_START, Stage.IN_REVIEW, Stage.DRAFTING),
    Transition(Act.DRAFT_START, Stage.DECIDED, Stage.DRAFTING),
    Transition(Act.SIGN, Stage.FOR_SIGNATURE, Stage.SIGNED),
    Transition(Act.WITHDRAW, Stage.REQUESTED, Stage.WITHDRAWN),
    Transition(Act.WITHDRAW, Stage.DRAFTING, Stage.WITHDRAWN),
    Transition(Act.WITHDRAW, Stage.IN_REVIEW, Stage.WITHDRAWN),
    Transition(Act.WITHDRAW, Stage.DECIDED, Stage.WITHDRAWN),
    Transition(Act.WITHDRAW, Stage.FOR_SIGNATURE, Stage.WITHDRAWN),
)

# A negative decision goes by the same operation as a positive one.
_SAME_OPERATION = {Act.DECIDE_NO: Act.DECIDE}


@dataclass(frozen=True, slots=True)
class Passage:
    """After the signatures nobody moves an agreement by hand: what it is follows from facts and dates."""

    source: Status
    target: Status
    because: str


PASSAGES = (
    Passage(Status.UPCOMING, Status.IN_FORCE, "starts_on"),
    Passage(Status.IN_FORCE, Status.NOTICE_GIVEN, Act.NOTICE_GIVE),
    Passage(Status.IN_FORCE, Status.EXPIRED, "after ends_on"),
    Passage(Status.IN_FORCE, Status.RENEWED, "agreement_renew, successor starts"),
    Passage(Status.IN_FORCE, Status.TERMINATED, Act.TERMINATE),
    Passage(Status.NOTICE_GIVEN, Status.ENDED, "after the notice's last day"),
    Passage(Status.NOTICE_GIVEN, Status.IN_FORCE, "notice_revoke"),
    Passage(Status.NOTICE_GIVEN, Status.RENEWED, "agreement_renew, successor starts"),
    Passage(Status.NOTICE_GIVEN, Status.TERMINATED, Act.TERMINATE),
    Passage(Status.UPCOMING, Status.TERMINATED, Act.TERMINATE),
)

# The operations on an agreement that all parties have signed, and what it must be on the day for each.
ALLOWED_WHEN = {
    Act.NOTICE_GIVE: frozenset({Status.IN_FORCE, Status.UPCOMING}),
    Act.TERMINATE: frozenset({Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN}),
    Act.AMEND: frozenset({Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN}),
    Act.RENEW: frozenset(
        {Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN, Status.EXPIRED, Status.ENDED}
    ),
}


def next_stage(operation: Act, stage: Stage) -> Stage:
    """Where the operation takes an agreement at `stage`; refused with `wrong_stage` where it cannot."""
    for transition in TRANSITIONS:
        if transition.operation == operation and transition.source is stage:
            return transition.target
    raise Refusal("wrong_stage", kind=RefusalKind.STATE, stage=stage, needed=stages_for(operation))


def stages_for(operation: Act) -> tuple[Stage, ...]:
    """The stages from which the operation leads on."""
    return tuple(t.source for t in TRANSITIONS if t.operation == operation and t.source is not None)


def steps_from(stage: Stage) -> tuple[Act, ...]:
    """The operations that lead on from a stage, each once, in the table's order."""
    names = (_SAME_OPERATION.get(t.operation, t.operation) for t in TRANSITIONS if t.source is stage)
    return tuple(dict.fromkeys(names))


def require_status(operation: Act, status: Status | None) -> None:
    """Refuse with `wrong_status` unless the operation can be done to an agreement that is `status`."""
    if status not in ALLOWED_WHEN[operation]:
        raise Refusal(
            "wrong_status",
            kind=RefusalKind.STATE,
            status=status or "",
            needed=sorted(ALLOWED_WHEN[operation]),
        )


def diagram() -> str:
    """Both halves as one Mermaid state diagram."""
    return "\n".join(_diagram_lines()) + "\n"


def _diagram_lines() -> Iterator[str]:
    yield "stateDiagram-v2"
    for transition in TRANSITIONS:
        source = "[*]" if transition.source is None else transition.source
        verb = _SAME_OPERATION.get(transition.operation, transition.operation)
        detail = " (declined)" if transition.operation in _SAME_OPERATION else ""
        yield f"    {source} --> {transition.target}: {verb}{detail}"
    yield f"    {Stage.SIGNED} --> {Status.UPCOMING}: before starts_on"
    yield f"    {Stage.SIGNED} --> {Status.IN_FORCE}: on starts_on or later"
    for passage in PASSAGES:
        yield f"    {passage.source} --> {passage.target}: {passage.because}"
    for last in (
        Stage.WITHDRAWN,
        Status.RENEWED,
        Status.ENDED,
        Status.TERMINATED,
        Status.EXPIRED,
    ):
        yield f"    {last} --> [*]"
