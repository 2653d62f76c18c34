"""A plan: the outcome of each row of a file, before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vidsyn.intake.logic.readings import CellRefusal, CellWarning
from vidsyn.intake.vocabulary import Decided, Field, Outcome, Skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """The organisation a row's name is taken to mean.

    `ror` is the full id; `partner_id` the partner in the register, if any; `shown` the proposed organisation's
    name; `confidence` a probability 0–1; `why` the codes of the reasons with what matched.
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
    """A value edited since its import, which the file would change."""

    field: str
    imported: Any
    now: Any
    file: Any


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value the file changes."""

    field: str
    was: Any
    becomes: Any


@dataclass(slots=True)
class RowPlan:
    """One row's outcome. `subject_id` is the record it updates; `same_as` an earlier row for the same record."""

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
    """How a sheet was read. `heading_row` None: no heading was found, so nothing was read."""

    name: str
    heading_row: int | None
    headings: tuple[str, ...] = ()
    mapping: Mapping[int, Field] = field(default_factory=dict)
    samples: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    likely_row: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All outcomes."""

    sheets: tuple[SheetPlan, ...]
    rows: tuple[RowPlan, ...]

    def counts(self) -> dict[str, int]:
        """The number of `rows` and of each outcome, which sum to it."""
        return counts_of(row.outcome for row in self.rows)


def counts_of(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Count the rows, and those of each outcome."""
    found = Counter(outcomes)
    return {"rows": found.total()} | {str(outcome): found[outcome] for outcome in Outcome}
