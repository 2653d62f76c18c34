"""Giving and taking roles."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access, operations
from vidsyn.people.queries import person_detail, role_detail, unit_detail
from vidsyn.people.vocabulary import Needed, Role
from vidsyn.web.people.forms import RoleEndForm, RoleForm
from vidsyn.web.people.people import person_around
from vidsyn.web.shell.forms import form_page
from vidsyn.web.shell.requests import WebRequest


def role_new(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Give somebody a role."""
    access.require(access.may_manage_people(request.actor), needed=Needed.PEOPLE_MANAGER)
    person = person_detail(request.actor, str(person_id))

    def act(data: dict[str, Any]) -> Any:
        unit = unit_detail(request.actor, data["unit"]) if data["unit"] else None
        given = {**data, "role": Role(data["role"]), "unit": unit}
        return operations.role_give(person=person, **given, actor=request.actor)

    return form_page(
        request,
        form=RoleForm.of(request, viewer=request.actor),
        template="shell/form_page.html",
        act=act,
        then=lambda _given: reverse("people:detail", args=[person_id]),
        message=_("The role is given."),
        context=person_around(person, _("Give a role"), _("Give the role")),
    )


def role_end(request: WebRequest, person_id: UUID, role_id: UUID) -> HttpResponse:
    """Take a role away."""
    person = person_detail(request.actor, str(person_id))
    assignment = role_detail(request.actor, str(role_id))
    access.require(access.may_give(request.actor, Role(assignment.role)), needed=Needed.OFFICE)
    return form_page(
        request,
        form=RoleEndForm.of(request, initial={"expected_version": assignment.version}),
        template="shell/form_page.html",
        act=lambda data: operations.role_take(assignment=assignment, **data, actor=request.actor),
        then=lambda _taken: reverse("people:detail", args=[person_id]),
        message=_("The role is taken."),
        context=person_around(person, _("Take a role"), _("Take the role")),
    )
