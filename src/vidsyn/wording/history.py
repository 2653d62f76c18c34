"""Format the history for people: what happened, by whom, and each change with labelled fields and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from vidsyn.history.reading import FieldChange, Line
from vidsyn.kernel.actors import ActorKind
from vidsyn.rows.names import model_of, related_kind
from vidsyn.wording.labels import (
    configured_word,
    fact_label,
    field_is_labelled,
    field_label,
    kind_label,
    label,
    vocabulary_of,
)

Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class ReadableChange:
    """A field with its values before and after as text, "" for none."""

    label: str
    before: str
    after: str
    erased: bool


@dataclass(frozen=True, slots=True)
class ReadableLine:
    """A history line as shown on a page, in mail or in a terminal.

    `line` is its source, None where only the shown text is known. `named` means that the viewer may see the record,
    so that a page may link to it.
    """

    line: Line | None
    at: datetime
    what: str
    subject: str
    named: bool
    who: str
    through: str
    reason: str
    changes: tuple[ReadableChange, ...]
    hidden: bool


def readable(lines: Iterable[Line], names: Names) -> list[ReadableLine]:
    """Return the lines in the active language; `names` as from `people.queries.names_in`."""
    return [_readable(line, names) for line in lines]


def _readable(line: Line, names: Names) -> ReadableLine:
    kind = kind_label(line.subject_kind)
    name = names.get((line.subject_kind, line.subject_id), "")
    return ReadableLine(
        line=line,
        at=line.at,
        what=fact_label(line.fact),
        subject=f"{kind} {name}".strip(),
        named=bool(name),
        who=actor_name(line.actor_kind, line.actor_id, names),
        through=door_label(line.door),
        reason=_("(erased)") if line.reason_erased else line.reason,
        changes=tuple(_change(line, change, names) for change in line.changes),
        hidden=line.hidden,
    )


def actor_name(kind: str, identity: str, names: Names) -> str:
    """Return the actor's name: a person's, or the label of another kind of actor."""
    if kind == ActorKind.LOCAL_OPERATOR:
        return _("Local operator")
    if kind == ActorKind.SYSTEM:
        return _("Vidsyn itself")
    return names.get((kind, identity)) or _("Erased person")


def door_label(door: str) -> str:
    """Return the label of a door."""
    known = {
        "web": _("the pages"),
        "api": _("the API"),
        "cli": _("the command line"),
        "import": _("an import"),
        "clock": _("the clock"),
    }
    return known.get(door, door)


def _change(line: Line, change: FieldChange, names: Names) -> ReadableChange:
    kind = line.subject_kind
    return ReadableChange(
        label=field_label(kind, change.field),
        before=_value(kind, change.field, change.before, names),
        after=_value(kind, change.field, change.after, names),
        erased=change.erased,
    )


def _value(kind: str, field: str, value: Any, names: Names) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        between = "; " if any(isinstance(each, dict) for each in value) else ", "
        return between.join(_value(kind, field, each, names) for each in value)
    if isinstance(value, dict):
        inner = {_inner(kind, field, key): each for key, each in value.items()}
        told = {key: _value(kind, key, each, names) for key, each in inner.items()}
        return ", ".join(f"{field_label(kind, key).lower()}: {text}" for key, text in told.items() if text)
    related = related_kind(kind, field)
    if related:
        return names.get((related, str(value)), str(value))
    return _word(kind, field, str(value))


def _inner(kind: str, field: str, key: str) -> str:
    """Return the label of a nested field, by its path where that has a label of its own."""
    path = f"{field}.{key}"
    return path if field_is_labelled(kind, path) else key


def _word(kind: str, field: str, value: str) -> str:
    """Return the label of a vocabulary's word: a model's choices are the vocabulary's own members."""
    model = model_of(kind)
    column = next((f for f in model._meta.fields if f.name == field), None) if model else None
    choices = column.flatchoices if column is not None else [(w, w) for w in vocabulary_of(kind, field) or ()]
    for choice, _text in choices:
        if choice == value and isinstance(choice, StrEnum):
            return label(choice)
    return configured_word(kind, field, value) or value
