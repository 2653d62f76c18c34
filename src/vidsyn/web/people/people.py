"""People: finding them, opening and closing accounts, erasing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.kernel.refusals import Refusal
from vidsyn.people import access
from vidsyn.people.queries.persons import identities_of, person_list, person_named, roles_of
from vidsyn.people.queries.units import unit_choices, unit_named
from vidsyn.people.vocabulary import Language, Needed, Role
from vidsyn.web.people.forms import PersonForm
from vidsyn.web.shell.acting import About, act_page
from vidsyn.web.shell.erasing import EraseForm, require_erase
from vidsyn.web.shell.filters import Choice, Filters, Search, Tick
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.history import history_lines
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import VersionedReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text
from vidsyn.wording.labels import choices

PAGE = 50


def people_page(request: WebRequest) -> HttpResponse:
    """Who is here, narrowed by text, role and unit."""
    asked = request.GET
    role = asked.get("role", "")
    found = person_list(
        request.actor,
        text=asked.get("q", "").strip(),
        unit_path=_path(request, asked.get("unit", "")),
        role=Role(role) if role in set(Role) else None,
        inactive="left" in asked,
    )
    context = {
        "page": Paginator(found, PAGE).get_page(asked.get("page")),
        "filters": _filters(request),
        "may_manage": access.may_manage_people(request.actor),
        "crumbs": [settings_crumb()],
    }
    return render(request, "people/people.html", context)


def _filters(request: WebRequest) -> Filters:
    fields = (
        Search(_("Name or address")),
        Choice("role", _("Role"), choices(Role), everything=_("All roles")),
        Choice("unit", _("Unit"), unit_choices(request.actor), unlisted=True),
        Tick("left", _("Also those who have left")),
    )
    return Filters(request.GET, fields)


def person_page(request: WebRequest, person_id: UUID) -> HttpResponse:
    """A person, her roles, and what has happened to her account."""
    person = person_named(request.actor, str(person_id))
    roles = list(roles_of(request.actor, person))
    context = {
        "person": person,
        "roles": roles,
        "may_open_ways_in": access.may_open_ways_in(request.actor, lasting(roles)),
        "may_see_register": access.may_read_register(request.actor),
        "may_link_identity": settings.OIDC is not None,
        "identities": identities_of(request.actor, person),
        "lines": _history(request, person),
        "may_manage": access.may_manage_people(request.actor),
        "givable": _givable(request, person),
        "is_own": request.actor.person_id == person.pk,
        "crumbs": people_crumbs(),
    }
    return render(request, "people/person.html", context)


def person_new(request: WebRequest) -> HttpResponse:
    """Open an account."""
    access.require(access.may_manage_people(request.actor), needed=Needed.PEOPLE_MANAGER)
    return form_page(
        request,
        form=PersonForm.of(request, viewer=request.actor, initial={"language": Language.SWEDISH}),
        template="shell/form_page.html",
        act=lambda data: perform(request, "person_create", **data),
        then=_to_person,
        message=_("The account is open. Give it a role, and make a password link."),
        context={
            "title": _("New account"),
            "submit": _("Open the account"),
            "crumbs": people_crumbs(),
            "cancel": reverse("people:list"),
        },
    )


def person_edit(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Change an account."""
    person = managed(request, person_id)
    initial = {
        "name": person.name,
        "email": person.email,
        "unit": str(person.unit_id or ""),
        "language": person.language,
        "expected_version": person.version,
    }
    return act_page(
        request,
        about(person),
        PersonForm.of(request, viewer=request.actor, initial=initial),
        _("Change the account"),
        _("Save"),
        lambda data: perform(request, "person_update", person=person, **data),
        message=_("The account is changed."),
    )


def person_close(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Close the account of somebody who has left."""
    return _with_reason(
        request,
        person_id,
        "person_deactivate",
        _("Close the account"),
        _("The account is closed."),
        _(
            "She can no longer sign in, and her tokens stop. What she did stays, and what she owns goes to the "
            "coordinator."
        ),
    )


def person_open(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    return _with_reason(
        request,
        person_id,
        "person_reactivate",
        _("Open the account again"),
        _("The account is open again."),
        _("Roles that have not ended meanwhile count again."),
    )


def sessions_page(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Sign somebody out everywhere, when her account may be in the wrong hands."""
    person = managed(request, person_id)
    return act_page(
        request,
        about(person),
        Form.of(request),
        _("Sign out everywhere"),
        _("Sign out everywhere"),
        lambda _data: perform(request, "sessions_end", person=person),
        message=_("The account is signed out everywhere."),
        secret=True,
    )


def person_erase_page(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Erase who a person was."""
    require_erase(request)
    person = person_named(request.actor, str(person_id))
    return act_page(
        request,
        about(person),
        EraseForm.of(request),
        _("Erase the person"),
        _("Erase for good"),
        lambda data: perform(request, "person_erase", person=person, **data),
        hint=_(
            "Name, address, unit, password and tokens are removed, also from history. What she did stays, without "
            "her name. This cannot be undone."
        ),
        message=_("The person is erased."),
        then=reverse("people:list"),
        secret=True,
    )


def about(person: Any) -> About:
    """The person as what an act is on."""
    address = _to_person(person)
    return About(person.name, address, [*people_crumbs(), (person.name, address)])


def _with_reason(
    request: WebRequest, person_id: UUID, operation: str, title: Text, message: Text, hint: Text
) -> HttpResponse:
    person = managed(request, person_id)
    form = VersionedReasonForm.of(request, needed=False, initial={"expected_version": person.version})
    return act_page(
        request,
        about(person),
        form,
        title,
        title,
        lambda data: perform(request, operation, person=person, **data),
        hint=hint,
        message=message,
        secret=True,
    )


def managed(request: WebRequest, person_id: UUID) -> Any:
    """The person, for those who manage accounts."""
    access.require(access.may_manage_people(request.actor), needed=Needed.PEOPLE_MANAGER)
    return person_named(request.actor, str(person_id))


def lasting(roles: Iterable[Any]) -> list[Role]:
    """The roles held now or later."""
    return [Role(held.role) for held in roles if not held.has_ended]


def _history(request: WebRequest, person: Any) -> list[Any]:
    """The account's history, for those it is for; for others none."""
    try:
        return history_lines(request.actor, person)
    except Refusal:
        return []


def _givable(request: WebRequest, person: Any) -> list[Role]:
    """The roles the viewer gives and takes; none of her own."""
    if request.actor.person_id == person.pk:
        return []
    return [role for role in Role if access.may_give(request.actor, role)]


def _path(request: WebRequest, code: str) -> str:
    """The place in the tree of the unit asked for; one that is not there narrows to nothing."""
    if not code:
        return ""
    try:
        return unit_named(request.actor, code).path
    except Refusal:
        return "?"


def _to_person(person: Any) -> str:
    return reverse("people:detail", args=[person.pk])


def people_crumbs() -> list[tuple[object, str]]:
    """The way back to the list of people."""
    return [settings_crumb(), (_("People"), reverse("people:list"))]
