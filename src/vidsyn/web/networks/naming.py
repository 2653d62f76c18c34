"""What the pages of networks share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.partners.queries.finding import network_named
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.web.shell.acting import About
from vidsyn.web.shell.requests import WebRequest

Crumbs = list[tuple[str | Promise, str]]


def list_crumbs() -> Crumbs:
    """Above a network's own page."""
    return [(_("Networks"), reverse("networks:list"))]


def crumbs(network: Any) -> Crumbs:
    """Above a page about something of one network."""
    return [*list_crumbs(), (network.name, page_of(network))]


def page_of(network: Any) -> str:
    """The address of a network's own page."""
    return reverse("networks:detail", args=[network.reference])


def network_to_edit(request: WebRequest, reference: str) -> Any:
    """The network, for somebody who may change it."""
    partner_rights(request.actor).require_edit()
    return network_named(request.actor, reference)


def about(network: Any) -> About:
    """The network as what an act is on."""
    return About(network.name, page_of(network), crumbs(network))
