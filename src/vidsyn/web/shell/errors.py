"""The pages of last resort. They say what to do next and never what went on inside."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from vidsyn.acts.contention import refusal_of_contention
from vidsyn.kernel.refusals import Refusal
from vidsyn.web.shell.responses import named

logger = logging.getLogger("vidsyn.web")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent what cannot be read."""
    return render(request, "shell/error_400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None, reason: Any = "") -> HttpResponse:
    """403: not for this person, or a form that lost its token."""
    return render(request, "shell/error_403.html", {"form_expired": bool(reason)}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such address."""
    return render(request, "shell/error_404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without request, session or database, which may be what broke.

    503 where the fault is that other writers were in the way, in a middleware for example.
    """
    busy = refusal_of_contention(sys.exc_info()[1])
    if busy is not None:
        return busy_page(request, busy)
    return HttpResponseServerError(loader.render_to_string("shell/error_500.html"))


def busy_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """503: another writer was in the way outside an operation, so nobody knows how much was done.

    Rendered without request, session or database, which may be what is locked.
    """
    logger.warning("%s %s met another writer: %s", request.method, request.path, refusal.code)
    return named(HttpResponse(loader.render_to_string("shell/error_503.html"), status=503), refusal)
