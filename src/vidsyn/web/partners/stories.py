"""A partner's page: the whole story of one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vidsyn import here
from vidsyn.agreements.queries.ends import end_written
from vidsyn.agreements.queries.lists import agreements_of_partner
from vidsyn.agreements.vocabulary import Status as AgreementStatus
from vidsyn.collaborations.queries.lists import collaborations_with
from vidsyn.collaborations.vocabulary import Status
from vidsyn.partners.queries.finding import partner_named
from vidsyn.partners.queries.history import partner_history
from vidsyn.partners.queries.partners import partner_story
from vidsyn.web.partners.history import history_of
from vidsyn.web.partners.naming import crumbs, lead, list_crumbs
from vidsyn.web.shell.addresses import page_of
from vidsyn.web.shell.requests import WebRequest


@dataclass(frozen=True, slots=True)
class CollaborationLine:
    """A collaboration as the partner's page shows it."""

    reference: str
    title: str
    unit: str
    status: Status
    url: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement as the partner's page shows it, as it stands today."""

    number: str
    title: str
    kind: str
    until: str
    status: AgreementStatus | None
    url: str


def detail_page(request: WebRequest, reference: str) -> HttpResponse:
    """Names, identifiers, people, networks, collaborations and agreements of one partner."""
    story = partner_story(request.actor, reference, on=here.today())
    context = {
        "story": story,
        "partner": story.partner,
        "lead": lead(story),
        "crumbs": list_crumbs(),
        "collaborations": _collaborations(request, story.partner),
        "agreements": _agreements(request, story.partner),
        "history_url": reverse("partners:history", args=[story.partner.reference]),
    }
    return render(request, "partners/detail.html", context)


def history_page(request: WebRequest, reference: str) -> HttpResponse:
    """What has happened to a partner, its contacts, its notes and what was merged into it."""
    partner = partner_named(request.actor, reference)
    return history_of(
        request, partner, lambda wanted: partner_history(request.actor, partner, wanted), crumbs(partner)
    )


def _agreements(request: WebRequest, partner: Any) -> list[AgreementLine]:
    language = here.language()
    return [
        AgreementLine(
            row.register_number or row.reference,
            row.title.spoken(language) or row.kind_words.spoken(language),
            row.kind_words.spoken(language),
            end_written(row),
            row.status,
            page_of("agreement", row.reference) or "",
        )
        for row in agreements_of_partner(request.actor, partner)
    ]


def _collaborations(request: WebRequest, partner: Any) -> list[CollaborationLine]:
    language = here.language()
    return [
        CollaborationLine(
            row.reference,
            row.title.spoken(language),
            row.unit.spoken(language),
            row.status,
            page_of("collaboration", row.reference) or "",
        )
        for row in collaborations_with(request.actor, partner)
    ]
