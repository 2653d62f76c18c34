"""What belongs to an agreement: parties, people, places, obligations, collaborations; added and taken out."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.queries.finders import party_named
from vidsyn.people.queries.units import unit_list
from vidsyn.web.agreements.forms import PARTNERS
from vidsyn.web.agreements.naming import party_title
from vidsyn.web.agreements.pages import about, story_to_change
from vidsyn.web.partners.naming import linked_to
from vidsyn.web.people.handover import PERSONS, OwnerForm, UnitForm
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.erasing import erase_page as erase
from vidsyn.web.shell.forms import Form, VersionField
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import OptionalReasonForm, ReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text

contact = asking("agreement_contact_add", "agreement")
steering = asking("steering_member_add", "agreement")
owed = asking("obligation_add", "agreement")


class PartyForm(Form):
    """A partner of the register, or a name."""

    partner = LookupField(
        label=_("Party"), help_text=_("Type any name of the organisation."), url=PARTNERS, free_text=True
    )


class LinkForm(Form):
    """Which partner of the register a written name is."""

    partner = LookupField(label=_("Partner in the register"), url=PARTNERS)
    expected_version = VersionField()


class ContactForm(Form):
    """Whom to ask, on which side, about what."""

    side = contact("side", label=_("On which side"), widget=forms.RadioSelect)
    name = contact("name", LookupField, required=True, url=PERSONS, free_text=True)
    email = contact("email", forms.EmailField)
    area = contact("area")
    valid_from = contact("valid_from")
    valid_until = contact("valid_until")


class SteeringForm(Form):
    """A member of the joint steering group."""

    party = forms.ChoiceField(label=_("For which party"))
    name = steering("name")
    role = steering("role")
    valid_from = steering("valid_from")
    valid_until = steering("valid_until")


class ObligationForm(Form):
    """Something that outlives the agreement."""

    text = owed("text", label=_("What is owed"))
    ends_on = owed("ends_on", label=_("Until"))


def party_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more party."""
    return act_page(
        request,
        about(story_to_change(request, reference)),
        PartyForm.of(request),
        _("Add a party"),
        _("Add"),
        lambda data: perform(request, "party_add", agreement=reference, name=data["partner"], **data),
    )


def party_link_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Say which partner of the register a party is."""
    story = story_to_change(request, reference)
    party = party_named(request.actor, str(row))
    form = LinkForm.of(request, initial={"partner": linked_to(party), "expected_version": party.version})
    return act_page(
        request,
        about(story),
        form,
        _("Link the party to the register"),
        _("Link"),
        lambda data: perform(request, "party_link", party=party, **data),
    )


def contact_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more contact person."""
    return act_page(
        request,
        about(story_to_change(request, reference)),
        ContactForm.of(request),
        _("Add a contact person"),
        _("Add"),
        lambda data: perform(
            request, "agreement_contact_add", agreement=reference, person=data["name"], **data
        ),
    )


def steering_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more member of the joint steering group."""
    story = story_to_change(request, reference)
    parties = [(str(p.id), party_title(p.row)) for p in story.parties]
    form = SteeringForm.of(request, among={"party": parties})
    return act_page(
        request,
        about(story),
        form,
        _("Add a member of the steering group"),
        _("Add"),
        lambda data: perform(request, "steering_member_add", **data),
    )


def void_page(request: WebRequest, reference: str) -> HttpResponse:
    """Take out an agreement that was registered by mistake."""
    story = story_to_change(request, reference)
    return act_page(
        request,
        about(story),
        ReasonForm.of(request),
        _("Take out the agreement, registered by mistake"),
        _("Take out"),
        lambda data: perform(request, "agreements_void", agreements=[reference], **data),
        hint=_(
            "For what should never have stood here: a double, a try. An agreement that is over is ended, or "
            "runs out, and stays in the register."
        ),
        message=_("The agreement is taken out. Its history stays."),
        then=reverse("agreements:list"),
    )


def obligation_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more obligation."""
    return act_page(
        request,
        about(story_to_change(request, reference)),
        ObligationForm.of(request),
        _("Add an obligation that outlives the agreement"),
        _("Add"),
        lambda data: perform(request, "obligation_add", agreement=reference, **data),
    )


def owner_page(request: WebRequest, reference: str) -> HttpResponse:
    """Another owner."""
    story = story_to_change(request, reference)
    form = OwnerForm.of(request, initial={"expected_version": story.row.version})
    return act_page(
        request,
        about(story),
        form,
        _("Change the owner"),
        _("Save"),
        lambda data: perform(request, "agreements_assign", agreements=[reference], **data),
    )


def unit_page(request: WebRequest, reference: str) -> HttpResponse:
    """Another owning unit."""
    story = story_to_change(request, reference)
    form = UnitForm.among(request, unit_list(request.actor), story.row.version)
    return act_page(
        request,
        about(story),
        form,
        _("Change the owning unit"),
        _("Save"),
        lambda data: perform(request, "agreements_move", agreements=[reference], **data),
    )


# What one button takes out or closes: the page's title, the operation, what it calls the row, and what is asked.
_CLOSINGS: dict[str, tuple[Text, str, str, type[Form]]] = {
    "party": (_("Take out the party"), "party_remove", "party", OptionalReasonForm),
    "contact": (_("Say that the contact person has left"), "agreement_contact_end", "contact", Form),
    "steering": (
        _("Say that the member has left the steering group"),
        "steering_member_end",
        "member",
        Form,
    ),
    "places": (_("Take out the exchange places"), "places_remove", "places", OptionalReasonForm),
    "obligation": (_("Close the obligation"), "obligation_close", "obligation", OptionalReasonForm),
    "notice": (_("Revoke the notice"), "notice_revoke", "notice", OptionalReasonForm),
    "amendment": (
        _("Take out the amendment, registered by mistake"),
        "amendment_revoke",
        "amendment",
        OptionalReasonForm,
    ),
}
# Whose data are erased: the page's title, the operation, what it calls the row.
_ERASURES: dict[str, tuple[Text, str, str]] = {
    "contact": (_("Erase the contact person"), "agreement_contact_erase", "contact"),
    "steering": (_("Erase the member of the steering group"), "steering_member_erase", "member"),
    "opinion": (_("Erase who was asked for the opinion"), "agreement_reviewer_erase", "opinion"),
}


def close_page(request: WebRequest, reference: str, part: str, row: UUID) -> HttpResponse:
    """Take out or close a part."""
    if part not in _CLOSINGS:
        raise Http404
    title, operation, of, form = _CLOSINGS[part]
    return act_page(
        request,
        about(story_to_change(request, reference)),
        form.of(request),
        title,
        _("Yes, do so"),
        lambda data: perform(request, operation, **{of: row}, **data),
    )


def erase_page(request: WebRequest, reference: str, part: str, row: UUID) -> HttpResponse:
    """Erase a person whom the agreement names."""
    if part not in _ERASURES:
        raise Http404
    title, operation, of = _ERASURES[part]
    return erase(request, about(story_to_change(request, reference)), title, operation, **{of: row})
