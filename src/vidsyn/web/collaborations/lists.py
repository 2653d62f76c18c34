"""The list of collaborations, and one collaboration with all that is told of it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.agreements.queries.choices import may_request
from vidsyn.agreements.queries.lists import agreements_of_collaboration
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.queries.choices import registrable_units
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.queries.finders import collaboration_named
from vidsyn.collaborations.queries.lists import collaboration_list, possible_doubles
from vidsyn.collaborations.queries.stories import story_of
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.people import access
from vidsyn.people.queries.units import unit_choices
from vidsyn.web.collaborations.naming import broad_subject_choices, crumbs, goal_choices, kind_choices
from vidsyn.web.people.asked import person_asked_for
from vidsyn.web.shell.exports import exported
from vidsyn.web.shell.filters import Choice, Filters, Search, Tick, owners
from vidsyn.web.shell.history import history_lines
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_choices
from vidsyn.wording.labels import choices

W = TypeVar("W", bound=StrEnum)


def list_page(request: WebRequest) -> HttpResponse:
    """The list; its filters stand in the address."""
    found = collaboration_list(
        request.actor, filter_from(request.GET), page=_number(request.GET.get("page")) or 1
    )
    context = {
        "found": found,
        "filters": filters_of(request),
        "may_change_many": access.may_edit_shared(request.actor),
        "may_register": bool(registrable_units(request.actor)),
    }
    return render(request, "collaborations/list.html", context)


def filters_of(request: WebRequest) -> Filters:
    """The list's filters."""
    first = (
        Search(_("Partner or title")),
        Choice("status", _("Status"), [("not_ended", _("Not ended")), *choices(Status)], several=True),
        Choice("level", _("Level"), choices(Level), several=True),
        Choice("country", _("Country"), country_choices(here.language()), unlisted=True),
        Choice("unit", _("Unit"), unit_choices(request.actor), unlisted=True),
        owners(person_asked_for(request)),
    )
    more = (
        Choice("kind", _("Kind of activity"), kind_choices(), unlisted=True),
        Choice("purpose", _("Purpose"), choices(Purpose), several=True),
        Choice("subject", _("Research subject"), broad_subject_choices(), unlisted=True),
        Choice("goal", _("Goal"), goal_choices()),
        Tick("mine", _("Only mine")),
        Tick("unlinked", _("With a partner to link")),
        Tick("editable", _("Only what I may change")),
    )
    return Filters(request.GET, first, more)


def detail_page(request: WebRequest, reference: str) -> HttpResponse:
    """The whole story of one collaboration."""
    collaboration = collaboration_named(request.actor, reference)
    story = story_of(request.actor, collaboration, here.today())
    context = {
        "story": story,
        "row": story.row,
        "crumbs": crumbs(),
        "goals": [(number, catalogues.goals()[number]) for number in story.goals],
        "agreements": agreements_of_collaboration(request.actor, collaboration.pk),
        "may_request": may_request(request.actor),
        "doubles": possible_doubles(request.actor, story.row),
        "history": history_lines(request.actor, collaboration),
    }
    return render(request, "collaborations/detail.html", context)


def filter_from(query: QueryDict) -> CollaborationFilter:
    """The filter an address asks for; what it says wrongly is left out."""
    return CollaborationFilter(
        text=query.get("q", ""),
        status=_statuses(query.getlist("status")),
        level=_words(Level, query.getlist("level")),
        purpose=_words(Purpose, query.getlist("purpose")),
        goal=_number(query.get("goal")),
        kind=query.get("kind", ""),
        subject=query.get("subject", ""),
        unit=query.get("unit", ""),
        country=query.get("country", ""),
        unlinked=query.get("unlinked") == "1",
        owner=query.get("owner", ""),
        mine=query.get("mine") == "1",
        editable=query.get("editable") == "1",
    )


def editable_from(query: QueryDict) -> CollaborationFilter:
    """The same filter, and only what the viewer may change."""
    return replace(filter_from(query), editable=True)


def _statuses(values: list[str]) -> tuple[Status, ...]:
    if "not_ended" in values:
        return tuple(status for status in Status if status is not Status.ENDED)
    return _words(Status, values)


def _words(enumeration: type[W], values: list[str]) -> tuple[W, ...]:
    known = {member.value: member for member in enumeration}
    return tuple(known[value] for value in values if value in known)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


@exported("collaborations")
def _exported(request: WebRequest) -> dict[str, Any]:
    return {"wanted": filter_from(request.GET)}
