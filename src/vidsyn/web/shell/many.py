"""Changing many things of a list at once: tick rows or take all in the filter, look at what changes, confirm.

The list's own filters stand in the address, so the way in is a link from the list. Only what the person may change is
offered. The change is one operation, so one act in the history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed
from vidsyn.web.shell.filters import Filters
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import FIELD

SHOWN, MOST = 100, 500
_OURS = {"csrfmiddlewaretoken", "row", "all", "rows", "confirmed", FIELD}


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that may be changed: the thing itself for the operation, and how it is shown."""

    thing: Any
    reference: str
    number: str
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its address, how many the filter finds that the viewer may change, the first of them, those named, and
    its filters in words.
    """

    name: str | Promise
    address: str
    count: Callable[[Actor, QueryDict], int]
    first: Callable[[Actor, QueryDict, int], Sequence[Row]]
    named: Callable[[Actor, Sequence[str]], Sequence[Row]]
    filters: Callable[[WebRequest], Filters]


@dataclass(frozen=True, slots=True)
class ManyChange:
    """One change: its words, its form, what it reads now, what it will read, and the operation.

    `becomes` gives from the form's answers the new value as text and the key that `key` gives of a thing.
    """

    title: str | Promise
    column: str | Promise
    form: Callable[[WebRequest], Form]
    now: Callable[[Any], str]
    key: Callable[[Any], Any]
    becomes: Callable[[Actor, Mapping[str, Any]], tuple[str, Any]]
    act: Callable[[Actor, Sequence[Any], Mapping[str, Any]], int]


def many_page(request: WebRequest, listed: Listed, change: ManyChange) -> HttpResponse:
    """Choose; then look; then it is done."""
    back = f"{reverse(listed.address)}?{request.GET.urlencode()}"
    total = listed.count(request.actor, request.GET)
    access.require(total > 0 or access.may_edit_shared(request.actor), needed=Needed.COORDINATOR)
    form, chosen = change.form(request), []
    if form.is_bound and form.is_valid():
        chosen = _chosen(request, listed, total)
        fault = _fault(request, chosen, total)
        if fault:
            form.add_error(None, fault)
        elif not _looked_at(request, chosen):
            return _preview(request, listed, change, form, chosen, back)
    return form_page(
        request,
        form=form,
        template="shell/many.html",
        act=lambda data: change.act(request.actor, [row.thing for row in chosen], data),
        then=lambda _count: back,
        undoable=True,
        message=lambda n: ngettext("%(n)s row is changed.", "%(n)s rows are changed.", n) % {"n": n},
        context={
            "title": change.title,
            "crumbs": [(listed.name, back)],
            "rows": [(row, change.now(row.thing)) for row in listed.first(request.actor, request.GET, SHOWN)],
            "filters": listed.filters(request),
            "column": change.column,
            "ticked": request.POST.getlist("row"),
            "all": "all" in request.POST,
            "total": total,
            "back": back,
        },
    )


def _chosen(request: WebRequest, listed: Listed, total: int) -> list[Row]:
    """All in the filter, what was ticked, or what was looked at, as they stand now."""
    if "rows" in request.POST:
        return list(listed.named(request.actor, [one.partition(":")[0] for one in _seen(request)]))
    if "all" in request.POST:
        return list(listed.first(request.actor, request.GET, MOST)) if total <= MOST else []
    return list(listed.named(request.actor, request.POST.getlist("row")[:MOST]))


def _fault(request: WebRequest, chosen: Sequence[Row], total: int) -> str:
    if "all" in request.POST and total > MOST:
        said = _("The filter finds %(total)s. At most %(most)s are changed at once: narrow the filter.")
        return said % {"total": total, "most": MOST}
    return "" if chosen else _("Tick at least one row, or all in the filter.")


def _seen(request: WebRequest) -> list[str]:
    return request.POST.get("rows", "").split()[:MOST]


def _looked_at(request: WebRequest, chosen: Sequence[Row]) -> bool:
    """Whether the person has confirmed exactly this: the same rows, none of them changed by others since."""
    return "confirmed" in request.POST and set(_seen(request)) == {_mark(row) for row in chosen}


def _mark(row: Row) -> str:
    return f"{row.reference}:{row.version}"


def _preview(
    request: WebRequest, listed: Listed, change: ManyChange, form: Form, chosen: Sequence[Row], back: str
) -> HttpResponse:
    text, key = change.becomes(request.actor, form.cleaned_data)
    rows = [(row, change.now(row.thing), change.key(row.thing) == key) for row in chosen]
    context = {
        "title": change.title,
        "filters": listed.filters(request),
        "column": change.column,
        "becomes": text,
        "rows": rows,
        "count": sum(not same for _row, _now, same in rows),
        "stale": "confirmed" in request.POST,
        "marks": " ".join(_mark(row) for row in chosen),
        "answers": [
            (name, value)
            for name in request.POST
            if name not in _OURS
            for value in request.POST.getlist(name)
        ],
        "again": request.get_full_path(),
        "crumbs": [(listed.name, back), (change.title, request.get_full_path())],
        "back": back,
    }
    return render(request, "shell/many_preview.html", context)
