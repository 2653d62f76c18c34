"""What the pages of partners share: where one is, and how a partner is shown in a list of suggestions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.partners.queries.finding import partner_find
from vidsyn.partners.queries.partners import PartnerStory
from vidsyn.partners.queries.search import PartnerHit
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.web.shell.acting import About
from vidsyn.web.shell.addresses import known_address
from vidsyn.web.shell.lookups import Choice, Option
from vidsyn.wording.countries import country_choices, country_name
from vidsyn.wording.labels import choices

Crumbs = list[tuple[str | Promise, str]]


def list_crumbs() -> Crumbs:
    """Above a partner's own page."""
    return [(_("Partners"), reverse("partners:list"))]


def crumbs(partner: Any) -> Crumbs:
    """Above a page about something of one partner."""
    return [*list_crumbs(), (partner.name, page_of(partner))]


def page_of(partner: Any) -> str:
    """The address of a partner's own page."""
    return known_address("partners:detail", (partner.reference,))


def partner_called(viewer: Actor) -> Callable[[str], str]:
    """What a reference in an address stands for."""

    def called(reference: str) -> str:
        partner = partner_find(viewer, reference)
        return partner.name if partner else reference

    return called


def option(hit: PartnerHit) -> Option:
    """A partner found as one types: what tells it from its namesakes beside its name."""
    partner = hit.partner
    parts = [hit.found_by, partner.city, country(partner.country), partner.reference]
    return Option(partner.reference, partner.name, " · ".join(part for part in parts if part))


def chosen(partner: Any) -> Choice | None:
    """A partner as the value of a lookup field."""
    return Choice(partner.reference, partner.name) if partner else None


def linked_to(row: Any) -> Choice:
    """The partner that a row names, where it is linked to one; else the name as written."""
    return chosen(row.partner) or Choice("", row.name)


def country(code: str) -> str:
    """A country in the page's language; "" for none."""
    return country_name(code, here.language()) if code else ""


def countries() -> list[tuple[str, Any]]:
    """Every country as choices of a form, with an empty one first."""
    return [("", "–"), *country_choices(here.language())]


def kinds() -> list[tuple[str, Any]]:
    """Kinds of organisation as choices of a form."""
    return choices(PartnerKind)


def lead(story: PartnerStory) -> str:
    """The line under a partner's name."""
    partner = story.partner
    parts = [partner.city, country(partner.country), partner.reference]
    return " · ".join(part for part in parts if part)


def about(partner: Any) -> About:
    """The partner as what an act is on."""
    return About(partner.name, page_of(partner), crumbs(partner))
