"""Lists as files: the same filters as the list's own page, without its pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils import timezone

from vidsyn.register.queries import agreements_table, collaborations_table, networks_table, partners_table
from vidsyn.register.tables import CONTENT_TYPES, FileFormat, Table, written
from vidsyn.web.agreements import lists as agreements
from vidsyn.web.collaborations import lists as collaborations
from vidsyn.web.partners.lists import filters_of
from vidsyn.web.shell.requests import WebRequest


def export(request: WebRequest, kind: str, form: str) -> HttpResponse:
    """The list `kind` as a file; what the viewer may not see is not in it."""
    if kind not in _TABLES or form not in set(FileFormat):
        raise Http404
    chosen = FileFormat(form)
    answer = HttpResponse(written(_TABLES[kind](request), chosen), content_type=CONTENT_TYPES[chosen])
    name = f"{kind}-{timezone.localdate():%Y-%m-%d}.{chosen}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _partners(request: WebRequest) -> Table:
    return partners_table(request.actor, filters_of(request))


def _collaborations(request: WebRequest) -> Table:
    return collaborations_table(request.actor, collaborations.filter_from(request.GET))


def _agreements(request: WebRequest) -> Table:
    wanted = agreements.filter_from(request.GET)
    return agreements_table(request.actor, wanted, on=agreements.day_from(request.GET))


def _networks(request: WebRequest) -> Table:
    text, closed = request.GET.get("q", ""), request.GET.get("closed") == "yes"
    return networks_table(request.actor, text, on=timezone.localdate(), closed=closed)


_TABLES: dict[str, Callable[[WebRequest], Table]] = {
    "partners": _partners,
    "collaborations": _collaborations,
    "agreements": _agreements,
    "networks": _networks,
}
