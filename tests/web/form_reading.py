"""The forms of a page as a browser would send them, filled in with something plausible where a person would write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

Values = dict[str, list[Any]]


@dataclass(slots=True)
class PageForm:
    """Where a form goes and what it sends as it is; `empty` are text fields without a value, `files` file fields."""

    action: str
    values: Values = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    choices: Values = field(default_factory=dict)
    lookups: dict[str, str] = field(default_factory=dict)


def post_forms(html: str, address: str) -> Iterator[PageForm]:
    """Every form of the page that changes something."""
    reader = _Reader(address)
    reader.feed(html)
    yield from reader.forms


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, []
        self.form: PageForm | None = None
        self.select = self.textarea = self.lookup = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = PageForm(given.get("action") or self.address)
            self.forms.append(self.form)
        if self.form is None:
            return
        if "data-lookup" in given:
            self.lookup = given["data-lookup"]
        if tag == "input" and given.get("name"):
            self._input(self.form, given)
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select:
            self._option(self.form, given)
        elif tag == "textarea":
            self.textarea = given["name"]
            self.form.values[self.textarea] = [""]
        elif tag == "button" and given.get("name"):
            self.form.values[given["name"]] = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.form is not None and self.textarea:
            self.form.values[self.textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.form is not None:
            self.form.values[self.textarea][0] = self.form.values[self.textarea][0].removeprefix("\n")
            if not self.form.values[self.textarea][0].strip():
                self.form.empty.append(self.textarea)
            self.textarea = ""

    def _input(self, form: PageForm, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if kind in {"checkbox", "radio"}:
            value = given.get("value", "on")
            form.choices.setdefault(name, []).append(value)
            if "checked" in given:
                form.values.setdefault(name, []).append(value)
        elif kind == "file":
            form.files.append(name)
        else:
            form.values[name] = [given.get("value", "")]
            if kind != "hidden" and not given.get("value"):
                form.empty.append(name)
            if kind != "hidden" and self.lookup:
                form.lookups[name], self.lookup = self.lookup, ""

    def _option(self, form: PageForm, given: dict[str, str]) -> None:
        form.choices.setdefault(self.select, []).append(given.get("value", ""))
        if "selected" in given or self.select not in form.values:
            form.values[self.select] = [given.get("value", "")]


def filled(form: PageForm, client: Client, special: dict[str, str]) -> dict[str, Any]:
    """What the form sends once a person has filled it in: `special` by field, else a text, a day, the first choice."""
    sent: dict[str, Any] = {name: values[:] for name, values in form.values.items()}
    for name in form.empty:
        sent[name] = [_written(name)]
    for name, choices in form.choices.items():
        if not any(sent.get(name, [])):
            sent[name] = [next((value for value in choices if value), "")]
    for name, url in form.lookups.items():
        if not sent.get(f"{name}_id", [""])[0]:
            sent[name], sent[f"{name}_id"] = ([text] for text in _suggested(client, url))
    for name in form.files:
        sent[name] = SimpleUploadedFile("lista.csv", b"Partner;Land\nFakultetet i Dublett;Norge\n")
    return sent | {name: [value] for name, value in special.items() if name in sent}


def _suggested(client: Client, url: str) -> tuple[str, str]:
    """The first suggestion, as (text, id)."""
    for letters in ("a", "an", "un", "th"):
        html = client.get(url, {"q": letters}).content.decode()
        found = re.search(r'data-id="([^"]+)"\s+data-text="([^"]+)"', html)
        if found:
            return found[2], found[1]
    return "", ""


def _written(name: str) -> str:
    if name.endswith("_on") or name in {"on", "valid_from", "valid_until", "since", "last_day", "agreed_end"}:
        return timezone.localdate().isoformat()
    if "email" in name:
        return "dubbel@example.org"
    if name in {"count", "amount", "academic_year", "notice_months", "renewal_months", "through"}:
        return ""
    return "Exempel"
