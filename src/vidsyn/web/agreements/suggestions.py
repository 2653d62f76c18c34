"""What the fields that find as one types answer."""

from __future__ import annotations

from django.http import HttpResponse

from vidsyn.agreements.queries import frameworks
from vidsyn.web.collaborations.suggestions import partners, persons
from vidsyn.web.shell.lookups import Option, suggestions
from vidsyn.web.shell.requests import WebRequest

__all__ = ["framework_agreements", "partners", "persons"]


def framework_agreements(request: WebRequest) -> HttpResponse:
    """Framework agreements by their words."""
    found = frameworks(request.actor, request.GET.get("q", ""))
    return suggestions(request, [Option(a.reference, a.title, a.number) for a in found])
