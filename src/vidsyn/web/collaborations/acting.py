"""The page of one act on a collaboration: a form, and back to the collaboration when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.collaborations.queries import CollaborationStory
from vidsyn.web.collaborations.words import crumbs, page_of
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.requests import WebRequest


def act_page(
    request: WebRequest,
    story: CollaborationStory,
    form: Form,
    title: str | Promise,
    button: str | Promise,
    act: Callable[[dict[str, Any]], Any],
    **context: Any,
) -> HttpResponse:
    """Show the form and carry out the act; `context` is what its template knows beside."""
    return form_page(
        request,
        form=form,
        template="collaborations/step.html",
        act=act,
        then=lambda _made: page_of(story.row),
        message=_("Done. It stands in the history."),
        context={
            "crumbs": crumbs(story.row),
            "row": story.row,
            "title": title,
            "button": button,
            "cancel": page_of(story.row),
            **context,
        },
    )
