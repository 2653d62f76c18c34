"""A plan: what becomes of each row of a file, before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vidsyn.intake.logic.readings import CellRefusal, CellWarning
from vidsyn.intake.vocabulary import Decided, Field, Outcome, Skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which organisation a row's name is taken to mean.

    `ror` is the full id; `partner_id` the register's partner where it has one; `shown` what the proposed
    organisation is called; `confidence` a probability 0–1; `why` the reasons' codes with what they met.
    """

    name: str
    decided: Decided
    confidence: float = 0.0
    ror: str | None = None
    partner_id: str | None = None
    shown: str = ""
    why: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that somebody has edited since it was imported, and that the file would have otherwise."""

    field: str
    imported: Any
    now: Any
    file: Any


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that the file would change."""

    field: str
    was: Any
    becomes: Any


@dataclass(slots=True)
class RowPlan:
    """One row's fate. `subject_id` is the thing it updates; `same_as` an earlier row that is the same thing."""

    sheet: str
    number: int
    outcome: Outcome
    skip: Skip | None = None
    same_as: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    identity: str = ""
    refusals: list[CellRefusal] = field(default_factory=list)
    warnings: list[CellWarning] = field(default_factory=list)
    changes: list[ValueChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    proposal: Proposal | None = None
    subject_id: str | None = None
    subject_version: int | None = None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How a sheet was read. `heading_row` None: no heading was found, and nothing below was read."""

    name: str
    heading_row: int | None
    headings: tuple[str, ...] = ()
    mapping: Mapping[int, Field] = field(default_factory=dict)
    samples: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    likely_row: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that would happen."""

    sheets: tuple[SheetPlan, ...]
    rows: tuple[RowPlan, ...]

    def counts(self) -> dict[str, int]:
        """`rows` and how many end in each outcome: they add up."""
        return counts_of(row.outcome for row in self.rows)


def counts_of(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many rows, and how many of each outcome."""
    found = Counter(outcomes)
    return {"rows": found.total()} | {str(outcome): found[outcome] for outcome in Outcome}
