"""The list of agreements as it stands on a day, and one agreement with all that is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vidsyn import here
from vidsyn.agreements.queries.charts import CURRENT
from vidsyn.agreements.queries.choices import may_request
from vidsyn.agreements.queries.filtering import AGREEMENT_ORDERS, AgreementFilter
from vidsyn.agreements.queries.lists import agreement_list
from vidsyn.agreements.queries.stories import story_of
from vidsyn.agreements.queries.wholes import agreement_whole
from vidsyn.agreements.vocabulary import RUNNING, Level, Missing, Status
from vidsyn.people import access
from vidsyn.people.queries.units import unit_choices
from vidsyn.web.agreements.naming import crumbs, kind_choices
from vidsyn.web.agreements.timeline import moments, picture
from vidsyn.web.partners.naming import partner_called
from vidsyn.web.people.asked import person_asked_for
from vidsyn.web.shell.exports import exported
from vidsyn.web.shell.filters import (
    Between,
    Choice,
    Day,
    Filters,
    Linked,
    Search,
    Tick,
    Ticks,
    days_between,
    owners,
)
from vidsyn.web.shell.history import history_lines
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_choices
from vidsyn.wording.labels import choices

W = TypeVar("W", bound=StrEnum)


def list_page(request: WebRequest) -> HttpResponse:
    """The list; its filters and its day stand in the address."""
    found = agreement_list(
        request.actor,
        filter_from(request.GET),
        on=day_from(request.GET),
        page=_number(request.GET.get("page")) or 1,
    )
    context = {
        "found": found,
        "filters": filters_of(request),
        "another_day": found.on != here.today(),
        "may_request": may_request(request.actor),
        "may_change_many": access.may_edit_shared(request.actor),
    }
    return render(request, "agreements/list.html", context)


def filters_of(request: WebRequest) -> Filters:
    """The list's filters."""
    first = (
        Search(_("Partner, title or number")),
        Choice("status", _("Status"), [*_GROUPS_OF_STATUSES, *choices(Status)], several=True),
        Choice("kind", _("Kind of agreement"), kind_choices(), unlisted=True),
        Choice("country", _("Country"), country_choices(here.language()), unlisted=True),
        Choice("unit", _("Unit"), unit_choices(request.actor), unlisted=True),
        owners(person_asked_for(request)),
    )
    more = (
        Between("ends", _("Ends")),
        Between("notice", _("Last day for notice")),
        Day("on", _("Status as of"), here.today().isoformat()),
        Choice("level", _("Level"), choices(Level)),
        Tick("unverified", _("Signature not verified")),
        Ticks("missing", _("Missing"), choices(Missing)),
        Tick("unlinked", _("With a partner to link")),
        Tick("mine", _("Only mine")),
        Tick("editable", _("Only what I may change")),
        Linked("partner", _("Partner"), partner_called(request.actor)),
    )
    return Filters(request.GET, first, more)


def detail_page(request: WebRequest, reference: str) -> HttpResponse:
    """The whole story of one agreement, as it stands on a day: today, or the one in the address."""
    on = day_from(request.GET) or here.today()
    whole = agreement_whole(request.actor, reference)
    story = story_of(request.actor, whole, on=on)
    context = {
        "story": story,
        "row": story.row,
        "on": on,
        "another_day": on != here.today(),
        "crumbs": crumbs(),
        "picture": picture(story, on),
        "moments": moments(story, on),
        "has_steering": any(party.steering for party in story.parties),
        "lines": history_lines(request.actor, whole.agreement),
    }
    return render(request, "agreements/detail.html", context)


def filter_from(query: QueryDict) -> AgreementFilter:
    """The filter an address asks for; what it says wrongly is left out."""
    today = day_from(query) or here.today()
    ends_from, ends_to = days_between(query, "ends", today)
    notice_from, notice_to = days_between(query, "notice", today)
    return AgreementFilter(
        text=query.get("q", ""),
        status=_statuses(query.getlist("status")),
        missing=_words(Missing, query.getlist("missing")),
        ends_from=ends_from,
        ends_to=ends_to,
        notice_from=notice_from,
        notice_to=notice_to,
        kind=query.get("kind", ""),
        unit=query.get("unit", ""),
        country=query.get("country", ""),
        partner=query.get("partner", ""),
        level=next(iter(_words(Level, query.getlist("level"))), None),
        owner=query.get("owner", ""),
        unverified=query.get("unverified") == "1",
        unlinked=query.get("unlinked") == "1",
        mine=query.get("mine") == "1",
        editable=query.get("editable") == "1",
        order=next((known for known in AGREEMENT_ORDERS if known == query.get("sort")), "newest"),
    )


_GROUPS = {"current": CURRENT, "running": RUNNING}
_GROUPS_OF_STATUSES = [
    ("current", gettext_lazy("In force and under way")),
    ("running", gettext_lazy("In force, also with notice given")),
]


def _statuses(asked: list[str]) -> tuple[Status, ...]:
    """Those asked for, singly or as a group."""
    grouped = [status for name in asked for status in _GROUPS.get(name, ())]
    return tuple(dict.fromkeys([*grouped, *_words(Status, asked)]))


def editable_from(query: QueryDict) -> AgreementFilter:
    """The same filter, and only what the viewer may change."""
    return replace(filter_from(query), editable=True)


def day_from(query: QueryDict) -> date | None:
    """The day an address asks for; None when it names none."""
    try:
        return date.fromisoformat(query.get("on", ""))
    except ValueError:
        return None


def _words(enumeration: type[W], values: list[str]) -> tuple[W, ...]:
    known = {member.value: member for member in enumeration}
    return tuple(known[value] for value in values if value in known)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


@exported("agreements")
def _exported(request: WebRequest) -> dict[str, Any]:
    return {"wanted": filter_from(request.GET), "on": day_from(request.GET)}
