"""Which collaborations rest on an agreement, from the agreement's page; and which further units stand in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements import operations
from vidsyn.agreements.queries import agreement_named, may_request
from vidsyn.collaborations.queries import collaboration_detail, collaboration_story
from vidsyn.people import access
from vidsyn.people.queries import unit_detail
from vidsyn.people.vocabulary import Needed
from vidsyn.web.agreements.pages import about, story_of, story_to_change
from vidsyn.web.agreements.parts import WhyForm
from vidsyn.web.people.forms import UnitsForm, units_beside
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.requests import WebRequest


class CollaborationForm(Form):
    """A collaboration, found as one types."""

    collaboration = LookupField(
        label=_("Collaboration"),
        help_text=_("Type its title, reference or partner."),
        url=reverse_lazy("collaborations:suggest"),
    )


def link_page(request: WebRequest, reference: str) -> HttpResponse:
    """Say that a collaboration rests on this agreement."""
    story = story_of(request, reference)
    access.require(story.may_edit or may_request(request.actor), needed=Needed.COORDINATOR)

    def act(data: dict[str, Any]) -> Any:
        return operations.collaboration_link_agreement(
            agreement=agreement_named(request.actor, reference),
            collaboration=collaboration_detail(request.actor, data["collaboration"].id),
            actor=request.actor,
        )

    form = CollaborationForm.of(request)
    return act_page(request, about(story), form, _("Link a collaboration"), _("Link"), act)


def unlink_page(request: WebRequest, reference: str, other: str) -> HttpResponse:
    """Say that a collaboration does not rest on this agreement."""
    story = story_of(request, reference)
    collaboration = collaboration_detail(request.actor, other)
    edits = story.may_edit or collaboration_story(request.actor, other, here.today()).may_edit
    access.require(edits, needed=Needed.COORDINATOR)

    def act(data: dict[str, Any]) -> Any:
        return operations.collaboration_unlink_agreement(
            agreement=agreement_named(request.actor, reference),
            collaboration=collaboration,
            reason=data["reason"],
            actor=request.actor,
        )

    title = _("Unlink “%(title)s”") % {"title": collaboration}
    return act_page(request, about(story), WhyForm.of(request), title, _("Unlink"), act)


def units_page(request: WebRequest, reference: str) -> HttpResponse:
    """Tick our further units."""
    story = story_to_change(request, reference)
    chosen = [code for code, _words in story.further_units]
    units = units_beside(request.actor, story.row.unit_code, chosen)
    ticked = [str(unit_detail(request.actor, code).pk) for code in chosen]
    form = UnitsForm.of(
        request, units=units, initial={"further_units": ticked, "expected_version": story.row.version}
    )

    def act(data: dict[str, Any]) -> Any:
        return operations.agreement_set_further_units(
            agreement=agreement_named(request.actor, reference),
            units=tuple(unit_detail(request.actor, code) for code in data["further_units"]),
            expected_version=data["expected_version"],
            actor=request.actor,
        )

    return act_page(request, about(story), form, _("Further units of ours"), _("Save"), act)
