"""What a person says: what a name in lists means, and whose value stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vidsyn.intake.logic.merging import said_together
from vidsyn.intake.vocabulary import Take


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name as written and the organisation it means, by ROR id or partner; neither: none that is known."""

    name: str
    country: str = ""
    ror: str = ""
    partner_id: str = ""


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """Whose value of a field stands in a row, named by its place in the plan (`order`), from 0."""

    row: int
    field: str
    take: Take


# A conflict as a plan keeps it: field, imported, now, file; with `take` once a person has chosen, and `held` whether
# the list had said anything of the field when it last came in.
Kept = Mapping[str, Any]


def still_stand(chosen: Sequence[Kept], conflicts: Sequence[Kept]) -> tuple[list[Kept], list[Kept]]:
    """Of the choices made for a row, those that hold for its conflicts now, and those that do not.

    A choice belongs to the two values the person saw. What says one thing together holds or falls together; the
    first of it stands for all.
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
