"""The actual or expected result of an import, as data with sentences in the active language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from vidsyn.intake.logic.lengths import NOTICE_DAYS
from vidsyn.intake.logic.merging import said_together
from vidsyn.intake.models import ImportRow
from vidsyn.intake.queries.shown_values import Words
from vidsyn.intake.vocabulary import Decided, Field, ListKind, Outcome, Skip, Warned
from vidsyn.kernel.precision import Precision, written
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.vocabulary import Needed
from vidsyn.wording.labels import label
from vidsyn.wording.refusals import sentence

_AGREEMENT = (Field.NUMBER, Field.KIND, Field.STARTS_ON, Field.ENDS_ON)


def report(kind: ListKind, rows: Sequence[ImportRow], sheets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the output of `vidsyn import … --json`: every row below a heading has exactly one outcome."""
    data = [
        row for row in rows if row.outcome != Outcome.SKIPPED or row.skip in (Skip.DUPLICATE, Skip.NOT_CHOSEN)
    ]
    found: dict[str, Any] = {
        "rows": len(rows),
        "created": _count(rows, Outcome.CREATED),
        "updated": _count(rows, Outcome.UPDATED),
        "unchanged": _count(rows, Outcome.UNCHANGED),
        "skipped": [_skipped(row) for row in rows if row.outcome == Outcome.SKIPPED],
        "refused": [entry for row in rows for entry in refusals_of(row)],
        "matches": [_match(row) for row in data],
    }
    if kind is ListKind.AGREEMENTS:
        found["agreements"] = [_agreement(row) for row in data]
    found["warnings"] = [entry for row in rows for entry in warnings_of(row)]
    found["conflicts"] = [_at(row) | conflict for row in rows for conflict in row.conflicts]
    found["sheets"] = [
        {"sheet": s["name"], "heading_row": s["heading_row"], "columns": _columns(s)} for s in sheets
    ]
    return found


def refusals_of(row: ImportRow) -> list[dict[str, Any]]:
    """Return each refusal of a row, with a sentence that says what to do."""
    return [
        _at(row)
        | {"column": r["column"], "field": r["field"], "code": r["code"]}
        | {"message": sentence(Refusal(r["code"], **_params(r)))}
        for r in row.refusals
    ]


def _params(refused: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sentence's parameters as recorded with the refusal."""
    params = dict(refused["params"])
    return params | {"needed": Needed(params["needed"])} if refused["code"] == "not_allowed" else params


def warnings_of(row: ImportRow) -> list[dict[str, Any]]:
    """Return each warning of a row that is imported anyway."""
    return [
        _at(row)
        | {"column": w["column"], "field": w["field"], "code": w["code"], "text": w["text"]}
        | {"message": label(Warned(w["code"]))}
        | ({"same_as": row.same_as} if row.same_as else {})
        for w in row.warnings
    ]


def _skipped(row: ImportRow) -> dict[str, Any]:
    told = _at(row) | {"why": row.skip, "message": label(Skip(row.skip))}
    return told | ({"same_as": row.same_as} if row.same_as else {})


def _match(row: ImportRow) -> dict[str, Any]:
    proposal = row.proposal
    return _at(row) | {
        "name": row.name or row.values.get(Field.PARTNER, ""),
        "ror": proposal.get("ror"),
        "confidence": proposal.get("confidence", 0.0),
        # A row without a name stays unassigned until a person has checked it.
        "decided": row.decided or str(Decided.REVIEW),
        "proposed": proposal.get("shown", ""),
        "why": proposal.get("why", []),
    }


def _agreement(row: ImportRow) -> dict[str, Any]:
    values = row.values
    return (
        _at(row)
        | {str(name): values.get(name) for name in _AGREEMENT}
        | {
            "open_ended": bool(values.get("open_ended")),
            "notice_months": values.get(Field.NOTICE_MONTHS),
            "notice_days": values.get(NOTICE_DAYS),
            "starts_precision": values.get("starts_precision"),
            "ends_precision": values.get("ends_precision"),
        }
    )


def _at(row: ImportRow) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.number}


def _count(rows: Sequence[ImportRow], outcome: Outcome) -> int:
    return sum(row.outcome == outcome for row in rows)


def _columns(sheet: Mapping[str, Any]) -> dict[str, str]:
    headings = sheet["headings"]
    return {headings[int(column)]: field for column, field in sheet["mapping"].items()}


@dataclass(frozen=True, slots=True)
class RowLines:
    """A row as a page shows it: sentences for everything worth knowing."""

    row: ImportRow
    said: list[str]
    refusals: list[str]
    warnings: list[str]
    changes: list[tuple[str, str, str]]
    conflicts: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class ToChoose:
    """A value of the register and one of the list, for a person to choose between."""

    order: int
    sheet: str
    number: int
    name: str
    field: str
    label: str
    now: str
    file: str


# Shown with the value they qualify.
_UNSAID = frozenset({"starts_precision", "ends_precision"})
# Shown in the line of the other field, where both are present.
_SAID_WITH: Mapping[str, str] = {"open_ended": Field.ENDS_ON, NOTICE_DAYS: Field.NOTICE_MONTHS}


def row_lines(rows: Sequence[ImportRow], words: Words) -> list[RowLines]:
    """Return the rows with their sentences in the active language."""
    return [
        RowLines(
            row,
            list(_said(row.values, words)),
            [": ".join(filter(None, (entry["column"], entry["message"]))) for entry in refusals_of(row)],
            [_warned(entry) for entry in warnings_of(row)],
            _lines(row.changes, "was", "becomes", words),
            _lines(row.conflicts, "now", "file", words),
        )
        for row in rows
    ]


def _warned(entry: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (entry["column"], f"{entry['message']} {entry['text']}".strip())))


def _said(values: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Yield what a row contains besides the partner's name: number or title, kind, dates, unit or city."""
    yield from (values[name] for name in (Field.NUMBER, Field.TITLE) if values.get(name))
    if values.get(Field.KIND):
        yield words.shown(Field.KIND, values[Field.KIND])
    ends = str(_OTHERS["open_ended"]).lower() if values.get("open_ended") else _day(values, "ends")
    if starts := _day(values, "starts"):
        yield f"{starts} – {ends}"
    elif ends:
        yield f"– {ends}"
    if values.get(Field.UNIT):
        yield words.shown(Field.UNIT, values[Field.UNIT])
    place = [values.get(Field.CITY) or "", words.shown(Field.COUNTRY, values.get(Field.COUNTRY))]
    yield from filter(None, [", ".join(part for part in place if part not in ("", "–"))])


def _day(values: Mapping[str, Any], end: str) -> str:
    day = values.get(f"{end}_on")
    exact = Precision(values.get(f"{end}_precision") or Precision.DAY)
    return written(date.fromisoformat(day), exact) if day else ""


def to_choose(row: ImportRow, words: Words) -> Iterator[ToChoose]:
    """Yield the row's conflicts; fields that belong together are one conflict."""
    asked: set[str] = set()
    for conflict in row.conflicts:
        field = conflict["field"]
        together = [c for c in row.conflicts if c["field"] in said_together(field) - _UNSAID] or [conflict]
        if field in asked:
            continue
        asked |= said_together(field)
        days = (c["field"] for c in together if c["field"] in (Field.STARTS_ON, Field.ENDS_ON))
        told = next(days, together[0]["field"])
        now, file = (_together(row.conflicts, told, side, words) for side in ("now", "file"))
        name = row.values.get(Field.NUMBER) or row.values.get(Field.TITLE) or row.name
        yield ToChoose(row.order, row.sheet, row.number, name, field, field_named(told), now, file)


def _lines(
    entries: Sequence[Mapping[str, Any]], one: str, other: str, words: Words
) -> list[tuple[str, str, str]]:
    told = {entry["field"] for entry in entries}
    return [
        (
            field_named(c["field"]),
            _together(entries, c["field"], one, words),
            _together(entries, c["field"], other, words),
        )
        for c in entries
        if c["field"] not in _UNSAID and _SAID_WITH.get(c["field"]) not in told
    ]


def _together(entries: Sequence[Mapping[str, Any]], field: str, side: str, words: Words) -> str:
    """Return one side of a field, with the fields that belong to it.

    A date with its precision, or open-ended; notice in months or in days.
    """
    values = {c["field"]: c[side] for c in entries if c["field"] in said_together(field)}
    end = str(field).partition("_")[0]
    if field in (Field.ENDS_ON, "open_ended") and values.get("open_ended"):
        return str(_OTHERS["open_ended"]).lower()
    if field in (Field.STARTS_ON, Field.ENDS_ON):
        return _day(values, end) or "–"
    if field in (Field.NOTICE_MONTHS, NOTICE_DAYS):
        field = NOTICE_DAYS if values.get(NOTICE_DAYS) is not None else Field.NOTICE_MONTHS
    return words.shown(field, values.get(field))


def field_named(name: str) -> str:
    """Return a field's label in the active language."""
    return label(Field(name)) if name in list(Field) else str(_OTHERS.get(name, name))


_OTHERS = {
    "open_ended": gettext_lazy("Until further notice"),
    NOTICE_DAYS: gettext_lazy("Notice period"),
    "extra": gettext_lazy("Other columns"),
}
