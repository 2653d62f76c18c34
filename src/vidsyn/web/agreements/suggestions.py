"""What the fields that find as one types answer."""

from __future__ import annotations

from django.http import HttpResponse

from vidsyn.agreements.queries.choices import frameworks
from vidsyn.agreements.queries.lists import agreements_found
from vidsyn.agreements.queries.rows import AgreementRow
from vidsyn.web.agreements.naming import spoken
from vidsyn.web.collaborations.suggestions import partners
from vidsyn.web.shell.lookups import Option, suggestions
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import label

__all__ = ["agreements", "framework_agreements", "partners"]


def framework_agreements(request: WebRequest) -> HttpResponse:
    """Framework agreements by their words."""
    found = frameworks(request.actor, request.GET.get("q", ""))
    return suggestions(request, [Option(a.reference, a.title, a.number) for a in found])


def agreements(request: WebRequest) -> HttpResponse:
    """Any agreement by its words, told apart by number, partner and status."""
    text = request.GET.get("q", "").strip()
    found = agreements_found(request.actor, text, 10) if text else ()
    options = [
        Option(row.reference, spoken(row.title) or row.number, " · ".join(_detail(row))) for row in found
    ]
    return suggestions(request, options)


def _detail(row: AgreementRow) -> list[str]:
    parties = [spoken(party.words) if party.words else party.name for party in row.parties]
    return [row.number, *parties, label(row.status) if row.status else ""]
