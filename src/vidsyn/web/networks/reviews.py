"""The question whether to stay in a network: when it is to be answered, and the answer."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.partners.queries.finding import review_named
from vidsyn.partners.queries.networks import network_story
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.web.networks.naming import about, network_to_edit
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, TextArea, VersionField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

plan = asking("network_review_plan", "network_review")
decide = asking("network_review_decide", "network_review")


class PlanForm(Form):
    """When, and what is asked."""

    due_on = plan("due_on")
    question = plan("question", rows=3)


class DecideForm(Form):
    """The answer: what, when, who, why, and when to ask again."""

    outcome = decide("outcome", widget=forms.RadioSelect)
    decided_on = decide("decided_on")
    decided_by = decide("decided_by", help_text=_("Role or body, for example the vice-chancellor."))
    reason = TextArea(label=_("Reason"))
    next_due_on = decide("next_due_on", label=_("Next review to be decided by"))
    expected_version = VersionField()


def plan_page(request: WebRequest, reference: str) -> HttpResponse:
    """Set when the question is to be answered."""
    network = network_to_edit(request, reference)
    review = network_story(request.actor, reference, on=here.today()).open_review
    initial = {
        "due_on": review.due_on if review else None,
        "question": review.question if review else _("Should we stay?"),
    }
    return act_page(
        request,
        about(network),
        PlanForm.of(request, initial=initial),
        _("Plan the review"),
        _("Save"),
        lambda data: perform(request, "network_review_plan", network=network, **data),
    )


def decide_page(request: WebRequest, review: UUID) -> HttpResponse:
    """Record the answer."""
    partner_rights(request.actor).require_edit()
    row = review_named(request.actor, str(review))
    initial = {"decided_on": here.today(), "expected_version": row.version}
    return act_page(
        request,
        about(row.network),
        DecideForm.of(request, initial=initial),
        _("Decide the review"),
        _("Save the decision"),
        lambda data: perform(request, "network_review_decide", review=row, **data),
        hint=row.question,
    )
