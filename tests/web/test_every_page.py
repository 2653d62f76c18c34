"""What holds for every template and every answer: nothing inline, nothing unescaped, a strict policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import vidsyn.web
from vidsyn.people.models import Person

WEB = Path(vidsyn.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
INLINE = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "a script of its own": r"<script\b(?![^>]*\bsrc=)",
    "an event attribute": r"<[^>]*\son\w+\s*=",
    "an address that is a script": r"javascript:",
    "htmx evaluating text": r"\bhx-(on|vals=[\"']js:|vars)\b",
}
SILENT = {
    # cotton drops such an attribute without a word; write title="{{ thing|filter }}"
    "a filter in an attribute that takes the thing itself": r"<c-[^>]*\s:[\w-]+=\"[^\"{]*\|",
}
UNESCAPED = {
    "a component's attributes as they are": r"{{\s*attrs\b",
    "text marked as safe": r"\|\s*safe\b|{%\s*autoescape\s+off",
}


@pytest.mark.parametrize("fault", [*INLINE, *UNESCAPED, *SILENT])
def test_no_template_has(fault: str) -> None:
    pattern = re.compile((INLINE | UNESCAPED | SILENT)[fault], re.IGNORECASE)
    found = [
        f"{path.relative_to(WEB)}: {match[0]}"
        for path in TEMPLATES
        for match in pattern.finditer(path.read_text())
    ]
    assert not found


def test_every_template_is_under_its_size() -> None:
    long = {str(path.relative_to(WEB)): len(path.read_text().splitlines()) for path in TEMPLATES}
    assert not {name: lines for name, lines in long.items() if lines > 150}


def test_colours_come_from_the_theme() -> None:
    written = [
        f"{path.name}: {match[0]}"
        for path in (WEB / "static" / "vidsyn").glob("*.css")
        for match in re.finditer(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text(), re.IGNORECASE)
    ]
    assert not written


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/about/", "/settings/", "/no-such-page/"])
def test_the_policy_allows_nothing_inline_and_nobody_else(client: Client, address: str) -> None:
    client.force_login(Person.objects.create(email="k@example.org", name="K"))
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
    assert not re.search(r"unsafe|https?:|\*", answer.headers["Content-Security-Policy"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
