"""What agreements a collaboration rests on, and which further units stand in it, from the collaboration's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements.queries.choices import may_request
from vidsyn.agreements.queries.finders import agreement_named
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.collaborations.naming import about
from vidsyn.web.collaborations.pages import story_of, story_to_change
from vidsyn.web.people.forms import UnitsForm, units_beside
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import OptionalReasonForm
from vidsyn.web.shell.requests import WebRequest


class AgreementForm(Form):
    """An agreement, found as one types."""

    agreement = LookupField(
        label=_("Agreement"),
        help_text=_("Type its title, number or partner."),
        url=reverse_lazy("agreements:suggest"),
    )


def link_page(request: WebRequest, reference: str) -> HttpResponse:
    """Say that this collaboration rests on an agreement."""
    story = story_of(request, reference)
    access.require(story.may_edit or may_request(request.actor), needed=Needed.COORDINATOR)
    return act_page(
        request,
        about(story.row),
        AgreementForm.of(request),
        _("Link an agreement"),
        _("Link"),
        lambda data: perform(request, "collaboration_link_agreement", collaboration=reference, **data),
    )


def unlink_page(request: WebRequest, reference: str, other: str) -> HttpResponse:
    """Say that this collaboration does not rest on an agreement."""
    story, agreement = story_of(request, reference), agreement_named(request.actor, other)
    edits = story.may_edit or agreement_story(request.actor, other, on=here.today()).may_edit
    access.require(edits, needed=Needed.COORDINATOR)
    return act_page(
        request,
        about(story.row),
        OptionalReasonForm.of(request),
        _("Unlink “%(title)s”") % {"title": agreement},
        _("Unlink"),
        lambda data: perform(
            request, "collaboration_unlink_agreement", agreement=agreement, collaboration=reference, **data
        ),
    )


def units_page(request: WebRequest, reference: str) -> HttpResponse:
    """Tick our further units."""
    story = story_to_change(request, reference)
    chosen = [unit.code for unit in story.further_units]
    form = UnitsForm.of(
        request,
        among={"further_units": units_beside(request.actor, story.unit_code, chosen)},
        initial={
            "further_units": [str(unit.id) for unit in story.further_units],
            "expected_version": story.row.version,
        },
    )
    return act_page(
        request,
        about(story.row),
        form,
        _("Further units of ours"),
        _("Save"),
        lambda data: perform(request, "collaboration_update", collaboration=reference, **data),
    )
