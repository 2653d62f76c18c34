"""The settings page: one card for each kind of setting this person may reach."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.web.shell.navigation import address
from vidsyn.web.shell.requests import WebRequest


@dataclass(frozen=True, slots=True)
class Setting:
    """A page of settings: what it is called, what it is for, and its address's name. It asks for rights itself."""

    label: str | Promise
    text: str | Promise
    name: str


SETTINGS = (
    Setting(
        _("My account"), _("Language, password, and tokens for programs that act for you."), "people:account"
    ),
    Setting(
        _("Calendar"),
        _("Your deadlines in your own calendar, by a secret address that you can revoke."),
        "today:calendar",
    ),
    Setting(
        _("People and roles"), _("Who has an account, and what each may do for which unit."), "people:list"
    ),
    Setting(_("Units"), _("The tree of schools and departments that rights follow."), "people:units"),
)


def settings_page(request: WebRequest) -> HttpResponse:
    """What there is to set, with a way to each."""
    found = [(setting, url) for setting in SETTINGS if (url := address(setting.name))]
    return render(request, "settings/settings.html", {"settings": found})
