"""What the fields that find as one types answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from vidsyn import here
from vidsyn.collaborations.queries.choices import subject_search
from vidsyn.collaborations.queries.lists import collaborations_found
from vidsyn.partners.queries.search import partner_search
from vidsyn.web.collaborations.naming import spoken
from vidsyn.web.shell.lookups import Option, suggestions
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_name


def partners(request: WebRequest) -> HttpResponse:
    """Partners of the register, with the name they were found by and where they are."""
    hits = partner_search(request.actor, request.GET.get("q", ""))
    return suggestions(
        request,
        [
            Option(
                hit.partner.reference,
                hit.partner.name,
                " · ".join(filter(None, (hit.found_by, hit.partner.city, _country(hit.partner.country)))),
            )
            for hit in hits
        ],
    )


def collaborations(request: WebRequest) -> HttpResponse:
    """Collaborations by any of their words, with their partners."""
    text = request.GET.get("q", "").strip()
    found = collaborations_found(request.actor, text, 10) if text else ()
    options = [
        Option(
            row.reference,
            spoken(row.title) or row.reference,
            " · ".join([row.reference, *(spoken(p.words) if p.words else p.written for p in row.partners)]),
        )
        for row in found
    ]
    return suggestions(request, options)


def subjects(request: HttpRequest) -> HttpResponse:
    """Research subjects with their code."""
    found = subject_search(request.GET.get("q", ""))
    return suggestions(request, [Option(s.code, spoken(s.words), s.code) for s in found])


def _country(code: str) -> str:
    return country_name(code, here.language()) if code else ""
