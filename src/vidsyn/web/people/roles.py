"""Giving and taking roles."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access
from vidsyn.people.queries.persons import person_named, role_named
from vidsyn.people.vocabulary import Needed, Role
from vidsyn.web.people.forms import RoleEndForm, RoleForm
from vidsyn.web.people.people import about
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest


def role_new(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Give somebody a role."""
    access.require(access.may_manage_people(request.actor), needed=Needed.PEOPLE_MANAGER)
    person = person_named(request.actor, str(person_id))
    access.require_other(request.actor, person.pk)
    return act_page(
        request,
        about(person),
        RoleForm.of(request, viewer=request.actor),
        _("Give a role"),
        _("Give the role"),
        lambda data: perform(request, "role_give", person=person, **data),
        message=_("The role is given."),
    )


def role_end(request: WebRequest, person_id: UUID, role_id: UUID) -> HttpResponse:
    """Take a role away."""
    person = person_named(request.actor, str(person_id))
    assignment = role_named(request.actor, str(role_id))
    access.require(access.may_give(request.actor, Role(assignment.role)), needed=Needed.OFFICE)
    access.require_other(request.actor, assignment.person_id)
    return act_page(
        request,
        about(person),
        RoleEndForm.of(request, initial={"expected_version": assignment.version}),
        _("Take a role"),
        _("Take the role"),
        lambda data: perform(request, "role_take", assignment=assignment, **data),
        message=_("The role is taken."),
    )
