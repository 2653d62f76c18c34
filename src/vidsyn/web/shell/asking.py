"""Fields of a form, made from what an operation takes: type, length, label, whether an answer is needed.

Order, help texts and choices that depend on the viewer are written by hand beside them.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import lazy

from vidsyn.acts.calls import operation_named
from vidsyn.acts.columns import fitted
from vidsyn.acts.operations import Parameter
from vidsyn.kernel.shapes import Shape
from vidsyn.web.shell.forms import DateField, TextArea
from vidsyn.wording.labels import choices, field_is_labelled, field_label

_label = lazy(field_label, str)


class NumberField(forms.IntegerField):
    """A whole number, such as one of months or days."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "size": "4", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)


class AmountField(forms.DecimalField):
    """An amount of money, with a point or a comma."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "decimal", "size": "14"}
        super().__init__(max_digits=14, decimal_places=2, widget=forms.TextInput(attrs=attributes), **kwargs)


def asking(source: str | type, of: str) -> Callable[..., Any]:
    """Return `ask(name, …)`, which makes the form's field for an argument of the operation `source`.

    `source` may also be a frozen dataclass that operations take whole. The label is that of the field in the history
    of the kind `of`. A field class that is given replaces the one that follows from the type; `required`, `label`,
    `choices` and whatever else that class takes may be given. LookupError for an argument or a label that does not
    exist.
    """
    taken = _taken(source)

    def ask(name: str, made: type[forms.Field] | None = None, **by_hand: Any) -> Any:
        parameter = taken[name]
        told: dict[str, Any] = {"required": parameter.required}
        if "label" not in by_hand:
            if not field_is_labelled(of, name):
                raise LookupError(f"{of}.{name} has no label")
            told["label"] = _label(of, name)
        if made is None:
            made, also = _follows(parameter.annotation)
            told |= also
        return made(**{**told, **by_hand})

    return ask


def _taken(source: str | type) -> dict[str, Parameter]:
    if isinstance(source, str):
        operation = operation_named(source)
        return {
            each.name: Parameter(each.name, fitted(operation, each.name, each.annotation), each.default)
            for each in operation.parameters()
        }
    hints = typing.get_type_hints(source, include_extras=True)
    return {each.name: Parameter(each.name, hints[each.name], None) for each in dataclasses.fields(source)}


def _follows(annotation: Any) -> tuple[type[forms.Field], dict[str, Any]]:
    """Return the field class for a type, and what it is made with."""
    plain, marks, optional = _plain(annotation)
    if plain is str:
        longest = next((mark.longest for mark in marks if isinstance(mark, Shape)), None)
        return (forms.CharField, {"max_length": longest}) if longest else (TextArea, {})
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        empty = [("", "–")] if optional else []
        return forms.ChoiceField, {"choices": lambda: [*empty, *choices(plain)]}
    if _is_many(plain):
        (each, *_rest) = typing.get_args(plain)
        words = (
            {"choices": lambda: choices(each)} if isinstance(each, type) and issubclass(each, StrEnum) else {}
        )
        return forms.MultipleChoiceField, {"widget": forms.CheckboxSelectMultiple, **words}
    made = _FIELDS[plain]
    return made, {"required": False} if made is forms.BooleanField else {}


def _plain(annotation: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """Return the type without `None` and marks, its marks, and whether it may be None."""
    optional = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    if optional:
        (annotation,) = (each for each in typing.get_args(annotation) if each is not types.NoneType)
    if typing.get_origin(annotation) is typing.Annotated:
        return annotation.__origin__, annotation.__metadata__, optional
    return annotation, (), optional


def _is_many(annotation: Any) -> bool:
    origin = typing.get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Iterable)


_FIELDS: dict[Any, type[forms.Field]] = {
    date: DateField,
    int: NumberField,
    bool: forms.BooleanField,
    Decimal: AmountField,
}
