"""What pages of the office's settings share: a list, and the small pages that add, change and remove a row."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.shell.acting import About, Act, act_page
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the settings: what it is called, and the name of its address."""

    name: Text
    address: str


def require_office(request: WebRequest) -> None:
    """Only the office sets these; the form is not shown to others."""
    access.require(access.may_run_register(request.actor), needed=Needed.OFFICE)


def require_reader(request: WebRequest) -> None:
    """How the register is set up is shown to those who read it."""
    access.require(access.may_read_register(request.actor), needed=Needed.ANY_ROLE)


def setting_page(
    request: WebRequest,
    listed: Listed,
    form: Form,
    act: Act,
    *,
    title: Text,
    submit: Text,
    message: Text,
    of: Text = "",
) -> HttpResponse:
    """The form, the operation, and back to the list; `of` names the row it is about."""
    back = reverse(listed.address)
    about = About(of, back, [settings_crumb(), (listed.name, back)])
    return act_page(request, about, form, title, submit, act, message=message)
