"""What belongs to an agreement: parties, people, places, obligations, collaborations; added and taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements import operations
from vidsyn.agreements.queries import (
    agreement_named,
    amendment_named,
    contact_person_named,
    notice_named,
    obligation_named,
    party_named,
    places_named,
    steering_member_named,
)
from vidsyn.agreements.vocabulary import Side
from vidsyn.collaborations.queries import partner_detail
from vidsyn.people.queries import person_detail, unit_detail, unit_list
from vidsyn.web.agreements.forms import PARTNERS
from vidsyn.web.agreements.pages import about, story_to_change
from vidsyn.web.agreements.words import party_title
from vidsyn.web.partners.words import linked_to
from vidsyn.web.people.handover import PERSONS, OwnerForm, UnitForm, looked_at
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.erasing import HINT, EraseForm
from vidsyn.web.shell.forms import DateField, Form, TextArea, VersionField
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import choices

Data = dict[str, Any]


class PartyForm(Form):
    """A partner of the register, or a name."""

    partner = LookupField(
        label=_("Party"), help_text=_("Type any name of the organisation."), url=PARTNERS, free_text=True
    )


class LinkForm(Form):
    """Which partner of the register a written name is."""

    partner = LookupField(label=_("Partner in the register"), url=PARTNERS)
    expected_version = VersionField()


class WhyForm(Form):
    """Why something goes."""

    reason = TextArea(label=_("Reason"), rows=2, required=False)


class NeededReasonForm(Form):
    """Why, which must be said."""

    reason = TextArea(label=_("Reason"), rows=2)


class ContactForm(Form):
    """Whom to ask, on which side, about what."""

    side = forms.ChoiceField(
        label=_("On which side"), choices=lambda: choices(Side), widget=forms.RadioSelect
    )
    name = LookupField(label=_("Name"), url=PERSONS, free_text=True)
    email = forms.EmailField(label=_("E-mail"), required=False)
    area = forms.CharField(label=_("Area"), max_length=120, required=False)
    valid_from = DateField(label=_("From"), required=False)
    valid_until = DateField(label=_("Through"), required=False)


class SteeringForm(Form):
    """A member of the joint steering group."""

    party = forms.ChoiceField(label=_("For which party"))
    name = forms.CharField(label=_("Name"), max_length=150)
    role = forms.CharField(label=_("Position"), max_length=120, required=False)
    valid_from = DateField(label=_("From"), required=False)
    valid_until = DateField(label=_("Through"), required=False)


class ObligationForm(Form):
    """Something that outlives the agreement."""

    text = forms.CharField(label=_("What is owed"), max_length=300)
    ends_on = DateField(label=_("Until"))


def party_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more party."""

    def act(data: Data) -> Any:
        chosen = data["partner"]
        return operations.party_add(
            agreement=agreement_named(request.actor, reference),
            partner=partner_detail(request.actor, chosen.id) if chosen.id else None,
            name=chosen.text,
            actor=request.actor,
        )

    story = story_to_change(request, reference)
    return act_page(request, about(story), PartyForm.of(request), _("Add a party"), _("Add"), act)


def party_link_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Say which partner of the register a party is."""

    def act(data: Data) -> Any:
        return operations.party_link(
            party=party_named(request.actor, str(row)),
            partner=partner_detail(request.actor, data["partner"].id),
            expected_version=data["expected_version"],
            actor=request.actor,
        )

    story = story_to_change(request, reference)
    party = party_named(request.actor, str(row))
    form = LinkForm.of(request, initial={"partner": linked_to(party), "expected_version": party.version})
    return act_page(request, about(story), form, _("Link the party to the register"), _("Link"), act)


def contact_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more contact person."""

    def act(data: Data) -> Any:
        chosen = data.pop("name")
        return operations.agreement_contact_add(
            agreement=agreement_named(request.actor, reference),
            person=person_detail(request.actor, chosen.id) if chosen.id else None,
            name=chosen.text,
            actor=request.actor,
            **{**data, "side": Side(data["side"])},
        )

    story = story_to_change(request, reference)
    return act_page(request, about(story), ContactForm.of(request), _("Add a contact person"), _("Add"), act)


def steering_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more member of the joint steering group."""
    story = story_to_change(request, reference)
    form = SteeringForm.of(request)
    form.fields["party"].choices = [(str(p.id), party_title(p.row)) for p in story.parties]  # type: ignore[attr-defined]

    def act(data: Data) -> Any:
        party = party_named(request.actor, data.pop("party"))
        return operations.steering_member_add(party=party, actor=request.actor, **data)

    return act_page(request, about(story), form, _("Add a member of the steering group"), _("Add"), act)


def void_page(request: WebRequest, reference: str) -> HttpResponse:
    """Take out an agreement that was registered by mistake."""
    story = story_to_change(request, reference)
    return act_page(
        request,
        about(story),
        NeededReasonForm.of(request),
        _("Take out the agreement, registered by mistake"),
        _("Take out"),
        lambda data: operations.agreements_void(
            agreements=(agreement_named(request.actor, reference),), actor=request.actor, **data
        ),
        hint=_(
            "For what should never have stood here: a double, a try. An agreement that is over is ended, or "
            "runs out, and stays in the register."
        ),
        message=_("The agreement is taken out. Its history stays."),
        then=reverse("agreements:list"),
    )


def obligation_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """One more obligation."""

    def act(data: Data) -> Any:
        agreement = agreement_named(request.actor, reference)
        return operations.obligation_add(agreement=agreement, actor=request.actor, **data)

    story = story_to_change(request, reference)
    title = _("Add an obligation that outlives the agreement")
    return act_page(request, about(story), ObligationForm.of(request), title, _("Add"), act)


def owner_page(request: WebRequest, reference: str) -> HttpResponse:
    """Another owner."""

    def act(data: Data) -> Any:
        return operations.agreements_assign(
            agreements=(agreement_named(request.actor, reference),),
            owner=person_detail(request.actor, data["owner"].id),
            reason=data["reason"],
            expected_versions=looked_at(data),
            actor=request.actor,
        )

    story = story_to_change(request, reference)
    form = OwnerForm.of(request, initial={"expected_version": story.row.version})
    return act_page(request, about(story), form, _("Change the owner"), _("Save"), act)


def unit_page(request: WebRequest, reference: str) -> HttpResponse:
    """Another owning unit."""
    story = story_to_change(request, reference)
    form = UnitForm.among(request, unit_list(request.actor), story.row.version)

    def act(data: Data) -> Any:
        return operations.agreements_move(
            agreements=(agreement_named(request.actor, reference),),
            unit=unit_detail(request.actor, data["unit"]),
            reason=data["reason"],
            expected_versions=looked_at(data),
            actor=request.actor,
        )

    return act_page(request, about(story), form, _("Change the owning unit"), _("Save"), act)


# What one button and a reason take out or close: the page's title, and the act on the row's id.
_CLOSINGS: dict[str, tuple[Any, Any]] = {
    "party": (
        _("Take out the party"),
        lambda actor, row, reason: operations.party_remove(
            party=party_named(actor, row), reason=reason, actor=actor
        ),
    ),
    "contact": (
        _("Say that the contact person has left"),
        lambda actor, row, _reason: operations.agreement_contact_end(
            contact=contact_person_named(actor, row), actor=actor
        ),
    ),
    "steering": (
        _("Say that the member has left the steering group"),
        lambda actor, row, _reason: operations.steering_member_end(
            member=steering_member_named(actor, row), actor=actor
        ),
    ),
    "places": (
        _("Take out the exchange places"),
        lambda actor, row, reason: operations.places_remove(
            places=places_named(actor, row), reason=reason, actor=actor
        ),
    ),
    "obligation": (
        _("Close the obligation"),
        lambda actor, row, reason: operations.obligation_close(
            obligation=obligation_named(actor, row), reason=reason, actor=actor
        ),
    ),
    "notice": (
        _("Revoke the notice"),
        lambda actor, row, reason: operations.notice_revoke(
            notice=notice_named(actor, row), reason=reason, actor=actor
        ),
    ),
    "amendment": (
        _("Take out the amendment, registered by mistake"),
        lambda actor, row, reason: operations.amendment_revoke(
            amendment=amendment_named(actor, row), reason=reason, actor=actor
        ),
    ),
}


def close_page(request: WebRequest, reference: str, part: str, row: UUID) -> HttpResponse:
    """Take out or close a part."""
    if part not in _CLOSINGS:
        raise Http404
    title, closing = _CLOSINGS[part]
    story = story_to_change(request, reference)

    def act(data: Data) -> Any:
        return closing(request.actor, str(row), data["reason"])

    return act_page(request, about(story), WhyForm.of(request), title, _("Yes, do so"), act)


# Whose data are erased: the page's title, the operation and what finds the row.
_ERASURES: dict[str, tuple[Any, Any]] = {
    "contact": (
        _("Erase the contact person"),
        lambda actor, row, data: operations.agreement_contact_erase(
            contact=contact_person_named(actor, row), actor=actor, **data
        ),
    ),
    "steering": (
        _("Erase the member of the steering group"),
        lambda actor, row, data: operations.steering_member_erase(
            member=steering_member_named(actor, row), actor=actor, **data
        ),
    ),
}


def erase_page(request: WebRequest, reference: str, part: str, row: UUID) -> HttpResponse:
    """Erase a person whom the agreement names."""
    if part not in _ERASURES:
        raise Http404
    title, erasure = _ERASURES[part]
    story = story_to_change(request, reference)

    def act(data: Data) -> Any:
        return erasure(request.actor, str(row), data)

    return act_page(request, about(story), EraseForm.of(request), title, _("Erase"), act, hint=HINT)
