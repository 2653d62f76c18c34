"""Names of records, many at once: history stores ids, people read names.

Each room registers how the records of a model are named (`@namer(Unit)` in its `queries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Value

from vidsyn import here
from vidsyn.history.models import Record
from vidsyn.kernel.ids import read_id
from vidsyn.kernel.rooms import open_rooms
from vidsyn.sql.slots import keys_in, slots_of
from vidsyn.sql.statements import asked


@dataclass(frozen=True, slots=True)
class Naming:
    """The rows that the viewer may see by name, and the columns of the name: in Swedish and English, and one that
    comes before it in both.
    """

    rows: models.QuerySet[Any]
    sv: str
    en: str
    before: str | None = None


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
    wanted: dict[str, set[UUID]] = {}
    for kind, identity in things:
        if kind in _namers and (key := read_id(identity)):
            wanted.setdefault(kind, set()).add(key)
    english = here.language() == "en"
    found = {}
    for kind, key, before, sv, en in asked(_named, viewer, **slots_of(wanted)) if wanted else ():
        words = (en or sv) if english else (sv or en)
        if name := f"{before} {words}".strip():
            found[kind, str(key)] = name
    return found


def _named(viewer: Any, **slots: UUID) -> models.QuerySet[Any, Any]:
    first, *others = [
        _columns(kind, _namers[kind](viewer, [str(key) for key in keys]))
        for kind, keys in keys_in(slots).items()
    ]
    return first.union(*others, all=True)


def _columns(kind: str, naming: Naming) -> models.QuerySet[Any, Any]:
    before = F(naming.before) if naming.before else Value("", output_field=models.TextField())
    named = Value(kind, output_field=models.TextField())
    return naming.rows.order_by().values_list(named, "pk", before, F(naming.sv), F(naming.en))


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
