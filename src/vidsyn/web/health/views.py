"""The health page: ok or not for anybody who asks, every part with its remedy for those who run the system."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vidsyn.keeping.health import Part, is_well, readings
from vidsyn.keeping.queries import failed_work
from vidsyn.people.access import may_run_system
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import label
from vidsyn.wording.refusals import sentence

OK, NOT_OK = 200, 503


@login_not_required
def health_page(request: HttpRequest) -> HttpResponse:
    """For a probe `ok` with status 200 when all that people rely on works, else `not ok` with 503, and nothing more."""
    found = readings()
    well = is_well(found)
    if not _may_see(request):
        said = "ok" if well else "not ok"
        return _unkept(HttpResponse(f"{said}\n", status=OK if well else NOT_OK, content_type="text/plain"))
    rows = [
        {
            "name": label(reading.part),
            "at": reading.at,
            "trouble": sentence(reading.trouble) if reading.trouble else "",
            "code": reading.trouble.code if reading.trouble else "",
        }
        for reading in found
    ]
    has_failed = any(reading.part is Part.FAILED_WORK and reading.trouble for reading in found)
    failed = failed_work(cast(WebRequest, request).actor) if has_failed else []
    context = {"rows": rows, "failed": failed, "crumbs": [settings_crumb()]}
    return _unkept(render(request, "health/health.html", context))


def _may_see(request: HttpRequest) -> bool:
    try:
        actor = getattr(request, "actor", None)
        return actor is not None and may_run_system(actor)
    except DatabaseError:
        return False


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
