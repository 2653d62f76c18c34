"""The rules that say with which coordinator a department's request lands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements import operations
from vidsyn.agreements.queries import request_route_named, request_routes
from vidsyn.collaborations.queries import partner_detail
from vidsyn.people import access
from vidsyn.people.queries import person_detail, unit_detail, unit_list
from vidsyn.people.vocabulary import Needed
from vidsyn.web.agreements.forms import PARTNERS
from vidsyn.web.people.handover import PERSONS
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_choices


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
        countries = country_choices(get_language() or "sv")
        self.fields["unit"].choices = [("", _("Any")), *units]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", _("Any")), *countries]  # type: ignore[attr-defined]


class RemoveForm(Form):
    """Why the rule goes."""

    reason = forms.CharField(label=_("Reason"), required=False)


def routes_page(request: WebRequest) -> HttpResponse:
    """The rules, as they are tried."""
    _require_office(request)
    context = {"routes": request_routes(request.actor), "crumbs": [settings_crumb()]}
    return render(request, "agreements/routes.html", context)


def route_new(request: WebRequest) -> HttpResponse:
    """Set a rule; one with the same conditions gets another coordinator."""
    _require_office(request)
    units = [(unit.code, str(unit)) for unit in unit_list(request.actor)]

    def act(data: dict[str, Any]) -> Any:
        partner = data["partner"]
        return operations.request_route_set(
            coordinator=person_detail(request.actor, data["coordinator"].id),
            unit=unit_detail(request.actor, data["unit"]) if data["unit"] else None,
            partner=partner_detail(request.actor, partner.id) if partner else None,
            country=data["country"],
            actor=request.actor,
        )

    form = RouteForm.of(request, units=units)
    return _page(request, form, act, _("New routing rule"), _("Set the rule"), _("The rule is set."))


def route_remove(request: WebRequest, row: UUID) -> HttpResponse:
    """Take a rule out."""
    _require_office(request)
    route = request_route_named(request.actor, str(row))

    def act(data: dict[str, Any]) -> Any:
        return operations.request_route_remove(route=route, reason=data["reason"], actor=request.actor)

    title = _("Take out the routing rule")
    return _page(request, RemoveForm.of(request), act, title, _("Take out"), _("The rule is taken out."))


def _require_office(request: WebRequest) -> None:
    access.require(request.actor.is_office, needed=Needed.OFFICE)


def _page(
    request: WebRequest, form: Form, act: Any, title: object, submit: object, message: Any
) -> HttpResponse:
    back = reverse("agreement_settings:routes")
    return form_page(
        request,
        form=form,
        template="shell/form_page.html",
        act=act,
        then=lambda _done: back,
        message=message,
        context={
            "title": title,
            "submit": submit,
            "cancel": back,
            "crumbs": [settings_crumb(), (_("Routing of requests"), back)],
        },
    )
