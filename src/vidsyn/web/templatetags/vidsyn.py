"""Filters every template may use without loading them (`builtins` in the settings)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()


@register.filter
def iso(value: date | datetime | None) -> str:
    """A day as yyyy-mm-dd; a moment with its clock time in Stockholm; nothing as an empty string."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat()


@register.filter
def bilingual(thing: Any, name: str) -> str:
    """`{{ unit|bilingual:"name" }}`: `name_sv` or `name_en` by the page's language, the other if that is empty."""
    first, second = ("sv", "en") if get_language() == "sv" else ("en", "sv")
    return str(getattr(thing, f"{name}_{first}", "") or getattr(thing, f"{name}_{second}", ""))


@register.filter
def field_kind(bound: Any) -> str:
    """How a form field is laid out: `checkbox`, `choices` (a group of them), `hidden` or `plain`."""
    kinds = {
        "CheckboxInput": "checkbox",
        "RadioSelect": "choices",
        "CheckboxSelectMultiple": "choices",
        "HiddenInput": "hidden",
        "Lookup": "lookup",
    }
    return kinds.get(type(bound.field.widget).__name__, "plain")


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """This page's query with some keys changed (None takes one away): `{% query page=2 %}`. Works in components."""
    values = context["request"].GET.copy()
    for key, value in changes.items():
        values.pop(key, None)
        if value is not None:
            values[key] = value
    return "?" + str(values.urlencode())
