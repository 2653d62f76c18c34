"""Today, everything that waits, and the clean-up list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from vidsyn.agreements.queries import may_request
from vidsyn.keeping.health import troubles
from vidsyn.people.access import may_run_system
from vidsyn.reminders import operations
from vidsyn.reminders.queries import (
    TodayRow,
    agreements_named,
    clean_up_list,
    today,
    today_all,
)
from vidsyn.reminders.vocabulary import Matter
from vidsyn.web.shell.addresses import address
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import carried_out

COLORS = {Matter.NOTICE: "warning", Matter.ENDS: "warning"}
URGENT_DAYS = 30
# What gathers things with a partner to link leads to the list where each of them stands.
_UNLINKED = {Matter.LINKS: "collaborations:list", Matter.PARTY_LINKS: "agreements:list"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with where it leads and how it is marked."""

    row: TodayRow
    url: str | None
    color: str
    days: int | None


def today_page(request: WebRequest) -> HttpResponse:
    """At most seven things for me."""
    found = today(request.actor, timezone.localdate())
    context = {
        "found": found,
        "rows": _shown(found.rows),
        "may_begin": may_request(request.actor),
        "troubles": len(troubles()) if may_run_system(request.actor) else 0,
    }
    return render(request, "reminders/today.html", context)


def all_page(request: WebRequest) -> HttpResponse:
    """Everything that waits for me."""
    rows = _shown(today_all(request.actor, timezone.localdate()))
    return render(request, "reminders/all.html", {"rows": rows, "crumbs": [_crumb()]})


def clean_up_page(request: WebRequest) -> HttpResponse:
    """What was past already when it was imported, on one list."""
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    found = clean_up_list(request.actor, timezone.localdate(), page=page)
    return render(request, "reminders/clean_up.html", {"found": found, "crumbs": [_crumb()]})


@require_POST
def settle(request: WebRequest) -> HttpResponse:
    """The rows that were ticked are indeed over."""
    chosen = agreements_named(request.actor, request.POST.getlist("agreement"))
    return carried_out(
        request,
        lambda: operations.clean_up_settle(agreements=chosen, actor=request.actor),
        then=lambda _count: reverse("today:clean_up"),
        message=lambda n: (
            ngettext("%(n)s agreement is settled.", "%(n)s agreements are settled.", n) % {"n": n}
        ),
    )


def _crumb() -> tuple[object, str]:
    return (gettext_lazy("Today"), reverse("today:today"))


def _shown(rows: Iterable[TodayRow]) -> list[Shown]:
    day = timezone.localdate()
    return [
        Shown(row, _address(row), _color(row, days), days)
        for row in rows
        for days in ((row.due_on - day).days if row.due_on else None,)
    ]


def _color(row: TodayRow, days: int | None) -> str:
    if days is not None and days <= URGENT_DAYS:
        return "danger" if days < 0 or row.matter in COLORS else "warning"
    return COLORS.get(row.matter, "info")


def _address(row: TodayRow) -> str | None:
    if row.matter in _UNLINKED:
        return f"{reverse(_UNLINKED[row.matter])}?unlinked=1&editable=1"
    if row.matter is Matter.CLEAN_UP:
        return reverse("today:clean_up")
    if row.matter is Matter.NETWORK_REVIEW:
        return address("networks:detail", row.reference)
    return address("agreements:detail", row.reference)
