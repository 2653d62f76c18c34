"""Filters every template may use without loading them (`builtins` in the settings)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from vidsyn import here
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision
from vidsyn.kernel.precision import written as written_date
from vidsyn.web.shell.conflicts import BEGAN
from vidsyn.web.shell.submissions import FIELD, new_key
from vidsyn.wording import labels
from vidsyn.wording.countries import country_name
from vidsyn.wording.languages import language_name

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
    first, second = ("sv", "en") if here.language() == "sv" else ("en", "sv")
    return str(getattr(thing, f"{name}_{first}", "") or getattr(thing, f"{name}_{second}", ""))


@register.filter
def label(word: StrEnum | str | None, enumeration: str = "") -> str:
    """What a word of a vocabulary is called: `{{ role|label }}`, or `{{ person_role|label:"Role" }}` for plain text.

    A stored word is plain text, which does not say which vocabulary it is of; the name of the enumeration does.
    """
    if isinstance(word, StrEnum):
        return labels.label(word)
    if enumeration and word:
        return labels.label(_enumeration(enumeration)(word))
    return str(word or "")


@register.filter
def kind_label(kind: str) -> str:
    """What a kind of record (`Record.KIND`) is called."""
    return labels.kind_label(kind)


@register.filter
def fact_label(fact: str) -> str:
    """What a fact of the history is called."""
    return labels.fact_label(fact)


@register.filter
def country(code: str) -> str:
    """The name of a country given by its ISO 3166-1 alpha-2 code."""
    return country_name(code, here.language()) if code else ""


@register.filter
def languages(codes: str) -> str:
    """Languages by their codes, in words: "sv, en" is "svenska, engelska". What is no code stays as written."""
    return ", ".join(language_name(code.strip()) for code in codes.split(","))


@register.filter
def spoken(words: Words | None) -> str:
    """Words that came in both languages as data, in the page's."""
    return words.spoken(here.language()) if words else ""


@register.filter
def written(on: date | None, precision: Precision) -> str:
    """A date as far as it is known: 2014-05, HT25."""
    return written_date(on, precision) if on else ""


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


@register.simple_tag
def flag(sign: str, words: object) -> SafeString:
    """A sign that takes little room in a dense list, and says its words on pointing and where there is room."""
    shown = format_html(
        '<span aria-hidden="true">{}</span> <span class="v-flag__words">{}</span>', sign, words
    )
    return format_html('<span class="v-flag" title="{}">{}</span>', words, shown)


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """The options of a select, the chosen one marked: `{% options countries request.GET.country %}`.

    One tag and not a loop: a list of two hundred countries was a fifth of a page's time.
    """
    written = _options(tuple((str(value), str(text)) for value, text in choices))
    plain = f'<option value="{escape(chosen)}">'
    return mark_safe(written.replace(plain, plain[:-1] + " selected>", 1))  # noqa: S308  # escaped, all of it


@lru_cache(maxsize=200)
def _options(choices: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<option value="{escape(value)}">{escape(capfirst(text))}</option>' for value, text in choices
    )


@cache
def _enumeration(name: str) -> type[StrEnum]:
    """The enumeration called `name` among those with labels; KeyError when there is none."""
    return {enumeration.__name__: enumeration for enumeration in labels.labels()}[name]


@register.simple_tag
def submission(form: Any = None) -> str:
    """What a form carries unseen, beside `{% csrf_token %}`: the key by which it is carried out once, and for one that
    edits what its fields held when it was opened."""
    hidden = [(FIELD, form.submission if form else new_key())]
    if form and form.began:
        hidden.append((BEGAN, form.began))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden)


@register.simple_tag
def page_numbers(page: Any, number: int, pages: int, total: int) -> dict[str, int]:
    """Which page of how many, from our own page, from Django's, or from the three numbers."""
    paginator = getattr(page, "paginator", None)
    if paginator is not None:
        return {"number": page.number, "pages": paginator.num_pages, "total": paginator.count}
    if page is not None:
        return {"number": page.number, "pages": page.pages, "total": page.total}
    return {"number": number, "pages": pages, "total": total}
