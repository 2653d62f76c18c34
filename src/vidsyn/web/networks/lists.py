"""The list of networks, and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.partners.queries.finding import network_named
from vidsyn.partners.queries.history import network_history
from vidsyn.partners.queries.networks import network_list, network_story, reviews_due
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.web.networks.naming import crumbs, list_crumbs
from vidsyn.web.partners.history import history_of
from vidsyn.web.shell.exports import exported
from vidsyn.web.shell.filters import Choice, Filters, Search
from vidsyn.web.shell.requests import WebRequest

_STATE = Choice("closed", _("State"), [("yes", _("Closed"))], everything=_("Active"))


def list_page(request: WebRequest) -> HttpResponse:
    """Networks, narrowed by what stands in the address."""
    today = here.today()
    text, closed = request.GET.get("q", "")[:200], request.GET.get("closed") == "yes"
    networks = network_list(request.actor, text, on=today, closed=closed)
    context = {
        "networks": networks,
        "due": reviews_due(request.actor, until=today),
        "filters": Filters(request.GET, (Search(_("Name")), _STATE)),
        "today": today,
        "rights": partner_rights(request.actor),
    }
    return render(request, "networks/list.html", context)


def detail_page(request: WebRequest, reference: str) -> HttpResponse:
    """Members, representatives, money and the question whether to stay, of one network."""
    today = here.today()
    story = network_story(request.actor, reference, on=today)
    network = story.network
    context = {
        "story": story,
        "network": network,
        "may_edit": story.may_edit and network.active,
        "today": today,
        "lead": " · ".join(
            part for part in (network.acronym, network.reference) if part and part != network.name
        ),
        "crumbs": list_crumbs(),
        "history_url": reverse("networks:history", args=[network.reference]),
    }
    return render(request, "networks/detail.html", context)


def history_page(request: WebRequest, reference: str) -> HttpResponse:
    """What has happened to a network and its parts."""
    network = network_named(request.actor, reference)
    return history_of(
        request, network, lambda wanted: network_history(request.actor, network, wanted), crumbs(network)
    )


@exported("networks")
def _exported(request: WebRequest) -> dict[str, Any]:
    closed = request.GET.get("closed") == "yes"
    return {"text": request.GET.get("q", ""), "on": here.today(), "closed": closed}
