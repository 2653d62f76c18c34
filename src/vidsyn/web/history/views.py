"""Reading the history. Those who may read all of it do; everybody else reads what she herself has done."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vidsyn.acts.undoing import Undone, undo_of
from vidsyn.history.reading import Line, Wanted
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.access import may_edit_shared, may_read_all_history
from vidsyn.people.queries.history import history_all, history_of_act, history_of_own, history_of_thing
from vidsyn.web.shell.filters import Choice, Day, Filter, Filters
from vidsyn.web.shell.history import readable_lines
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import carried_out
from vidsyn.wording.labels import kind_label, kinds

SIZE = 50


def whole(request: WebRequest) -> HttpResponse:
    """The whole register's history, or the person's own part of it, with filters in the address."""
    everything = may_read_all_history(request.actor) and request.GET.get("who") != "me"
    read = history_all if everything else history_of_own
    lines = read(request.actor, _wanted(request.GET))
    context = {
        "lines": readable_lines(request.actor, lines),
        "older": _older(lines),
        "may_read_all": may_read_all_history(request.actor),
        "filters": _filters(request),
    }
    return render(request, "history/list.html", context)


def _filters(request: WebRequest) -> Filters:
    named = sorted(((kind, kind_label(kind)) for kind in kinds()), key=lambda each: each[1])
    fields: list[Filter] = [
        Choice("kind", _("Concerns"), named, everything=_("Everything")),
        Day("since", _("From")),
        Day("until", _("Through")),
    ]
    if may_read_all_history(request.actor):
        fields.append(Choice("who", _("By"), [("me", _("Me"))], everything=_("Everybody")))
    return Filters(request.GET, fields)


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
    context = {
        "title": _("One act"),
        "lines": readable_lines(request.actor, lines),
        "subjects": True,
        "act": correlation_id,
        "undoable": may_edit_shared(request.actor) and bool(_undo_of(lines)),
    }
    return render(request, "history/one.html", context)


def undo(request: WebRequest, correlation_id: uuid.UUID) -> HttpResponse:
    """Set back what an act did to many things at once, where nobody has changed it since."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    operation = _undo_of(history_of_act(request.actor, correlation_id))
    if operation is None:
        raise Refusal("act_not_undoable", kind=RefusalKind.STATE)
    reason = _("A change of many at once is undone.")
    return carried_out(
        request,
        lambda: perform(request, operation, act=correlation_id, reason=reason),
        then=lambda _undone: reverse("history:act", args=[correlation_id]),
        message=_undone,
    )


def _undo_of(lines: list[Line]) -> str | None:
    return undo_of({line.fact for line in lines})


def _undone(result: Undone) -> str:
    text = ngettext("%(n)s is as it was before.", "%(n)s are as they were before.", result.undone)
    said = text % {"n": result.undone}
    if not result.left:
        return said
    left = ngettext(
        "%(n)s is left as it is, because it has been changed since or is not yours to change.",
        "%(n)s are left as they are, because they have been changed since or are not yours to change.",
        result.left,
    )
    return f"{said} {left % {'n': result.left}}"


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
