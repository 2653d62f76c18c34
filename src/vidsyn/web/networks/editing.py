"""Registering a network, changing what is known of it, closing it."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.web.networks.naming import about, list_crumbs, network_to_edit, page_of
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import DateField, Form, VersionField, form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

ask = asking("network_register", "network")


class NetworkForm(Form):
    """What is known of a network."""

    name_sv = ask("name_sv")
    name_en = ask("name_en")
    acronym = ask("acronym")
    kind = ask("kind", required=True)
    website = ask("website")
    purpose_sv = ask("purpose_sv")
    purpose_en = ask("purpose_en")
    member_since = ask("member_since")
    member_until = ask("member_until")


class EditForm(NetworkForm):
    """The same for one that exists."""

    reason = forms.CharField(label=_("Reason for the change"), required=False)
    expected_version = VersionField()


class CloseForm(Form):
    """Why, and the last day of membership."""

    reason = forms.CharField(label=_("Reason"))
    on = DateField(label=_("Our last day as a member"), required=False)
    expected_version = VersionField()


def new_page(request: WebRequest) -> HttpResponse:
    """Register a network."""
    partner_rights(request.actor).require_edit()
    return form_page(
        request,
        form=NetworkForm.of(request),
        template="shell/form_page.html",
        act=lambda data: perform(request, "network_register", **data),
        then=page_of,
        message=_("The network is registered."),
        context={
            "title": _("Register a network"),
            "crumbs": list_crumbs(),
            "submit": _("Register a network"),
            "cancel": reverse("networks:list"),
        },
    )


def edit_page(request: WebRequest, reference: str) -> HttpResponse:
    """Change what is known of a network."""
    network = network_to_edit(request, reference)
    initial = {name: getattr(network, name) for name in NetworkForm.base_fields}
    form = EditForm.of(request, initial=initial | {"expected_version": network.version})
    return act_page(
        request,
        about(network),
        form,
        _("Change the network"),
        _("Save"),
        lambda data: perform(request, "network_update", network=network, **data),
    )


def close_page(request: WebRequest, reference: str) -> HttpResponse:
    """Close a network that has ended or that the university has left."""
    network = network_to_edit(request, reference)
    initial = {"on": here.today(), "expected_version": network.version}
    return act_page(
        request,
        about(network),
        CloseForm.of(request, initial=initial),
        _("Close the network"),
        _("Close"),
        lambda data: perform(request, "network_close", network=network, **data),
        hint=_("For a network that has ended or that the university has left."),
    )
