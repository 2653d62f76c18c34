"""A partner's page: the whole story of one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from vidsyn.collaborations.queries import collaborations_of_partner
from vidsyn.collaborations.vocabulary import Status
from vidsyn.partners.queries import partner_detail, partner_history, partner_story
from vidsyn.web.partners.history import history_of
from vidsyn.web.partners.words import address_of, crumbs, lead, list_crumbs
from vidsyn.web.shell.requests import WebRequest


@dataclass(frozen=True, slots=True)
class CollaborationLine:
    """A collaboration as the partner's page shows it."""

    reference: str
    title: str
    unit: str
    status: Status
    url: str


def detail_page(request: WebRequest, reference: str) -> HttpResponse:
    """Names, identifiers, people, networks, collaborations and agreements of one partner."""
    story = partner_story(request.actor, reference, on=timezone.localdate())
    context = {
        "story": story,
        "partner": story.partner,
        "lead": lead(story),
        "crumbs": list_crumbs(),
        "collaborations": _collaborations(request, story.partner),
        "history_url": reverse("partners:history", args=[story.partner.reference]),
    }
    return render(request, "partners/detail.html", context)


def history_page(request: WebRequest, reference: str) -> HttpResponse:
    """What has happened to a partner, its contacts, its notes and what was merged into it."""
    partner = partner_detail(request.actor, reference)
    return history_of(
        request, partner, lambda wanted: partner_history(request.actor, partner, wanted), crumbs(partner)
    )


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
