"""What stands in the header. An entry whose area is not installed is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.web.shell.addresses import address


@dataclass(frozen=True, slots=True)
class Entry:
    """One way into the house: its label, the name of its address, and what lies inside it.

    `also` are the beginnings of further addresses that belong to it; `alone` says that what lies under its own
    address does not; `view` is the query of the view that the way leads to; `shown_to` says who is shown the way (the
    page asks for rights itself).
    """

    label: str | Promise
    name: str
    inside: tuple[Entry, ...] = ()
    also: tuple[str, ...] = ()
    alone: bool = False
    view: str = ""
    shown_to: Callable[[Actor], bool] = lambda _viewer: True


MAIN = (
    Entry(_("Today"), "today:today", also=("/today/",), alone=True),
    Entry(
        _("Register"),
        "register:overview",
        (
            Entry(_("Overview"), "register:overview", alone=True),
            Entry(_("Partners"), "partners:list"),
            Entry(_("Collaborations"), "collaborations:list"),
            Entry(_("Agreements"), "agreements:list", view="status=current&sort=ends"),
            Entry(_("Networks"), "networks:list"),
        ),
        shown_to=access.may_read_register,
    ),
    Entry(_("Import"), "intake:start", shown_to=access.may_edit_shared),
    Entry(_("History"), "history:list"),
    Entry(_("Settings"), "settings", also=("/account/", "/people/", "/units/", "/calendar/", "/letters/")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the page shows it."""

    label: str | Promise
    url: str
    here: bool
    inside: tuple[Link, ...] = ()


def links(request: HttpRequest) -> list[Link]:
    """The header's links for this page, the current ones marked."""
    actor = getattr(request, "actor", None)
    return _links([entry for entry in MAIN if actor and entry.shown_to(actor)], request.path)


def settings_crumb() -> tuple[object, str]:
    """The way back to the settings, for the breadcrumbs of a page under them."""
    return (_("Settings"), reverse("settings"))


def _links(entries: Iterable[Entry], path: str) -> list[Link]:
    found = []
    for entry in entries:
        inside = tuple(_links(entry.inside, path))
        url = address(entry.name) or (inside[0].url if inside else None)
        if url is not None:
            here = _is_here(entry, path, url) or any(link.here for link in inside)
            found.append(Link(entry.label, f"{url}?{entry.view}" if entry.view else url, here, inside))
    return found


def _is_here(entry: Entry, path: str, url: str) -> bool:
    under = path == url if entry.alone else path.startswith(url)
    return under or path.startswith(entry.also)
