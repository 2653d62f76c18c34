"""Pages about Vidsyn itself, open to everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from vidsyn.web.shell.navigation import links
from vidsyn.web.shell.requests import WebRequest


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """What Vidsyn is and what does not belong in it."""
    return render(request, "shell/about.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement the law asks for."""
    return render(request, "shell/accessibility.html")


def first(request: WebRequest) -> HttpResponse:
    """The first page where no area has taken the address: the first entry of the menu."""
    return HttpResponseRedirect(links(request)[0].url)
