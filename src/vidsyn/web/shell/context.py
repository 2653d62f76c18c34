"""What every template may use, components too."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from vidsyn.web.shell.look import THEMES, theme_of
from vidsyn.web.shell.navigation import address, links


def shell(request: HttpRequest) -> dict[str, object]:
    """`actor`, the header's links, the look, and the other language; no statement of its own."""
    return {
        "actor": getattr(request, "actor", None),
        "navigation": SimpleLazyObject(lambda: links(request)),
        "search_url": SimpleLazyObject(lambda: address("register:search") or ""),
        "theme": theme_of(request),
        "themes": THEMES,
        "other_language": "en" if get_language() == "sv" else "sv",
        "sample_sign_in": settings.PERSONA_SIGN_IN,
    }
