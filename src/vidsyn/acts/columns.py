"""What an argument may hold beyond its annotation, so that the API's description says it.

An operation that answers with a thing sets that thing's fields: a text argument with the name of one of its columns
is as long as the column at most. The same holds for the rows of a list, whose dataclass says with `@fills(Model)`
which thing's columns its texts go to. `clear` names only what the operation says can be emptied.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from django.db import models

from vidsyn.acts.emptying import CLEAR
from vidsyn.acts.operations import Operation
from vidsyn.kernel.shapes import Shape

T = TypeVar("T", bound=type)
_filled: dict[type, type[models.Model]] = {}


def fills(model: type[models.Model]) -> Callable[[T], T]:
    """Say of a dataclass that its texts go to the columns of the same names of `model`."""

    def register(row: T) -> T:
        _filled[row] = model
        return row

    return register


def said_row(said: type) -> Any:
    """Return a frozen dataclass with the keys of a TypedDict as fields, each None unless given.

    It is the base of a list's rows, so that a row takes what the operation that edits takes.
    """
    hints = typing.get_type_hints(said, include_extras=True)
    made = [(name, hint, None) for name, hint in hints.items()]
    return dataclasses.make_dataclass(f"{said.__name__}Row", made, frozen=True, slots=True, kw_only=True)


def fitted_in_row(row: type, name: str, annotation: Any) -> Any:
    """The annotation of a row's field, with the length of the column that it fills."""
    longest = _column_length(_filled[row], name) if row in _filled else None
    return annotation if longest is None else _shorter(annotation, longest)


def fitted(operation: Operation, name: str, annotation: Any) -> Any:
    """The annotation of an argument, with the length of the column of that name where there is one."""
    if name == CLEAR:
        return tuple[Literal[operation.clears], ...]  # type: ignore[name-defined]
    longest = _longest(operation, name)
    return annotation if longest is None else _shorter(annotation, longest)


def _longest(operation: Operation, name: str) -> int | None:
    told = typing.get_type_hints(operation.function).get("return")
    if not (isinstance(told, type) and issubclass(told, models.Model)):
        return None
    return _column_length(told, name)


def _column_length(model: type[models.Model], name: str) -> int | None:
    columns = {field.name: field for field in model._meta.concrete_fields}
    column = columns.get(name)
    return column.max_length if isinstance(column, models.CharField) else None


def _shorter(annotation: Any, longest: int) -> Any:
    """Text, text in a form, or either of them or None; anything else as it is."""
    if annotation is str:
        return Annotated[str, Shape(longest=longest)]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated and isinstance(arguments[1], Shape):
        return Annotated[arguments[0], arguments[1].at_most(longest)]
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(_shorter(member, longest) for member in arguments)]  # noqa: UP007
    return annotation
