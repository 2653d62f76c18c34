"""The things an operation names, inside its transaction: locked in one order, and asked again.

A door looks things up before the transaction begins. What happened to them since is seen here: each is locked, in an
order that all operations share, and read again. What can no longer be used is refused before the operation begins.

What makes a thing unusable its room says once (`@unusable(Partner)`). It is asked of what an operation uses; the
thing that it changes – its first argument, when of its own room – speaks for itself. A thing whose room says nothing is
refused when somebody has taken it out since.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from vidsyn.kernel.batches import batched
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if
from vidsyn.kernel.rooms import open_rooms

M = TypeVar("M", bound=Model)
Key = tuple[type[Model], Any]
Unusable = Callable[[Any, Any], Refusal | None]

_AT_ONCE = 500
# A row with one of these set is found by nobody: what was set since the thing was looked up makes it unusable.
_GONE = ("voided_at", "removed_at", "erased_at")
_unusable: dict[type[Model], Unusable] = {}


def unusable(
    model: type[M],
) -> Callable[[Callable[[M, M], Refusal | None]], Callable[[M, M], Refusal | None]]:
    """Register what makes things of `model` unusable: a function of the thing as it was looked up and as it is."""

    def register(function: Callable[[M, M], Refusal | None]) -> Callable[[M, M], Refusal | None]:
        _unusable[model] = function
        return function

    return register


def taken(arguments: Mapping[str, Any], *, subject: str | None, held: set[Key]) -> dict[str, Any]:
    """The arguments with each thing in them locked and as it is now; one statement for each model.

    What is in `held` already is left as it is; the others are added. A thing that has not changed is the very object
    that was given, with what has been fetched for it.
    """
    open_rooms()  # each says what makes its things unusable
    given = {name: list(_things_in(value)) for name, value in arguments.items()}
    wanted = {_key(thing): thing for things in given.values() for thing in things if _key(thing) not in held}
    now = _locked(wanted)
    refuse_if(
        [
            refusal
            for name, things in given.items()
            for thing in dict.fromkeys(things)
            if _key(thing) in wanted
            if (refusal := _refusal(thing, now.get(_key(thing)), name, is_subject=name == subject))
        ]
    )
    held |= wanted.keys()
    changed = {key: row for key, row in now.items() if not _same(wanted[key], row)}
    if not changed:
        return dict(arguments)
    return {name: _replaced(value, changed) if given[name] else value for name, value in arguments.items()}


def _things_in(value: Any) -> Iterator[Model]:
    if isinstance(value, Model):
        if not value._state.adding:
            yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _things_in(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _things_in(getattr(value, field.name))


def _replaced(value: Any, changed: Mapping[Key, Model]) -> Any:
    if isinstance(value, Model):
        return changed.get(_key(value), value)
    if isinstance(value, (list, tuple)):
        return type(value)([_replaced(each, changed) for each in value])
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        given = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
        return dataclasses.replace(value, **{name: _replaced(each, changed) for name, each in given.items()})
    return value


def _key(thing: Model) -> Key:
    return type(thing), thing.pk


def _locked(wanted: Mapping[Key, Model]) -> dict[Key, Model]:
    models = sorted({model for model, _pk in wanted}, key=lambda model: model._meta.label_lower)
    return {
        (model, row.pk): row
        for model in models
        for keys in batched(sorted(pk for of, pk in wanted if of is model), _AT_ONCE)
        for row in _rows(model, keys)
    }


def _rows(model: type[Model], keys: list[Any]) -> list[Model]:
    rows = model._base_manager.filter(pk__in=keys).order_by("pk")
    # Without its key: whoever only points at the thing need not wait. SQLite has locked everything.
    return list(rows.select_for_update(no_key=True) if connection.vendor == "postgresql" else rows)


def _refusal(given: Model, now: Model | None, name: str, *, is_subject: bool) -> Refusal | None:
    kind = getattr(given, "KIND", given._meta.model_name)
    if now is None:
        return Refusal("gone_meanwhile", kind=RefusalKind.CONFLICT, field=name, subject=kind)
    asked = _unusable.get(type(given))
    if is_subject and asked:
        return None
    refusal = asked(given, now) if asked else None
    if refusal is None and any(getattr(now, f, None) and not getattr(given, f) for f in _GONE):
        refusal = Refusal("gone_meanwhile", kind=RefusalKind.CONFLICT, subject=kind)
    if refusal is not None and refusal.field is None:
        refusal.field = name
    return refusal


def _same(given: Model, now: Model) -> bool:
    """Whether everything that was read of it stands as it did."""
    unread = given.get_deferred_fields()
    return all(
        getattr(given, field.attname) == getattr(now, field.attname)
        for field in now._meta.concrete_fields
        if field.attname not in unread
    )
