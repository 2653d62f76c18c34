"""The history of a partner or network: a page of its own, and the end of the thing's page, fetched when seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from vidsyn.history.reading import Line, Wanted
from vidsyn.people.queries.history import names_in
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.history import readable

SHOWN = 30


def history_of(
    request: WebRequest, thing: Any, read: Callable[[Wanted], list[Line]], crumbs: list[Any]
) -> HttpResponse:
    """The newest rows, and a way to the older ones."""
    before = request.GET.get("before", "")
    older = int(before) if before.isdecimal() and len(before) < 19 else None
    lines = read(Wanted(limit=SHOWN + 1, before_id=older))
    shown = lines[:SHOWN]
    context = {
        "thing": thing,
        "crumbs": crumbs,
        "lines": readable(shown, names_in(request.actor, shown)),
        "more": f"{request.path}?before={shown[-1].id}" if len(lines) > SHOWN else "",
    }
    return render(request, "partners/history.html", context)
