"""A person's choices: what a name in lists means, and whose value to use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vidsyn.intake.logic.merging import said_together
from vidsyn.intake.vocabulary import Take


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A written name and its organisation, by ROR id or partner; neither: an unknown organisation."""

    name: str
    country: str = ""
    ror: str = ""
    partner_id: str = ""


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """Whose value of a field to use in a row, identified by its place in the plan (`order`), from 0."""

    row: int
    field: str
    take: Take


# A conflict as a plan stores it: field, imported, now, file; with `take` once a person has chosen, and `held`
# whether the list had a value for the field when it was last imported.
Kept = Mapping[str, Any]


def still_stand(chosen: Sequence[Kept], conflicts: Sequence[Kept]) -> tuple[list[Kept], list[Kept]]:
    """Split a row's choices into those that still apply to its present conflicts, and those that do not.

    A choice applies to the two values the person saw. Fields that belong together are chosen together; the first of
    them represents all.
    """
    holds: list[Kept] = []
    lost: list[Kept] = []
    done: set[str] = set()
    for choice in chosen:
        if choice["field"] not in done:
            together = said_together(choice["field"])
            done |= together
            (holds if _seen(chosen, together) == _seen(conflicts, together) else lost).append(choice)
    return holds, lost


def _seen(conflicts: Sequence[Kept], fields: frozenset[str]) -> dict[str, tuple[Any, Any]]:
    return {c["field"]: (c["now"], c["file"]) for c in conflicts if c["field"] in fields}
