"""What a person says: what a name in lists means, and whose value stands."""

from __future__ import annotations

from dataclasses import dataclass

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
