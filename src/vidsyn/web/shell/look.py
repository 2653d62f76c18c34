"""Language and look: two cookies, changed by a small form in the header that keeps the address."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vidsyn.web.shell.middleware import LANGUAGE_COOKIE

THEME_COOKIE = "vidsyn_theme"
THEMES = ("auto", "light", "dark")
_A_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """The look this browser asked for: auto follows the person's device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show this browser every page in the chosen language from now on."""
    return _remembered(request, LANGUAGE_COOKIE, "language", dict(settings.LANGUAGES))


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Show this browser every page light, dark or as the device says from now on."""
    return _remembered(request, THEME_COOKIE, "theme", THEMES)


def forget_language(response: HttpResponse) -> HttpResponse:
    """Take back the switch, so that the language of the person's own account counts again."""
    response.delete_cookie(LANGUAGE_COOKIE, samesite="Lax")
    return response


def _remembered(request: HttpRequest, cookie: str, field: str, allowed: Collection[str]) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    value = request.POST.get(field, "")
    if value in allowed:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(cookie, value, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def _back(request: HttpRequest) -> str:
    """The page the form stood on; never another site."""
    target = request.POST.get("next", "/")
    known = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if known else "/"
