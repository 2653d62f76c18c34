"""What a person has chosen for a file: where the heading stands, what columns and words mean, how dates read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vidsyn.intake.vocabulary import Field
from vidsyn.kernel.written_dates import DateOrder


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column (from 0) and what it holds; None for "nothing known: keep it beside the record"."""

    column: int
    field: Field | None


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """How a sheet is read. `heading_row` None: the sheet is left out."""

    sheet: str
    heading_row: int | None
    columns: tuple[ColumnChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class WordChoice:
    """What a word of the list means: a code of the register, or "" for nothing."""

    field: Field
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """In which order a date column writes day and month."""

    field: Field
    order: DateOrder


@dataclass(frozen=True, slots=True)
class DefaultChoice:
    """What stands where the list says nothing, written as a cell would be."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a person has chosen; empty means "as it is recognised".

    `states_from_remarks`: an agreement whose remark says that signatures are missing comes in as "for signature"
    rather than with the state its dates give.
    """

    sheets: tuple[SheetChoice, ...] = ()
    words: tuple[WordChoice, ...] = ()
    orders: tuple[OrderChoice, ...] = ()
    defaults: tuple[DefaultChoice, ...] = ()
    states_from_remarks: bool = False

    def sheet(self, name: str) -> SheetChoice | None:
        """What was chosen for a sheet."""
        return next((choice for choice in self.sheets if choice.sheet == name), None)

    def as_json(self) -> dict[str, Any]:
        """As kept in the database; `settings_from` reads it back."""
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
    """What `as_json` wrote; empty settings from an empty mapping."""
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
