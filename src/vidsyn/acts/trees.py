"""Trees and chains – a thing under, or after, another of its kind – that never close into a circle.

Whether setting one thing above another closes a circle depends on rows that nobody names and nobody locks. So
whoever changes a tree takes its turn first: `@operation(…, trees={"parent": Unit})`, or `turn_at` for a tree that an
operation changes without a parameter of that name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from vidsyn.kernel.chains import circles, climbed
from vidsyn.kernel.refusals import Refusal


def turn_at(*models: type[Model]) -> None:
    """Wait until nobody else changes a tree of these models, and keep the others waiting until the transaction ends.

    On SQLite a transaction that writes is alone as it is.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for label in sorted(model._meta.label_lower for model in models):
            number = int.from_bytes(hashlib.sha256(label.encode()).digest()[:8], signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def is_under(thing: Model, field: str, above: Model | None) -> bool:
    """Whether `above` is the thing or stands under it by `field`, as the database has it now."""
    rows = type(thing)._base_manager

    def next_above(key: Any) -> Any:
        return rows.filter(pk=key).values_list(field, flat=True).first()

    return above is not None and any(key == thing.pk for key in climbed(above.pk, next_above))


def chains() -> Iterator[tuple[type[Model], str]]:
    """Every field by which a thing stands under or after another of its kind."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is model:
                yield model, field.name


def circles_found() -> Iterator[Refusal]:
    """Each circle that the register already holds, as a finding. One statement for each tree or chain."""
    for model, field in chains():
        rows = model._base_manager.exclude(**{field: None}).values_list("pk", field)
        for circle in circles(dict(rows)):
            things = model._base_manager.in_bulk(circle)
            names = " → ".join(_called(things[key]) for key in (*circle, circle[0]))
            yield Refusal("check_circle", subject=getattr(model, "KIND", ""), relation=field, names=names)


def _called(thing: Any) -> str:
    return str(getattr(thing, "reference", "") or getattr(thing, "code", "") or thing.pk)
