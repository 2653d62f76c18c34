"""Asking for an agreement."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.collaborations.queries.choices import registrable_units
from vidsyn.collaborations.queries.stories import collaboration_story
from vidsyn.web.agreements.forms import RequestForm
from vidsyn.web.agreements.naming import crumbs, spoken
from vidsyn.web.shell.forms import form_page
from vidsyn.web.shell.lookups import Choice
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest


def request_page(request: WebRequest) -> HttpResponse:
    """The form; afterwards the agreement's own page, which says with whom it landed."""
    units = registrable_units(request.actor)
    own = next((unit.code for unit in units if unit.path == request.actor.unit_path), "")
    return form_page(
        request,
        form=RequestForm.of(
            request,
            initial={"unit": own, "kind": request.GET.get("kind", ""), **_beside(request)},
            among={"unit": [(unit.code, str(unit)) for unit in units]},
        ),
        template="agreements/request.html",
        act=lambda data: perform(request, "agreement_request", partner_name=data["partner"], **data),
        then=lambda made: reverse("agreements:detail", args=[made.reference]),
        message=_landed,
        context={"crumbs": crumbs(), "may_request": bool(units)},
    )


def _beside(request: WebRequest) -> dict[str, Any]:
    """What the address says it is asked for: a collaboration, with its partner, unit and purpose; a framework."""
    found: dict[str, Any] = {}
    if name := request.GET.get("collaboration", ""):
        story = collaboration_story(request.actor, name, here.today())
        partner = next(iter(story.partners))
        found = {
            "collaboration": Choice(story.row.reference, spoken(story.row.title)),
            "partner": Choice(
                partner.reference or "", spoken(partner.words) if partner.words else partner.written
            ),
            "unit": story.unit_code,
            "purpose": story.purpose_text,
        }
    if name := request.GET.get("framework", ""):
        row = agreement_story(request.actor, name, on=here.today()).row
        found["framework"] = Choice(row.reference, spoken(row.title))
    return found


def _landed(made: Any) -> str:
    name = made.owner.name if made.owner else _("the international office")
    return _("The request has been sent to %(name)s.") % {"name": name}
