"""What every template may use, components too."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from vidsyn import here
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.web.shell.addresses import address
from vidsyn.web.shell.look import THEMES, theme_of
from vidsyn.web.shell.navigation import links


def shell(request: HttpRequest) -> dict[str, object]:
    """`actor`, the header's links, the look, and the other language; no statement of its own."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "navigation": SimpleLazyObject(lambda: links(request)),
        "search_url": SimpleLazyObject(lambda: _search_url(actor)),
        "theme": theme_of(request),
        "themes": THEMES,
        "other_language": "en" if here.language() == "sv" else "sv",
        "sample_sign_in": settings.PERSONA_SIGN_IN,
    }


def _search_url(actor: Actor | None) -> str:
    """Where the register is searched; nowhere for those who do not read it."""
    return (address("register:search") or "") if actor and access.may_read_register(actor) else ""
