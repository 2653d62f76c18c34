"""The tree of units: reading and changing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.people import access
from vidsyn.people.queries.coordinators import coordinators_of
from vidsyn.people.queries.persons import person_list
from vidsyn.people.queries.units import unit_list, unit_named, units_below
from vidsyn.people.vocabulary import Needed
from vidsyn.web.people.forms import MoveUnitForm, NewUnitForm, UnitForm
from vidsyn.web.shell.acting import About, act_page
from vidsyn.web.shell.forms import form_page
from vidsyn.web.shell.history import history_lines
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import VersionedReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text


def units_page(request: WebRequest) -> HttpResponse:
    """The whole tree, with each unit's coordinators."""
    units = list(unit_list(request.actor, closed="closed" in request.GET))
    coordinators = coordinators_of([unit.path for unit in units], on=here.today())
    rows = [(unit, unit.path.count("/") - 1, coordinators[unit.path]) for unit in units]
    may_manage = access.may_manage_people(request.actor)
    context = {"rows": rows, "may_manage": may_manage, "crumbs": [settings_crumb()]}
    return render(request, "people/units.html", context)


def unit_page(request: WebRequest, code: str) -> HttpResponse:
    """A unit: what is under it, who coordinates it, who works there, its history."""
    unit = unit_named(request.actor, code)
    context = {
        "unit": unit,
        "parts": [each for each in units_below(request.actor, unit) if each.pk != unit.pk],
        "coordinators": coordinators_of([unit.path], on=here.today())[unit.path],
        "people": person_list(request.actor, unit_path=unit.path)[:100],
        "lines": history_lines(request.actor, unit),
        "may_manage": access.may_manage_people(request.actor),
        "crumbs": units_crumbs(),
    }
    return render(request, "people/unit.html", context)


def unit_new(request: WebRequest) -> HttpResponse:
    """Add a unit."""
    _may(request)
    return form_page(
        request,
        form=NewUnitForm.of(request, viewer=request.actor),
        template="shell/form_page.html",
        act=lambda data: perform(request, "unit_create", **data),
        then=_to_unit,
        message=_("The unit is added."),
        context={
            "title": _("New unit"),
            "submit": _("Add the unit"),
            "cancel": reverse("people:units"),
            "crumbs": units_crumbs(),
        },
    )


def unit_edit(request: WebRequest, code: str) -> HttpResponse:
    """Change a unit's names or kind."""
    _may(request)
    unit = unit_named(request.actor, code)
    initial = {
        "name_sv": unit.name_sv,
        "name_en": unit.name_en,
        "kind": unit.kind,
        "expected_version": unit.version,
    }
    return act_page(
        request,
        _about(unit),
        UnitForm.of(request, initial=initial),
        _("Change the unit"),
        _("Save"),
        lambda data: perform(request, "unit_update", unit=unit, **data),
        message=_("The unit is changed."),
    )


def unit_move_page(request: WebRequest, code: str) -> HttpResponse:
    """Put a unit under another."""
    _may(request)
    unit = unit_named(request.actor, code)
    initial = {"parent": str(unit.parent_id or ""), "expected_version": unit.version}
    return act_page(
        request,
        _about(unit),
        MoveUnitForm.of(request, viewer=request.actor, initial=initial),
        _("Move the unit"),
        _("Move"),
        lambda data: perform(request, "unit_move", unit=unit, **data),
        message=_("The unit is moved, with everything under it."),
    )


def unit_close_page(request: WebRequest, code: str) -> HttpResponse:
    """Close a unit that is no more."""
    hint = _("Nothing new can be registered for it. What it has stays.")
    return _with_reason(request, code, "unit_close", _("Close the unit"), _("The unit is closed."), hint)


def unit_open_page(request: WebRequest, code: str) -> HttpResponse:
    """Open a closed unit again."""
    message = _("The unit is open again.")
    return _with_reason(request, code, "unit_reopen", _("Open the unit again"), message, "")


def _with_reason(
    request: WebRequest, code: str, operation: str, title: Text, message: Text, hint: Text
) -> HttpResponse:
    _may(request)
    unit = unit_named(request.actor, code)
    form = VersionedReasonForm.of(request, needed=False, initial={"expected_version": unit.version})
    return act_page(
        request,
        _about(unit),
        form,
        title,
        title,
        lambda data: perform(request, operation, unit=unit, **data),
        hint=hint,
        message=message,
        secret=True,
    )


def _may(request: WebRequest) -> None:
    access.require(access.may_manage_people(request.actor), needed=Needed.PEOPLE_MANAGER)


def _to_unit(unit: Any) -> str:
    return reverse("people:unit", args=[unit.code])


def units_crumbs() -> list[tuple[object, str]]:
    """The way back to the tree of units."""
    return [settings_crumb(), (_("Units"), reverse("people:units"))]


def _about(unit: Any) -> About:
    """The unit as what an act is on."""
    name = unit.name_en if here.language() == "en" else unit.name_sv
    return About(name, _to_unit(unit), [*units_crumbs(), (name, _to_unit(unit))])
