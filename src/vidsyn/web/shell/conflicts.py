"""Two people edited the same thing: the second gets the form back with what the first changed, and chooses.

What only the first touched is taken over. What both touched stays as the second wrote it, with the other's value
beside it. Saving again is her choice, made with open eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.forms import BaseForm
from django.http import QueryDict

from vidsyn.kernel.actors import ActorKind
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.queries import persons_by_id
from vidsyn.wording.history import actor_name


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that somebody else changed: what it was, what it is now, and whether this person changed it too.

    `sent` is what it is now as a form sends it: one text, or several for a list.
    """

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    both: bool
    sent: list[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that came in between."""

    fact: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Everything that happened since the person opened the form."""

    changes: tuple[Change, ...]
    fields: tuple[FieldConflict, ...]


def conflict_in(form: BaseForm, refusal: Refusal) -> tuple[QueryDict, Conflict]:
    """What the form should be sent as over the newest version, and what happened since the person opened it."""
    found = [_field(form, name, *values) for name, values in _changed_fields(refusal).items()]
    shown = [conflict for conflict in found if conflict.mine != conflict.theirs]
    data = cast("QueryDict", form.data).copy()
    data["expected_version"] = str(refusal.params["version"])
    for conflict in shown:
        if not conflict.both and conflict.name in form.fields:
            data.setlist(form.add_prefix(conflict.name), conflict.sent)
    return data, Conflict(tuple(_changes(refusal)), tuple(shown))


def _changes(refusal: Refusal) -> list[Change]:
    rows = cast("list[dict[str, Any]]", refusal.params.get("changes", []))
    people = persons_by_id(row["actor_id"] for row in rows if row["actor_kind"] == ActorKind.PERSON)
    names = {(ActorKind.PERSON.value, id): person.name for id, person in people.items()}
    return [
        Change(
            row["fact"],
            actor_name(row["actor_kind"], row["actor_id"], names),
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
    ]


def _changed_fields(refusal: Refusal) -> dict[str, tuple[Any, Any]]:
    """Field → (value when the person began, value now)."""
    found: dict[str, tuple[Any, Any]] = {}
    for row in cast("list[dict[str, Any]]", refusal.params.get("changes", [])):
        for name, now in row["after"].items():
            first = found.get(name, (row["before"].get(name), None))[0]
            found[name] = (first, now)
    return found


def _field(form: BaseForm, name: str, was: Any, now: Any) -> FieldConflict:
    before, theirs = _text(was), _text(now)
    bound = form.fields.get(name)
    several = isinstance(now, (list, tuple))
    mine = before
    if bound:
        data = cast("QueryDict", form.data)
        key = form.add_prefix(name)
        mine = _text(sorted(data.getlist(key)) if several else data.get(key))
    if several:
        before, theirs = _text(sorted(map(_text, was or ()))), _text(sorted(map(_text, now)))
    label = str(bound.label or name) if bound else name
    sent = [_text(part) for part in now] if several else [theirs]
    return FieldConflict(name, label, before, theirs, mine, both=mine not in {before, theirs}, sent=sent)


def _text(value: object) -> str:
    """A value as a form would send it."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(part) for part in value)
    return str(value)
