"""Finding one thing as you type: a text field with suggestions, which also works without JavaScript.

The field gives `Choice(id, text)`: the id when a suggestion was chosen, else only what was typed – the operation
decides whether free text will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose or typed; `id` is empty for free text."""

    id: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.id or self.text)


@dataclass(frozen=True, slots=True)
class Option:
    """One suggestion: what is sent, what is shown, and what tells it from its namesakes."""

    id: str
    text: str
    detail: str = ""


class Lookup(forms.Widget):
    """The text a person sees, and beside it the id of the suggestion she chose."""

    template_name = "shell/lookup.html"

    def __init__(self, url: str | Promise, *, free_text: bool, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url = url
        self.free_text = free_text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The widget's own values; `value` is a Choice, or None."""
        context = super().get_context(name, None, attrs)
        choice = value if isinstance(value, Choice) else Choice("", str(value or ""))
        return {**context, "choice": choice, "url": self.url, "free_text": self.free_text}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Choice:
        """Both inputs as one value."""
        return Choice(str(data.get(f"{name}_id", "")), str(data.get(name, "")).strip())

    def id_for_label(self, id_: str) -> str:
        return id_


class LookupField(forms.Field):
    """A thing found as you type. `url` answers `?q=` with `suggestions`; see docs/web.md."""

    widget: Lookup

    def __init__(self, *, url: str | Promise, free_text: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=Lookup(url, free_text=free_text), **kwargs)
        self.free_text = free_text

    def clean(self, value: Any) -> Choice | None:
        """The choice; None when left empty and not required."""
        choice: Choice | None = value or None
        super().clean(choice)
        if choice is not None and not choice.id and not self.free_text:
            raise forms.ValidationError(_("Choose one of the suggestions, or register it first."))
        return choice

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial) != bool(data) or (bool(data) and initial != data)


def suggestions(request: HttpRequest, options: Sequence[Option]) -> HttpResponse:
    """The options as the list a lookup field shows."""
    return render(request, "shell/suggestions.html", {"options": options})
