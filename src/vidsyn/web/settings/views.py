"""The settings page: one card for each kind of setting this person may reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.web.shell.addresses import address
from vidsyn.web.shell.requests import WebRequest


@dataclass(frozen=True, slots=True)
class Setting:
    """A page of settings: what it is called, what it is for, its address's name, and who is shown the way to it.

    The page asks for rights itself.
    """

    label: str | Promise
    text: str | Promise
    name: str
    shown_to: Callable[[Actor], bool] = lambda _viewer: True


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
        _("Mail to you"), _("Reminders, and the weekly digest, which you may turn off."), "today:letters"
    ),
    Setting(
        _("People and roles"), _("Who has an account, and what each may do for which unit."), "people:list"
    ),
    Setting(_("Units"), _("The tree of schools and departments that rights follow."), "people:units"),
    Setting(
        _("Decision rounds"),
        _("When agreements are decided on together, and what falls in each round."),
        "agreement_settings:rounds",
        access.may_read_register,
    ),
    Setting(
        _("Routing of requests"),
        _("With which coordinator a department's request lands, by unit, partner and country."),
        "agreement_settings:routes",
        lambda viewer: viewer.is_office,
    ),
    Setting(
        _("Kinds of agreement"),
        _("What each kind asks for at each stage, who signs it, and what may rest on it."),
        "agreement_settings:kinds",
        access.may_read_register,
    ),
    Setting(
        _("Health"),
        _("Whether mail, imports, seals and backups keep up, and what to do when not."),
        "health:health",
        access.may_run_system,
    ),
)


def settings_page(request: WebRequest) -> HttpResponse:
    """What there is to set, with a way to each."""
    found = [
        (setting, url)
        for setting in SETTINGS
        if setting.shown_to(request.actor) and (url := address(setting.name))
    ]
    return render(request, "settings/settings.html", {"settings": found})
