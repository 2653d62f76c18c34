"""A partner's page: the whole story of one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from vidsyn.collaborations.queries import collaborations_of_partner
from vidsyn.collaborations.vocabulary import Status
from vidsyn.partners.queries import partner_detail, partner_history, partner_story
from vidsyn.people.queries import names_in
from vidsyn.plumbing.history_reading import Wanted
from vidsyn.web.partners.words import address_of, lead, list_crumbs
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.history import readable

HISTORY = 20


@dataclass(frozen=True, slots=True)
class CollaborationLine:
    """A collaboration as the partner's page shows it."""

    reference: str
    title: str
    unit: str
    status: Status
    url: str


def detail_page(request: WebRequest, reference: str) -> HttpResponse:
    """Names, identifiers, people, networks, collaborations, agreements and history of one partner."""
    partner = partner_detail(request.actor, reference)
    story = partner_story(request.actor, partner, on=timezone.localdate())
    limit = 500 if request.GET.get("history") == "all" else HISTORY
    lines = partner_history(request.actor, partner, Wanted(limit=limit + 1))
    context = {
        "story": story,
        "partner": story.partner,
        "lead": lead(story),
        "crumbs": list_crumbs(),
        "collaborations": _collaborations(request, story.partner),
        "lines": readable(lines[:limit], names_in(request.actor, lines[:limit])),
        "more": "?history=all#history" if len(lines) > limit else "",
    }
    return render(request, "partners/detail.html", context)


def _collaborations(request: WebRequest, partner: Any) -> list[CollaborationLine]:
    language = get_language() or "sv"
    return [
        CollaborationLine(
            row.reference,
            row.title.spoken(language),
            row.unit.spoken(language),
            row.status,
            address_of("collaborations:detail", row.reference),
        )
        for row in collaborations_of_partner(request.actor, partner)
    ]
