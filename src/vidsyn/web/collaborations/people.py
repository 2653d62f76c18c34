"""Partners and people in a collaboration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.collaborations.queries.finders import collaboration_partner_named
from vidsyn.web.collaborations.naming import about
from vidsyn.web.collaborations.pages import story_to_change
from vidsyn.web.collaborations.registering import PARTNERS
from vidsyn.web.partners.naming import linked_to
from vidsyn.web.people.handover import PERSONS, OwnerForm
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.erasing import erase_page
from vidsyn.web.shell.forms import Form, VersionField
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import OptionalReasonForm
from vidsyn.web.shell.requests import WebRequest

ask = asking("collaboration_responsible_add", "collaboration")


class PartnerForm(Form):
    """A partner of the register, or a name."""

    partner = LookupField(
        label=_("Partner"), help_text=_("Type any name of the organisation."), url=PARTNERS, free_text=True
    )


class LinkForm(Form):
    """Which partner of the register a written name is."""

    partner = LookupField(label=_("Partner in the register"), url=PARTNERS)
    reason = forms.CharField(label=_("How do you know?"), required=False)
    expected_version = VersionField()


class OursForm(Form):
    """A colleague, and what she does in it."""

    person = LookupField(label=_("Colleague"), url=PERSONS)
    task = ask("task")


class TheirsForm(Form):
    """Somebody at a partner. Only what is needed to reach her."""

    collaboration_partner = forms.ChoiceField(label=_("At which partner"))
    name = ask("name", required=True)
    email = ask("email", forms.EmailField)
    task = ask("task")


def partner_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more partner."""
    return _page(
        request,
        reference,
        PartnerForm.of(request),
        _("Add a partner"),
        _("Add"),
        lambda data: perform(
            request, "collaboration_partner_add", collaboration=reference, name=data["partner"], **data
        ),
    )


def partner_link_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Say which partner of the register a written name is."""
    named = collaboration_partner_named(request.actor, str(row))
    return _page(
        request,
        reference,
        LinkForm.of(request, initial={"partner": linked_to(named), "expected_version": named.version}),
        _("Link “%(name)s” to the register") % {"name": named.name},
        _("Link"),
        lambda data: perform(request, "collaboration_link_partner", collaboration_partner=named, **data),
    )


def partner_remove_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Take a partner out."""
    named = collaboration_partner_named(request.actor, str(row))
    return _page(
        request,
        reference,
        OptionalReasonForm.of(request),
        _("Take out “%(name)s”") % {"name": named.name},
        _("Take out"),
        lambda data: perform(request, "collaboration_partner_remove", collaboration_partner=named, **data),
    )


def owner_page(request: WebRequest, reference: str) -> HttpResponse:
    """Another owner."""
    row = story_to_change(request, reference).row
    return act_page(
        request,
        about(row),
        OwnerForm.of(request, initial={"expected_version": row.version}),
        _("Change the owner"),
        _("Save"),
        lambda data: perform(request, "collaborations_assign", collaborations=[reference], **data),
    )


def ours_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """Name a colleague responsible."""
    return _page(
        request,
        reference,
        OursForm.of(request),
        _("Name a colleague responsible"),
        _("Add"),
        lambda data: perform(request, "collaboration_responsible_add", collaboration=reference, **data),
    )


def theirs_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """Name somebody at a partner responsible."""
    partners = [(str(p.id), p.written) for p in story_to_change(request, reference).partners]
    form = TheirsForm.of(request, among={"collaboration_partner": partners})
    return _page(
        request,
        reference,
        form,
        _("Name somebody at a partner responsible"),
        _("Add"),
        lambda data: perform(request, "collaboration_responsible_add", collaboration=reference, **data),
    )


def responsible_remove_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Somebody is no longer responsible."""
    story_to_change(request, reference)
    return _page(
        request,
        reference,
        OptionalReasonForm.of(request),
        _("Remove the responsible person"),
        _("Remove"),
        lambda data: perform(request, "collaboration_responsible_remove", responsible=row, **data),
    )


def responsible_erase_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Erase somebody named at a partner."""
    story = story_to_change(request, reference)
    title = _("Erase the responsible person")
    return erase_page(request, about(story.row), title, "collaboration_responsible_erase", responsible=row)


def _page(
    request: WebRequest,
    reference: str,
    form: Form,
    title: str | Promise,
    button: str | Promise,
    act: Callable[[dict[str, Any]], Any],
    **beside: Any,
) -> HttpResponse:
    return act_page(
        request, about(story_to_change(request, reference).row), form, title, button, act, **beside
    )
