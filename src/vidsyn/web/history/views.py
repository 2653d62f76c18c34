"""Reading the history. Those who may read all of it do; everybody else reads what she herself has done."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidsyn.history.reading import Line, Wanted
from vidsyn.people.access import may_read_all_history
from vidsyn.people.queries.history import history_all, history_of_act, history_of_own, history_of_thing
from vidsyn.web.shell.history import readable_lines
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import kind_label, kinds

SIZE = 50


def whole(request: WebRequest) -> HttpResponse:
    """The whole register's history, or the person's own part of it, with filters in the address."""
    everything = may_read_all_history(request.actor) and request.GET.get("who") != "me"
    read = history_all if everything else history_of_own
    lines = read(request.actor, _wanted(request.GET))
    chosen = request.GET.get("kind", "")
    context = {
        "lines": readable_lines(request.actor, lines),
        "older": _older(lines),
        "may_read_all": may_read_all_history(request.actor),
        "kinds": sorted(((kind, kind_label(kind), kind == chosen) for kind in kinds()), key=lambda k: k[1]),
    }
    return render(request, "history/list.html", context)


def thing(request: WebRequest, kind: str, name: str) -> HttpResponse:
    """Everything that has happened to one thing the person may see."""
    lines = history_of_thing(request.actor, kind, name, _wanted(request.GET))
    shown = readable_lines(request.actor, lines)
    title = shown[0].subject if shown else kind_label(kind)
    context = {"title": _("History of %(thing)s") % {"thing": title}, "lines": shown, "older": _older(lines)}
    return render(request, "history/one.html", context)


def act(request: WebRequest, correlation_id: uuid.UUID) -> HttpResponse:
    """Everything that one act did: one operation, or one whole import."""
    lines = history_of_act(request.actor, correlation_id)
    shown = readable_lines(request.actor, lines)
    return render(request, "history/one.html", {"title": _("One act"), "lines": shown, "subjects": True})


def _wanted(asked: QueryDict) -> Wanted:
    """What the address asks for; what cannot be read narrows nothing."""
    kind, before = asked.get("kind", ""), asked.get("before", "")
    return Wanted(
        kinds=(kind,) if kind in kinds() else (),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        before_id=int(before) if before.isdecimal() and len(before) < 19 else None,
        limit=SIZE,
    )


def _older(lines: list[Line]) -> int | None:
    return lines[-1].id if len(lines) == SIZE else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
