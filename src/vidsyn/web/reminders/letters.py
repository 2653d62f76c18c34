"""A person's mail from Vidsyn: what comes always, and the weekly digest, which she may turn off."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.reminders.queries.feeds import digest_wanted
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest


class LettersForm(Form):
    """Whether the digest comes."""

    wanted = forms.BooleanField(
        label=_("Send me the weekly digest"),
        help_text=_("What waits for you, once a week. None comes in a week when nothing does."),
        required=False,
    )


def letters_page(request: WebRequest) -> HttpResponse:
    """Turn the digest on or off."""
    return form_page(
        request,
        form=LettersForm.of(request, initial={"wanted": digest_wanted(request.actor)}),
        template="reminders/letters.html",
        act=lambda data: perform(request, "digest_choose", **data),
        then=lambda _done: reverse("settings"),
        message=_("Your choice is saved."),
        context={"crumbs": [settings_crumb()]},
    )
