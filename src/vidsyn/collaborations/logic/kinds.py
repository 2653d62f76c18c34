"""Kinds of activity and the own fields of their forms, read from data files and validated when read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from vidsyn.collaborations.vocabulary import Form
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.refusals import Refusal, refuse_if
from vidsyn.kernel.yaml_text import read_yaml


class FieldType(StrEnum):
    """Type of an own field's values."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice, with its label."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that only activities of one form have."""

    name: str
    type: FieldType
    words: Words
    required: bool = False
    personal: bool = False
    choices: tuple[Choice, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity: its code, its label, whether a partner's profile counts it, and its forms."""

    code: str
    words: Words
    profile: bool
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """An own field's value as submitted."""

    name: str
    value: str


def read_kinds(text: str) -> dict[str, Kind]:
    """Parse kinds by code, in the file's order. Raises ValueError naming the faulty row."""
    kinds: dict[str, Kind] = {}
    for number, row in enumerate(read_yaml(text), start=1):
        unknown = set(row) - {"code", "sv", "en", "profile", "forms"}
        if unknown or not all(row.get(word) for word in ("code", "sv", "en")):
            raise ValueError(f"kind {number}: code, sv and en are needed; unknown: {sorted(unknown)}")
        if row["code"] in kinds:
            raise ValueError(f"kind {number}: {row['code']} stands twice")
        forms = tuple(Form(form) for form in row.get("forms", (Form.PLAIN,)))
        kinds[row["code"]] = Kind(row["code"], Words(row["sv"], row["en"]), bool(row.get("profile")), forms)
    return kinds


def read_forms(text: str) -> dict[Form, tuple[OwnField, ...]]:
    """Parse own fields by form; a form that is not in the file has none."""
    written: Mapping[str, list[dict[str, Any]]] = read_yaml(text)
    forms: dict[Form, tuple[OwnField, ...]] = dict.fromkeys(Form, ())
    for name, rows in written.items():
        fields = tuple(_own_field(row) for row in rows)
        if len({field.name for field in fields}) != len(fields):
            raise ValueError(f"form {name}: a field stands twice")
        forms[Form(name)] = fields
    return forms


def _own_field(row: dict[str, Any]) -> OwnField:
    rest = dict(row)
    choices = tuple(Choice(code, Words(sv, en)) for code, (sv, en) in rest.pop("choices", {}).items())
    kind = FieldType(rest.pop("type"))
    words = Words(rest.pop("sv"), rest.pop("en"))
    if (kind is FieldType.CHOICE) != bool(choices):
        raise ValueError(f"field {row['name']}: choices belong to the type choice, and it needs them")
    for bound in ("least", "most"):
        if bound in rest:
            rest[bound] = Decimal(str(rest[bound]))
    return OwnField(type=kind, words=words, choices=choices, **rest)


def details_read(fields: tuple[OwnField, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Return the values as stored: trimmed, validated, without empty ones. Raises all refusals at once.

    Dates are ISO; numbers retain the digits as written, with a decimal comma read as a point.
    """
    faults: list[Refusal] = []
    known = {field.name for field in fields}
    faults += [
        Refusal("activity_field_unknown", field=f"details.{name}", name=name)
        for name, value in given.items()
        if name not in known and value.strip()
    ]
    stored: dict[str, str] = {}
    for field in fields:
        text = given.get(field.name, "").strip()
        if not text:
            if field.required:
                faults.append(
                    Refusal("activity_field_required", field=f"details.{field.name}", label=field.words)
                )
            continue
        try:
            stored[field.name] = _value(field, text)
        except Refusal as fault:
            faults.append(fault)
    refuse_if(faults)
    return stored


def _value(field: OwnField, text: str) -> str:
    where = f"details.{field.name}"
    if field.type is FieldType.CHOICE and text not in {choice.code for choice in field.choices}:
        raise Refusal("activity_choice_unknown", field=where, value=text)
    if field.type is FieldType.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Refusal("activity_date_unreadable", field=where, value=text) from None
    if field.type is FieldType.NUMBER:
        return str(_number(field, text.replace(",", "."), where))
    return text


def _number(field: OwnField, text: str, where: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Refusal("activity_number_unreadable", field=where, value=text) from None
    low, high = field.least, field.most
    if not number.is_finite() or (low is not None and number < low) or (high is not None and number > high):
        raise Refusal("activity_number_outside", field=where, value=text, least=low, most=high)
    return number
