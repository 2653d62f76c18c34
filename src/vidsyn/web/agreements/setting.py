"""What pages of the office's settings share: a list, and the small pages that add, change and remove a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.requests import WebRequest

Text = str | Promise
Act = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the settings: what it is called, and the name of its address."""

    name: Text
    address: str


class RemoveForm(Form):
    """Why it goes."""

    reason = forms.CharField(label=_("Reason"), required=False)
    expected_version = VersionField()


def require_office(request: WebRequest) -> None:
    """Only the office sets these; the form is not shown to others."""
    access.require(access.may_run_register(request.actor), needed=Needed.OFFICE)


def setting_page(
    request: WebRequest,
    listed: Listed,
    form: Form,
    act: Act,
    *,
    title: Text,
    submit: Text,
    message: Text,
    lead: Text = "",
) -> HttpResponse:
    """The form, the operation, and back to the list."""
    back = reverse(listed.address)
    return form_page(
        request,
        form=form,
        template="shell/form_page.html",
        act=act,
        then=lambda _done: back,
        message=message,
        context={
            "title": title,
            "lead": lead,
            "submit": submit,
            "cancel": back,
            "crumbs": [settings_crumb(), (listed.name, back)],
        },
    )
