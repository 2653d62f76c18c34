"""Colleagues, found as one types."""

from __future__ import annotations

from django.http import HttpResponse

from vidsyn.people.queries.persons import person_list
from vidsyn.web.shell.lookups import Option, suggestions
from vidsyn.web.shell.requests import WebRequest


def persons(request: WebRequest) -> HttpResponse:
    """Colleagues with their unit."""
    text = request.GET.get("q", "").strip()
    found = person_list(request.actor, text=text)[:10] if text else []
    return suggestions(
        request, [Option(str(p.pk), p.name, str(p.unit) if p.unit else p.email) for p in found]
    )
