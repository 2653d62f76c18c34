"""The page of one act on one agreement: a small form, one operation, and back to the agreement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.queries import AgreementStory, agreement_detail
from vidsyn.people.queries import today
from vidsyn.web.agreements.words import crumbs, page_of
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.requests import WebRequest

Text = str | Promise


def story_of(request: WebRequest, reference: str) -> AgreementStory:
    """The agreement as it stands today."""
    return agreement_detail(request.actor, reference, on=today())


def act_page(
    request: WebRequest,
    story: AgreementStory,
    form: Form,
    title: Text,
    button: Text,
    act: Callable[[dict[str, Any]], Any],
    *,
    lead: Text = "",
    hint: Text = "",
) -> HttpResponse:
    """Show the form and carry out the act."""
    return form_page(
        request,
        form=form,
        template="agreements/act.html",
        act=act,
        then=lambda _made: page_of(story.row),
        message=_("Done. It stands in the history."),
        context={
            "crumbs": crumbs(story.row),
            "row": story.row,
            "title": title,
            "button": button,
            "hint": hint,
            "cancel": page_of(story.row),
        },
    )
