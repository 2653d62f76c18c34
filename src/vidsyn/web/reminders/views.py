"""Today, everything that waits, and the clean-up list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from vidsyn import here
from vidsyn.agreements.queries.choices import may_request
from vidsyn.keeping.health import troubles
from vidsyn.people.access import may_read_register, may_run_system
from vidsyn.reminders.queries.clean_up import agreements_named, clean_up_list
from vidsyn.reminders.queries.today import today, today_all
from vidsyn.rows.waiting import Mark, TodayRow, marks
from vidsyn.web.shell.addresses import list_gathered, page_of
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import carried_out
from vidsyn.wording.labels import label

URGENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with where it leads and how it is marked."""

    row: TodayRow
    url: str | None
    color: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: of one urgency, or those that count many records."""

    heading: str
    rows: tuple[Shown, ...]


def today_page(request: WebRequest) -> HttpResponse:
    """At most seven things for me; for those who read and start nothing, the overview when nothing waits."""
    found = today(request.actor, here.today())
    may_begin = may_request(request.actor)
    if not found.rows and not may_begin and may_read_register(request.actor):
        return redirect("register:overview")
    context = {
        "found": found,
        "groups": _grouped(found.rows),
        "may_begin": may_begin,
        "troubles": len(troubles()) if may_run_system(request.actor) else 0,
    }
    return render(request, "reminders/today.html", context)


def all_page(request: WebRequest) -> HttpResponse:
    """Everything that waits for me."""
    groups = _grouped(today_all(request.actor, here.today()))
    return render(request, "reminders/all.html", {"groups": groups, "crumbs": [_crumb()]})


def clean_up_page(request: WebRequest) -> HttpResponse:
    """What was past already when it was imported, on one list."""
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    found = clean_up_list(request.actor, here.today(), page=page)
    return render(request, "reminders/clean_up.html", {"found": found, "crumbs": [_crumb()]})


@require_POST
def settle(request: WebRequest) -> HttpResponse:
    """The rows that were ticked are indeed over."""
    chosen = agreements_named(request.actor, request.POST.getlist("agreement"))
    return carried_out(
        request,
        lambda: perform(request, "clean_up_settle", agreements=chosen),
        then=lambda _count: reverse("today:clean_up"),
        message=lambda n: (
            ngettext("%(n)s agreement is settled.", "%(n)s agreements are settled.", n) % {"n": n}
        ),
    )


def _crumb() -> tuple[object, str]:
    return (gettext_lazy("Today"), reverse("today:today"))


def _grouped(rows: Iterable[TodayRow]) -> list[Group]:
    """The rows, which come in this order, under how soon they need the viewer."""
    day, listed = here.today(), marks()

    def heading(shown: Shown) -> str:
        mark = listed[shown.row.matter]
        return _("To tidy up") if mark.is_gathered else label(mark.urgency(shown.row.due_on, day))

    return [Group(text, tuple(some)) for text, some in groupby(_shown(rows), key=heading)]


def _shown(rows: Iterable[TodayRow]) -> list[Shown]:
    day, listed = here.today(), marks()
    return [
        Shown(row, _address(row, listed[row.matter]), _color(listed[row.matter], days), days)
        for row in rows
        for days in ((row.due_on - day).days if row.due_on else None,)
    ]


def _color(mark: Mark, days: int | None) -> str:
    if days is not None and days <= URGENT_DAYS:
        return "danger" if days < 0 or mark.pressing else "warning"
    return "warning" if mark.pressing else "info"


def _address(row: TodayRow, mark: Mark) -> str | None:
    return list_gathered(row.matter) if mark.is_gathered else page_of(mark.kind, row.reference)
