"""Two people edited the same thing: the second gets the form back with what the first changed, and chooses.

A form that edits carries what each field held when it was opened. Held against what the page would show now, and
against what was sent, that tells who changed what, also where history shows this person no values. What only the
other changed is taken over; what both changed stays as this person wrote it, with the other's value beside it. The
version carried on is the one whose values are shown: saving again never overwrites what was not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.forms import BaseForm, CheckboxInput, FileField, HiddenInput
from django.http import QueryDict

from vidsyn.kernel.actors import ActorKind
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.queries.persons import persons_by_id
from vidsyn.web.shell.lookups import Choice
from vidsyn.wording.history import actor_name

VERSION, BEGAN = "expected_version", "began"
# A field's value as a browser sends it: a text, several in order, or what a lookup holds.
Sent = str | list[str] | Choice


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that somebody else changed: what it was, what it is now, and whether this person changed it too."""

    label: str
    before: str
    theirs: str
    mine: str
    both: bool


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """One fact that came in between."""

    fact: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Everything that happened since the person opened the form."""

    changes: tuple[ChangeSince, ...]
    fields: tuple[FieldConflict, ...]


def began_with(form: BaseForm) -> str:
    """What the fields hold when the form is opened, for the form to carry."""
    return json.dumps({name: _plain(_now(form, name)) for name in _fields(form)}, ensure_ascii=False)


def conflict_in(form: BaseForm, refusal: Refusal) -> tuple[QueryDict, Conflict]:
    """What the form should be sent as over the version shown, and what happened since the person opened it.

    `form` was made with the thing's values of now as `initial`; without a version among them the one sent stays, and
    the person can only open the page again.
    """
    began = _began(form)
    data = cast("QueryDict", form.data).copy()
    found = []
    for name in _fields(form):
        was, theirs, mine = began.get(name), _now(form, name), _mine(form, name)
        if theirs in (was, mine):
            continue
        both = mine != was
        found.append(_told(form, name, was, theirs, mine, both=both))
        if not both:
            _put(data, form, name, theirs)
    data[BEGAN] = began_with(form)
    if form.initial.get(VERSION) is not None:
        data[form.add_prefix(VERSION)] = str(form.initial[VERSION])
    return data, Conflict(tuple(_changes(refusal)), tuple(found))


def _fields(form: BaseForm) -> Iterator[str]:
    """Those a person fills in and the page shows."""
    for name, field in form.fields.items():
        if not isinstance(field, FileField) and not isinstance(field.widget, HiddenInput):
            yield name


def _began(form: BaseForm) -> dict[str, Sent]:
    with suppress(ValueError, AttributeError):
        return {name: _read(value) for name, value in json.loads(form.data.get(BEGAN, "")).items()}
    return {}


def _now(form: BaseForm, name: str) -> Sent:
    field = form.fields[name]
    return _sent(field.prepare_value(form.get_initial_for_field(field, name)))


def _mine(form: BaseForm, name: str) -> Sent:
    widget = form.fields[name].widget
    return _sent(widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))


def _sent(value: Any) -> Sent:
    """A value as a browser would send it; nothing as an empty text, several in one order."""
    if isinstance(value, Choice):
        return value if value else ""
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(part) for part in value) or ""
    if value is None or value is False:
        return ""
    return str(value).replace("\r\n", "\n").strip()


def _plain(value: Sent) -> Any:
    return {"id": value.id, "text": value.text} if isinstance(value, Choice) else value


def _read(value: Any) -> Sent:
    if isinstance(value, dict):
        return Choice(str(value.get("id", "")), str(value.get("text", "")))
    return _sent(value)


def _put(data: QueryDict, form: BaseForm, name: str, value: Sent) -> None:
    """The value in the place where the form sends it."""
    key = form.add_prefix(name)
    if isinstance(value, Choice):
        data[key], data[f"{key}_id"] = value.text, value.id
    elif isinstance(value, list):
        data.setlist(key, value)
    elif not value and isinstance(form.fields[name].widget, CheckboxInput):
        data.pop(key, None)
    else:
        data[key] = value
        if f"{key}_id" in data:
            data[f"{key}_id"] = ""


def _told(
    form: BaseForm, name: str, was: Sent | None, theirs: Sent, mine: Sent, *, both: bool
) -> FieldConflict:
    field = form.fields[name]
    words = {str(value): str(text) for value, text in _options(getattr(field, "choices", ()))}

    def told(value: Sent | None) -> str:
        if isinstance(value, Choice):
            return value.text
        if isinstance(value, list):
            return ", ".join(words.get(part, part) for part in value)
        return words.get(value, value) if value else ""

    return FieldConflict(str(field.label or name), told(was), told(theirs), told(mine), both)


def _options(choices: Any) -> Iterator[tuple[Any, Any]]:
    """The choices of a field, those in groups too."""
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield value, text


def _changes(refusal: Refusal) -> list[ChangeSince]:
    rows = cast("list[dict[str, Any]]", refusal.params.get("changes", []))
    people = persons_by_id(row["actor_id"] for row in rows if row["actor_kind"] == ActorKind.PERSON)
    names = {(ActorKind.PERSON.value, id): person.name for id, person in people.items()}
    return [
        ChangeSince(
            row["fact"],
            actor_name(row["actor_kind"], row["actor_id"], names),
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
    ]
