"""Pages about Vidsyn itself, open to everybody."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """What Vidsyn is and what does not belong in it."""
    return render(request, "shell/about.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement the law asks for."""
    return render(request, "shell/accessibility.html", {"contact": settings.ACCESSIBILITY})
