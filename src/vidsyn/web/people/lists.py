"""Bringing in lists of units and people: tried first, then all rows or none."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access
from vidsyn.people.operations.bringing import ListImport
from vidsyn.people.vocabulary import Needed
from vidsyn.web.people.forms import ListForm
from vidsyn.web.people.people import people_crumbs
from vidsyn.web.people.units import units_crumbs
from vidsyn.web.shell.forms import form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

UNIT_COLUMNS = (
    ("code", _("Short, lower case, unique")),
    ("name_sv", _("Name in Swedish")),
    ("name_en", _("Name in English; the Swedish where it is missing")),
    ("kind", _("University, faculty, school, department, office or centre")),
    ("parent", _("The code of the unit above")),
)
PERSON_COLUMNS = (
    ("email", _("What the account is known by")),
    ("name", _("Name")),
    ("unit", _("The code of her unit")),
    ("language", "sv, en"),
    ("role", _("One role for each row; a person may have several rows")),
    ("role_unit", _("The code of the unit the role is for; a coordinator's is her own where it is missing")),
)


def units_list(request: WebRequest) -> HttpResponse:
    """Bring in the tree of units."""
    around = {
        "title": _("Bring in units"),
        "columns": UNIT_COLUMNS,
        "cancel": reverse("people:units"),
        "crumbs": units_crumbs(),
    }
    return _list_page(request, "units_bring_in", around)


def people_list(request: WebRequest) -> HttpResponse:
    """Bring in accounts and roles."""
    around = {
        "title": _("Bring in people"),
        "columns": PERSON_COLUMNS,
        "cancel": reverse("people:list"),
        "crumbs": people_crumbs(),
    }
    return _list_page(request, "people_bring_in", around)


def _list_page(request: WebRequest, operation: str, around: dict[str, Any]) -> HttpResponse:
    access.require(access.may_manage_people(request.actor), needed=Needed.PEOPLE_MANAGER)
    tried: list[ListImport] = []

    def act(data: dict[str, Any]) -> ListImport:
        done: ListImport = perform(request, operation, content=data["file"].read(), apply=data["apply"])
        if not done.applied:
            tried.append(done)
        return done

    response = form_page(
        request,
        form=ListForm.of(request),
        template="people/list_import.html",
        act=act,
        then=lambda _done: around["cancel"],
        message=lambda done: _told(done) if done.applied else "",
        once="apply" in request.POST,
        context=around,
    )
    if tried:
        return render(request, "people/list_import.html", {**around, "form": ListForm(), "done": tried[0]})
    return response


def _told(done: ListImport) -> str:
    counts = {"rows": done.rows, "new": done.created, "changed": done.changed, "same": done.unchanged}
    said = gettext(
        "The list is brought in. %(rows)s rows: %(new)s new, %(changed)s changed, %(same)s as they were."
    )
    return said % counts
