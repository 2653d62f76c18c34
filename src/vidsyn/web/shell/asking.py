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
from vidsyn.web.shell.forms import DateField, TextArea
from vidsyn.wording.labels import choices, field_is_labelled, field_label

_label = lazy(field_label, str)
Made = type[forms.Field]


class NumberField(forms.IntegerField):
    """A whole number, such as one of months or days."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "size": "4", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)


class AmountField(forms.DecimalField):
    """An amount of money."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": "14"})
        super().__init__(max_digits=14, decimal_places=2, widget=widget, **kwargs)


def asking(source: str | type, of: str) -> Callable[..., Any]:
    """Return `ask(name, …)`, which makes the form's field for an argument of the operation `source`.

    `source` may also be a dataclass that operations take whole. The label is that of the field in the history of the
    kind `of`. A field class that is given replaces the one that follows from the type; `required`, `label`, `choices`
    and whatever else that class takes may be given. LookupError for an argument or a label that does not exist.
    """
    taken = _taken(source)

    def ask(name: str, made: Made | None = None, **by_hand: Any) -> Any:
        annotation, required = taken[name]
        if not (field_is_labelled(of, name) or "label" in by_hand):
            raise LookupError(f"{of}.{name} has no label")
        follows, told = (made, {}) if made else _follows(annotation)
        return follows(**{"label": _label(of, name), "required": required, **told, **by_hand})

    return ask


def _taken(source: str | type) -> dict[str, tuple[Any, bool]]:
    """Return the type of each argument, and whether the operation cannot do without it."""
    if isinstance(source, str):
        operation = operation_named(source)
        return {p.name: (fitted(operation, p.name, p.annotation), p.required) for p in operation.parameters()}
    hints = typing.get_type_hints(source, include_extras=True)
    return {each.name: (hints[each.name], False) for each in dataclasses.fields(source)}


def _follows(annotation: Any) -> tuple[Made, dict[str, Any]]:
    """Return the field class for a type, and what it is made with."""
    optional = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    if optional:
        (annotation,) = (each for each in typing.get_args(annotation) if each is not types.NoneType)
    marks = getattr(annotation, "__metadata__", ())
    plain = annotation.__origin__ if marks else annotation
    if plain is str:
        longest = getattr(marks[0], "longest", None) if marks else None
        return (forms.CharField, {"max_length": longest}) if longest else (TextArea, {})
    if several := typing.get_args(plain):
        return forms.MultipleChoiceField, {"widget": forms.CheckboxSelectMultiple} | _words(several[0])
    if issubclass(plain, StrEnum):
        return forms.ChoiceField, _words(plain, [("", "–")] if optional else [])
    return _FIELDS[plain]


def _words(vocabulary: type, before: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    if not issubclass(vocabulary, StrEnum):
        return {}
    return {"choices": lambda: [*before, *choices(vocabulary)]}


_FIELDS: dict[Any, tuple[Made, dict[str, Any]]] = {
    date: (DateField, {}),
    int: (NumberField, {}),
    bool: (forms.BooleanField, {"required": False}),
    Decimal: (AmountField, {}),
}
