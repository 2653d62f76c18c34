"""Check values against column limits before saving.

PostgreSQL rejects what does not fit with an error users cannot act on, and SQLite stores it: here both refuse, with
the field and its limit.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from vidsyn.kernel.refusals import Refusal, refuse_if

Fault = tuple[str, object]  # the refusal's code and the limit it names
Check = Callable[[Any], Fault | None]


def refuse_unfitting(*things: models.Model) -> None:
    """Refuse all of `field_too_long`, `field_too_large` and `field_too_small` that apply, naming field and limit."""
    refuse_if([refusal for thing in things for refusal in _unfitting(thing)])


def _unfitting(thing: models.Model) -> Iterator[Refusal]:
    for attribute, field, check in _checks(type(thing)):
        value = getattr(thing, attribute)
        fault = check(value) if value is not None else None
        if fault is not None:
            code, limit = fault
            kind = getattr(thing, "KIND", "")
            yield Refusal(code, field=field, label=field, kind_of=kind, limit=limit)


@functools.cache
def _checks(model: type[models.Model]) -> tuple[tuple[str, str, Check], ...]:
    """Return the checks of a model, one for each column with a limit."""
    found = ((field, _check(field)) for field in model._meta.concrete_fields)
    return tuple((field.attname, field.name, check) for field, check in found if check is not None)


def _check(field: Any) -> Check | None:
    if isinstance(field, models.CharField) and field.max_length:
        return functools.partial(_long, field.max_length)
    if isinstance(field, models.DecimalField):
        return functools.partial(_digits, Decimal(10) ** (field.max_digits - field.decimal_places))
    if isinstance(field, models.IntegerField):
        bounds = BaseDatabaseOperations.integer_field_ranges.get(field.get_internal_type())
        return functools.partial(_between, *bounds) if bounds else None
    return None


def _long(longest: int, value: Any) -> Fault | None:
    return ("field_too_long", longest) if isinstance(value, str) and len(value) > longest else None


def _between(lowest: int, highest: int, value: Any) -> Fault | None:
    if not isinstance(value, int) or lowest <= value <= highest:
        return None
    return ("field_too_large", highest) if value > highest else ("field_too_small", lowest)


def _digits(above: Decimal, value: Any) -> Fault | None:
    if not isinstance(value, Decimal) or abs(value) < above:
        return None
    return ("field_too_large", above - 1) if value > 0 else ("field_too_small", 1 - above)
