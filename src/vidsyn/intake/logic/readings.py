"""The reading of a row: its values in the register's terms, refusals, warnings, and unmapped columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vidsyn.intake.logic.shape import Table
from vidsyn.intake.vocabulary import Field, ListKind, Warned
from vidsyn.kernel.written_dates import DateOrder

_EXTRA_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class CellRefusal:
    """Why a row is refused: the file's own heading, the field it means, and the rule's code with its values."""

    column: str
    field: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellWarning:
    """Something a person should check in a row that is imported anyway."""

    column: str
    field: str
    code: Warned
    text: str = ""


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """External data for reading rows: look-ups of written words, and mappings made by hand.

    `kinds` are the configured kinds, by code and by each of their labels normalised by `plain_heading`. `mapped` is
    (field, text as written) → code, or "" for "leave it empty". `orders` is the day-month order set for a column of
    dates; `defaults` apply where a column is missing or a cell empty.
    """

    country: Callable[[str], str | None]
    unit: Callable[[str], str | None]
    owner: Callable[[str], str | None]
    kinds: Mapping[str, str]
    subject: Callable[[str], str | None] = lambda _text: None
    orders: Mapping[Field, DateOrder] = dataclasses.field(default_factory=dict)
    mapped: Mapping[tuple[Field, str], str] = dataclasses.field(default_factory=dict)
    defaults: Mapping[Field, str] = dataclasses.field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """A read row: canonical values (JSON's own types), refusals, warnings, and columns without a field."""

    values: dict[str, Any] = dataclasses.field(default_factory=dict)
    extra: dict[str, str] = dataclasses.field(default_factory=dict)
    refusals: list[CellRefusal] = dataclasses.field(default_factory=list)
    warnings: list[CellWarning] = dataclasses.field(default_factory=list)


class RowNotes:
    """Collects one row's reading; every note gives the file's own heading of the column."""

    def __init__(self, table: Table, kind: ListKind, known: Vocabularies) -> None:
        self.table = table
        self.kind = kind
        self.known = known
        self.reading = Reading()

    @property
    def values(self) -> dict[str, Any]:
        """The values read so far, by field."""
        return self.reading.values

    def beside(self, name: Field, warned: Warned, text: str) -> None:
        """Warn, and store the list's text with the record so that nothing is lost."""
        self.warn(name, warned, text)
        self.keep(name, text)

    def keep(self, name: Field, text: str) -> None:
        """Store a column's text with the record, under the column's heading."""
        self.extra_text(self.table.heading(name), text)

    def extra_text(self, heading: str, text: str) -> None:
        """Append text to what is stored under `heading`."""
        before = self.reading.extra.get(heading)
        self.reading.extra[heading] = (f"{before}; {text}" if before else text)[:_EXTRA_LENGTH]

    def refuse(self, name: Field, code: str, **params: Any) -> None:
        """Refuse the row: the rule's code and its values."""
        self.reading.refusals.append(CellRefusal(self.table.heading(name), str(name), code, params))

    def warn(self, name: Field, code: Warned, text: str = "") -> None:
        """Warn of something a person should check."""
        self.reading.warnings.append(CellWarning(self.table.heading(name), str(name), code, text))
