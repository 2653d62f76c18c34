"""The way of an agreement, as one table. The diagram in the documentation is generated from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vidsyn.agreements.vocabulary import Stage, Status
from vidsyn.kernel.refusals import Refusal, RefusalKind


@dataclass(frozen=True, slots=True)
class Transition:
    """By one operation, from one stage to another. `source` None: the agreement comes into being."""

    operation: str
    source: Stage | None
    target: Stage


TRANSITIONS = (
    Transition("agreement_request", None, Stage.REQUESTED),
    Transition("agreement_draft_start", Stage.REQUESTED, Stage.DRAFTING),
    Transition("review_open", Stage.DRAFTING, Stage.IN_REVIEW),
    Transition("review_open", Stage.IN_REVIEW, Stage.IN_REVIEW),
    Transition("agreement_decide", Stage.DRAFTING, Stage.DECIDED),
    Transition("agreement_decide", Stage.IN_REVIEW, Stage.DECIDED),
    Transition("agreement_decide_no", Stage.DRAFTING, Stage.DRAFTING),
    Transition("agreement_decide_no", Stage.IN_REVIEW, Stage.DRAFTING),
    Transition("agreement_send_for_signature", Stage.DECIDED, Stage.FOR_SIGNATURE),
    Transition("agreement_draft_start", Stage.IN_REVIEW, Stage.DRAFTING),
    Transition("agreement_draft_start", Stage.DECIDED, Stage.DRAFTING),
    Transition("agreement_sign", Stage.FOR_SIGNATURE, Stage.SIGNED),
    Transition("agreement_withdraw", Stage.REQUESTED, Stage.WITHDRAWN),
    Transition("agreement_withdraw", Stage.DRAFTING, Stage.WITHDRAWN),
    Transition("agreement_withdraw", Stage.IN_REVIEW, Stage.WITHDRAWN),
    Transition("agreement_withdraw", Stage.DECIDED, Stage.WITHDRAWN),
    Transition("agreement_withdraw", Stage.FOR_SIGNATURE, Stage.WITHDRAWN),
)

# A negative decision goes by the same operation as a positive one.
_SAME_OPERATION = {"agreement_decide_no": "agreement_decide"}


@dataclass(frozen=True, slots=True)
class Passage:
    """After the signatures nobody moves an agreement by hand: what it is follows from facts and dates."""

    source: Status
    target: Status
    because: str


PASSAGES = (
    Passage(Status.UPCOMING, Status.IN_FORCE, "starts_on"),
    Passage(Status.IN_FORCE, Status.NOTICE_GIVEN, "notice_give"),
    Passage(Status.IN_FORCE, Status.EXPIRED, "after ends_on"),
    Passage(Status.IN_FORCE, Status.RENEWED, "agreement_renew, successor starts"),
    Passage(Status.IN_FORCE, Status.TERMINATED, "agreement_terminate"),
    Passage(Status.NOTICE_GIVEN, Status.ENDED, "after the notice's last day"),
    Passage(Status.NOTICE_GIVEN, Status.IN_FORCE, "notice_revoke"),
    Passage(Status.NOTICE_GIVEN, Status.RENEWED, "agreement_renew, successor starts"),
    Passage(Status.NOTICE_GIVEN, Status.TERMINATED, "agreement_terminate"),
    Passage(Status.UPCOMING, Status.TERMINATED, "agreement_terminate"),
)

# The operations on an agreement that all parties have signed, and what it must be on the day for each.
ALLOWED_WHEN = {
    "notice_give": frozenset({Status.IN_FORCE, Status.UPCOMING}),
    "agreement_terminate": frozenset({Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN}),
    "agreement_amend": frozenset({Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN}),
    "agreement_renew": frozenset(
        {Status.IN_FORCE, Status.UPCOMING, Status.NOTICE_GIVEN, Status.EXPIRED, Status.ENDED}
    ),
}


def next_stage(operation: str, stage: Stage) -> Stage:
    """Where the operation takes an agreement at `stage`; refused with `wrong_stage` where it cannot."""
    for transition in TRANSITIONS:
        if transition.operation == operation and transition.source is stage:
            return transition.target
    raise Refusal("wrong_stage", kind=RefusalKind.STATE, stage=stage, needed=stages_for(operation))


def stages_for(operation: str) -> tuple[Stage, ...]:
    """The stages from which the operation leads on."""
    return tuple(t.source for t in TRANSITIONS if t.operation == operation and t.source is not None)


def steps_from(stage: Stage) -> tuple[str, ...]:
    """The operations that lead on from a stage, each once, in the table's order."""
    names = (_SAME_OPERATION.get(t.operation, t.operation) for t in TRANSITIONS if t.source is stage)
    return tuple(dict.fromkeys(names))


def require_status(operation: str, status: Status | None) -> None:
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
