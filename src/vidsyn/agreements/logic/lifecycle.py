"""The lifecycle of an agreement, as one table. The diagram in the documentation is generated from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vidsyn.agreements.vocabulary import Stage, Status
from vidsyn.kernel.refusals import Refusal, RefusalKind


class Act(StrEnum):
    """Acts that change an agreement's stage, by the name of their operation."""

    REQUEST = "agreement_request"
    DRAFT_START = "agreement_draft_start"
    REVIEW_OPEN = "review_open"
    DECIDE = "agreement_decide"
    DECIDE_NO = "agreement_decide_no"  # the same operation, with a negative decision
    SEND_FOR_SIGNATURE = "agreement_send_for_signature"
    SIGN = "agreement_sign"
    WITHDRAW = "agreement_withdraw"
    NOTICE_GIVE = "notice_give"
    TERMINATE = "agreement_terminate"
    AMEND = "agreement_amend"
    RENEW = "agreement_renew"


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of stage by one operation. `source` None: the agreement is created."""

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

# A negative decision uses the same operation as a positive one.
_SAME_OPERATION = {Act.DECIDE_NO: Act.DECIDE}


@dataclass(frozen=True, slots=True)
class Passage:
    """A change of status after the signatures, which follows from facts and dates, not from an operation."""

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

# Operations on a signed agreement, and the status each requires on the day.
ALLOWED_WHEN = {
    Act.NOTICE_GIVE: frozenset({Status.IN_FORCE, Status.UPCOMING}),
    Act.TERMINATE: frozenset({Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN}),
    Act.AMEND: frozenset({Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN}),
    Act.RENEW: frozenset(
        {Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN, Status.EXPIRED, Status.ENDED}
    ),
}


def next_stage(operation: Act, stage: Stage) -> Stage:
    """Return the stage after the operation on an agreement at `stage`. Refuses `wrong_stage` where it is not
    possible.
    """
    for transition in TRANSITIONS:
        if transition.operation == operation and transition.source is stage:
            return transition.target
    raise Refusal("wrong_stage", kind=RefusalKind.STATE, stage=stage, needed=stages_for(operation))


def stages_for(operation: Act) -> tuple[Stage, ...]:
    """Return the stages at which the operation is possible."""
    return tuple(t.source for t in TRANSITIONS if t.operation == operation and t.source is not None)


def steps_from(stage: Stage) -> tuple[Act, ...]:
    """Return the operations possible at a stage, each once, in the table's order."""
    names = (_SAME_OPERATION.get(t.operation, t.operation) for t in TRANSITIONS if t.source is stage)
    return tuple(dict.fromkeys(names))


def require_status(operation: Act, status: Status | None) -> None:
    """Refuse `wrong_status` unless the operation is possible for an agreement with this `status`."""
    if status not in ALLOWED_WHEN[operation]:
        raise Refusal(
            "wrong_status",
            kind=RefusalKind.STATE,
            status=status or "",
            needed=sorted(ALLOWED_WHEN[operation]),
        )


def diagram() -> str:
    """Return both halves as one Mermaid state diagram."""
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
