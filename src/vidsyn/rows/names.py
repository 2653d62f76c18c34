"""Names of records, many at once: history stores ids, people read names.

Each room registers how the records of a model are named (`@namer(Unit)` in its `queries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models

from vidsyn.history.models import Record
from vidsyn.kernel.rooms import open_rooms
from vidsyn.sql.slots import keys_in, slots_of
from vidsyn.sql.together import fetch_parts


@dataclass(frozen=True, slots=True)
class Naming:
    """The rows the viewer may see by name, and the name of each; "" is no name."""

    rows: models.QuerySet[Any]
    called: Callable[[Any], str]


# A function of a viewer and ids (text) to the names of the visible records.
Namer = Callable[[Any, Sequence[str]], Naming]
N = TypeVar("N", bound=Namer)

_namers: dict[str, Namer] = {}


def namer(model: type[Record]) -> Callable[[N], N]:
    """Register the names of a model's records."""

    def register(function: N) -> N:
        _namers[model.KIND] = function
        return function

    return register


def names_of(viewer: Any, things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return names of records given as (kind, id), all in one statement.

    Missing are records the viewer may not see, erased ones, kinds without a namer, and values recorded as something
    other than an id (a reference, say), which is readable as it is.
    """
    open_rooms()
    wanted: dict[str, set[str]] = {}
    for kind, identity in things:
        if kind in _namers and _is_id(identity):
            wanted.setdefault(kind, set()).add(identity)
    slots = slots_of({kind: {UUID(key) for key in ids} for kind, ids in wanted.items()})
    found = fetch_parts(_rows, viewer, **slots)
    return {
        (kind, str(row.pk)): name
        for kind, rows in found.items()
        for row in rows
        if (name := _called(viewer, kind)(row))
    }


def _rows(viewer: Any, **slots: UUID) -> dict[str, models.QuerySet[Any]]:
    named = keys_in(slots)
    return {kind: _namers[kind](viewer, [str(key) for key in keys]).rows for kind, keys in named.items()}


@lru_cache(maxsize=1000)
def _called(viewer: Any, kind: str) -> Callable[[Any], str]:
    return _namers[kind](viewer, ()).called


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@cache
def model_of(kind: str) -> type[Record] | None:
    """Return the model of a kind of record."""
    found = (m for m in apps.get_models() if issubclass(m, Record) and kind == m.KIND)
    return next(found, None)


@cache
def related_kind(kind: str, field: str) -> str | None:
    """Return the kind of record that a field of a kind refers to by id, if it does."""
    model = model_of(kind)
    column = _field(model, field) if model else None
    related = column.related_model if column is not None and column.is_relation else None
    return related.KIND if isinstance(related, type) and issubclass(related, Record) else None


def _field(model: type[models.Model], name: str) -> Any:
    return next((f for f in model._meta.get_fields() if f.name == name), None)
