"""Which collaborations rest on an agreement, from the agreement's page; and which further units stand in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements.queries.choices import may_request
from vidsyn.collaborations.queries.finders import collaboration_named
from vidsyn.collaborations.queries.stories import collaboration_story
from vidsyn.people import access
from vidsyn.people.queries.units import unit_named
from vidsyn.people.vocabulary import Needed
from vidsyn.web.agreements.pages import about, story_of, story_to_change
from vidsyn.web.people.forms import UnitsForm, units_beside
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import OptionalReasonForm
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
    return act_page(
        request,
        about(story),
        CollaborationForm.of(request),
        _("Link a collaboration"),
        _("Link"),
        lambda data: perform(request, "collaboration_link_agreement", agreement=reference, **data),
    )


def unlink_page(request: WebRequest, reference: str, other: str) -> HttpResponse:
    """Say that a collaboration does not rest on this agreement."""
    story = story_of(request, reference)
    collaboration = collaboration_named(request.actor, other)
    edits = story.may_edit or collaboration_story(request.actor, other, here.today()).may_edit
    access.require(edits, needed=Needed.COORDINATOR)
    return act_page(
        request,
        about(story),
        OptionalReasonForm.of(request),
        _("Unlink “%(title)s”") % {"title": collaboration},
        _("Unlink"),
        lambda data: perform(
            request,
            "collaboration_unlink_agreement",
            agreement=reference,
            collaboration=collaboration,
            **data,
        ),
    )


def units_page(request: WebRequest, reference: str) -> HttpResponse:
    """Tick our further units."""
    story = story_to_change(request, reference)
    chosen = [code for code, _words in story.further_units]
    units = units_beside(request.actor, story.row.unit_code, chosen)
    ticked = [str(unit_named(request.actor, code).pk) for code in chosen]
    form = UnitsForm.of(
        request,
        among={"further_units": units},
        initial={"further_units": ticked, "expected_version": story.row.version},
    )
    return act_page(
        request,
        about(story),
        form,
        _("Further units of ours"),
        _("Save"),
        lambda data: perform(
            request,
            "agreement_set_further_units",
            agreement=reference,
            units=data.pop("further_units"),
            **data,
        ),
    )
