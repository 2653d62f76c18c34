"""What the doors answer with: anything an operation or query returns, as plain JSON values.

A thing of the register answers as kind, id, reference and version; a frozen dataclass with all its fields.
"""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from vidsyn.history.models import Record


def describe(value: Any) -> Any:
    """The value as JSON values: dict, list, str, int, float, bool, None. TypeError for what nobody can tell."""
    if type(value) in _PLAIN:
        return value
    for kind in type(value).__mro__:
        if kind in _TOLD:
            return _TOLD[kind](value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: describe(getattr(value, name)) for name in _field_names(type(value))}
    if isinstance(value, Mapping):
        return {str(describe(key)): describe(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [describe(item) for item in value]
    raise TypeError(f"nobody said how to tell {type(value).__name__}")


# As they are; a list of thousands has mostly these.
_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _record(record: Record) -> dict[str, Any]:
    return {
        "kind": record.KIND,
        "id": str(record.pk),
        "reference": getattr(record, "reference", None),
        "version": record.version,
    }


_TOLD: dict[type, Callable[[Any], Any]] = {
    # Through the type itself, so that a member of a StrEnum becomes the bare string.
    **{kind: kind for kind in (str, int, float, bool)},
    **{kind: lambda value: value.isoformat() for kind in (date, datetime, time)},
    **dict.fromkeys((Decimal, UUID, Promise), str),
    Record: _record,
    type(None): lambda value: value,
    Enum: lambda value: describe(value.value),
    bytes: lambda value: base64.b64encode(value).decode(),
}
