"""The matcher's view of an organisation, and its answers: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class NameKind(StrEnum):
    """Kind of name, in the terms of the ROR schema."""

    DISPLAY = "ror_display"
    LABEL = "label"
    ALIAS = "alias"
    ACRONYM = "acronym"


class Status(StrEnum):
    """Whether the organisation still exists under its id."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    WITHDRAWN = "withdrawn"


class Band(StrEnum):
    """What to do with a match: link it, ask a person, or only show it."""

    ACCEPT = "accept"
    REVIEW = "review"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """One name: as written, its kinds, and its language (ISO 639-1) where known."""

    value: str
    kinds: tuple[NameKind, ...] = (NameKind.LABEL,)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation in the index. `successors` are already resolved to ids of active records."""

    id: str
    names: tuple[OrganisationName, ...]
    country: str | None = None
    city: str | None = None
    types: tuple[str, ...] = ()
    status: Status = Status.ACTIVE
    website: str | None = None
    parents: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The display name."""
        shown = (name.value for name in self.names if NameKind.DISPLAY in name.kinds)
        return next(shown, self.names[0].value if self.names else self.id)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for (weight > 0) or against (weight < 0) a match.

    `code` is stable (see `docs/matching.md`); `text` is what matched, in the words of the input or the record;
    `weight` is in log-odds, and the weights of a match's reasons sum to the score behind its confidence.
    """

    code: str
    text: str
    weight: float

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "text": self.text, "weight": round(self.weight, 3)}


@dataclass(frozen=True, slots=True)
class Match:
    """An answer: which organisation, with what confidence (calibrated probability 0–1), and why."""

    id: str
    name: str
    confidence: float
    band: Band
    why: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the match as the command line and the API output it."""
        return {
            "id": self.id,
            "name": self.name,
            "confidence": round(self.confidence, 6),
            "band": str(self.band),
            "why": [reason.as_json() for reason in self.why],
        }


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation of one's own list: an id, its names, its country (ISO 3166 or as written)."""

    id: str
    names: tuple[str, ...]
    country: str | None = None
