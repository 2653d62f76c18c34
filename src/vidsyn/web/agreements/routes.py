"""The rules that say with which coordinator a department's request lands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements.queries.finders import request_route_named
from vidsyn.agreements.queries.rounds import request_routes
from vidsyn.people.queries.units import unit_list
from vidsyn.web.agreements.forms import PARTNERS
from vidsyn.web.agreements.setting import Listed, require_office, setting_page
from vidsyn.web.people.handover import PERSONS
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import OptionalReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_choices

ROUTES = Listed(_("Routing of requests"), "agreement_settings:routes")


class RouteForm(Form):
    """Which requests, and to whom they go."""

    unit = forms.ChoiceField(
        label=_("Requests from the unit"), help_text=_("Units under it count too."), required=False
    )
    partner = LookupField(label=_("Requests about the partner"), url=PARTNERS, required=False)
    country = forms.ChoiceField(label=_("Requests about partners in the country"), required=False)
    coordinator = LookupField(label=_("Go to"), help_text=_("A colleague's name."), url=PERSONS)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = country_choices(here.language())
        self.fields["unit"].choices = [("", _("Any")), *units]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", _("Any")), *countries]  # type: ignore[attr-defined]


def routes_page(request: WebRequest) -> HttpResponse:
    """The rules, as they are tried."""
    require_office(request)
    context = {"routes": request_routes(request.actor), "crumbs": [settings_crumb()]}
    return render(request, "agreements/routes.html", context)


def route_new(request: WebRequest) -> HttpResponse:
    """Set a rule; one with the same conditions gets another coordinator."""
    require_office(request)
    units = [(unit.code, str(unit)) for unit in unit_list(request.actor)]
    return setting_page(
        request,
        ROUTES,
        RouteForm.of(request, units=units),
        lambda data: perform(request, "request_route_set", **data),
        title=_("New routing rule"),
        submit=_("Set the rule"),
        message=_("The rule is set."),
    )


def route_remove(request: WebRequest, row: UUID) -> HttpResponse:
    """Take a rule out."""
    require_office(request)
    route = request_route_named(request.actor, str(row))

    return setting_page(
        request,
        ROUTES,
        OptionalReasonForm.of(request),
        lambda data: perform(request, "request_route_remove", route=route, **data),
        title=_("Take out the routing rule"),
        submit=_("Take out"),
        message=_("The rule is taken out."),
        of=_("Requests go to %(name)s no longer by this rule.") % {"name": route.coordinator.name},
    )
