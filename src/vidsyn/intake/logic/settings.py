"""A person's choices for a file: heading row, meaning of columns and words, order of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vidsyn.intake.vocabulary import Field
from vidsyn.kernel.written_dates import DateOrder


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column (from 0) and its field; None for an unmapped column, stored with the record."""

    column: int
    field: Field | None


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """How to read a sheet. `heading_row` None: skip the sheet."""

    sheet: str
    heading_row: int | None
    columns: tuple[ColumnChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class WordChoice:
    """The meaning of a word in the list: a code of the register, or "" for nothing."""

    field: Field
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """The order of day and month in a date column."""

    field: Field
    order: DateOrder


@dataclass(frozen=True, slots=True)
class DefaultChoice:
    """The value where the list has none, written as a cell would be."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All of a person's choices; empty means "as recognised".

    `states_from_remarks`: an agreement whose remark says that signatures are missing is imported as "for signature"
    rather than with the status its dates give.
    """

    sheets: tuple[SheetChoice, ...] = ()
    words: tuple[WordChoice, ...] = ()
    orders: tuple[OrderChoice, ...] = ()
    defaults: tuple[DefaultChoice, ...] = ()
    states_from_remarks: bool = False

    def sheet(self, name: str) -> SheetChoice | None:
        """Return the choice for a sheet."""
        return next((choice for choice in self.sheets if choice.sheet == name), None)

    def as_json(self) -> dict[str, Any]:
        """Return the form stored in the database, which `settings_from` reads."""
        return {
            "sheets": [
                {"sheet": s.sheet, "row": s.heading_row, "columns": [[c.column, c.field] for c in s.columns]}
                for s in self.sheets
            ],
            "words": [[w.field, w.text, w.code] for w in self.words],
            "orders": [[o.field, o.order] for o in self.orders],
            "defaults": [[d.field, d.text] for d in self.defaults],
            "states_from_remarks": self.states_from_remarks,
        }


def settings_from(kept: Mapping[str, Any]) -> Settings:
    """Parse the output of `as_json`; an empty mapping gives empty settings."""
    return Settings(
        sheets=tuple(
            SheetChoice(
                s["sheet"],
                s["row"],
                tuple(ColumnChoice(c, Field(f) if f else None) for c, f in s["columns"]),
            )
            for s in kept.get("sheets", ())
        ),
        words=tuple(WordChoice(Field(f), text, code) for f, text, code in kept.get("words", ())),
        orders=tuple(OrderChoice(Field(f), DateOrder(order)) for f, order in kept.get("orders", ())),
        defaults=tuple(DefaultChoice(Field(f), text) for f, text in kept.get("defaults", ())),
        states_from_remarks=bool(kept.get("states_from_remarks")),
    )
