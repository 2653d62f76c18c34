"""Validate the codes that describe a collaboration against their lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from vidsyn.collaborations.logic.subjects import Subject, subjects_current
from vidsyn.collaborations.vocabulary import Purpose, TermKind
from vidsyn.kernel.refusals import Refusal, refuse_if

GOALS = tuple(range(1, 18))


@dataclass(frozen=True, slots=True)
class TermChange:
    """New values of the lists; None leaves one unchanged."""

    purposes: tuple[Purpose, ...] | None = None
    goals: tuple[int, ...] | None = None
    subjects: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None


def terms_wanted(
    change: TermChange,
    *,
    kinds: Collection[str],
    subjects: Mapping[str, Subject],
    held: Collection[str] = (),
) -> dict[TermKind, tuple[str, ...]]:
    """Return the codes as stored, only for the lists that change. Raises all refusals at once.

    `held` are subject codes the collaboration has already: a retired one among them may stay, so that editing a
    title never forces a choice between successors.
    """
    faults: list[Refusal] = []
    wanted: dict[TermKind, tuple[str, ...]] = {}
    if change.purposes is not None:
        wanted[TermKind.PURPOSE] = _once(purpose.value for purpose in change.purposes)
    if change.goals is not None:
        faults += [
            Refusal("goal_unknown", field="goals", goal=goal) for goal in change.goals if goal not in GOALS
        ]
        wanted[TermKind.GOAL] = _once(str(goal) for goal in sorted(change.goals))
    if change.kinds is not None:
        faults += [
            Refusal("kind_unknown", field="kinds", value=code) for code in change.kinds if code not in kinds
        ]
        wanted[TermKind.KIND] = _once(change.kinds)
    if change.subjects is not None:
        try:
            kept = [code for code in change.subjects if code in held]
            added = subjects_current((c for c in change.subjects if c not in held), subjects)
            wanted[TermKind.SUBJECT] = _once([*kept, *added])
        except Refusal as fault:
            faults.append(fault)
    refuse_if(faults)
    return wanted


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
