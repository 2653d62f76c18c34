"""The lifecycle of a collaboration: the target of each step, and which steps require a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.vocabulary import Status
from vidsyn.kernel.refusals import Refusal, RefusalKind


class Step(StrEnum):
    """A change of a collaboration's status."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: from any of `sources` to `target`, recorded as `fact`."""

    step: Step
    sources: tuple[Status, ...]
    target: Status
    fact: CollaborationFact
    needs_reason: bool = True


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        Step.START, (Status.POTENTIAL,), Status.ONGOING, CollaborationFact.STARTED, needs_reason=False
    ),
    Transition(Step.PAUSE, (Status.ONGOING,), Status.DORMANT, CollaborationFact.PAUSED),
    Transition(Step.RESUME, (Status.DORMANT,), Status.ONGOING, CollaborationFact.RESUMED, needs_reason=False),
    Transition(
        Step.END,
        (Status.POTENTIAL, Status.ONGOING, Status.DORMANT),
        Status.ENDED,
        CollaborationFact.ENDED,
    ),
    Transition(Step.REOPEN, (Status.ENDED,), Status.ONGOING, CollaborationFact.REOPENED),
)


def transition(status: Status, step: Step, *, reason: str) -> Transition:
    """Return the table's row for `step` from `status`.

    Refuses `collaboration_step_not_possible` where there is none, and `reason_required` where it requires one.
    """
    row = next(row for row in TRANSITIONS if row.step == step)
    if status not in row.sources:
        raise Refusal(
            "collaboration_step_not_possible",
            kind=RefusalKind.STATE,
            status=status,
            step=step,
            needed=row.sources,
        )
    if row.needs_reason and not reason.strip():
        raise Refusal("reason_required", field="reason")
    return row


def step_between(status: Status, wanted: Status) -> Step:
    """Return the step that leads directly from one status to another.

    Refuses `collaboration_status_not_reachable` where there is none.
    """
    for row in TRANSITIONS:
        if status in row.sources and row.target is wanted:
            return row.step
    raise Refusal(
        "collaboration_status_not_reachable",
        kind=RefusalKind.STATE,
        field="status",
        status=status,
        wanted=wanted,
    )


def possible(status: Status) -> tuple[Step, ...]:
    """Return the steps possible from `status`."""
    return tuple(row.step for row in TRANSITIONS if status in row.sources)


def diagram() -> str:
    """Return the table as a Mermaid state diagram."""
    first = "collaboration_register"
    lines = [
        "stateDiagram-v2",
        f"    [*] --> {Status.POTENTIAL}: {first}",
        f"    [*] --> {Status.ONGOING}: {first}",
    ]
    lines += [
        f"    {source} --> {row.target}: collaboration_{row.step}"
        for row in TRANSITIONS
        for source in row.sources
    ]
    return "\n".join([*lines, f"    {Status.ENDED} --> [*]"]) + "\n"
