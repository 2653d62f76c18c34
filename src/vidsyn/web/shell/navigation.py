"""What stands in the header. An entry whose area is not installed is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.people import access
from vidsyn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """One way into the house: its label, the name of its address, and what lies inside it.

    `also` are the beginnings of further addresses that belong to it; `alone` says that what lies under its own
    address does not; `shown_to` says who is shown the way (the page asks for rights itself).
    """

    label: str | Promise
    name: str
    inside: tuple[Entry, ...] = ()
    also: tuple[str, ...] = ()
    alone: bool = False
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
            Entry(_("Agreements"), "agreements:list"),
            Entry(_("Networks"), "networks:list"),
        ),
        shown_to=access.may_read_register,
    ),
    Entry(_("Import"), "intake:start", shown_to=access.may_edit_shared),
    Entry(_("History"), "history:list"),
    Entry(_("Settings"), "settings", also=("/account/", "/people/", "/units/", "/calendar/", "/letters/")),
)

# Where a kind of record (`Record.KIND`) has its page; its address takes an id or a reference.
PAGES = {
    "partner": "partners:detail",
    "network": "networks:detail",
    "collaboration": "collaborations:detail",
    "agreement": "agreements:detail",
    "person": "people:detail",
    "import": "intake:act",
}


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


def address(name: str, *args: str) -> str | None:
    """The address called `name`, or None while its area is not installed."""
    try:
        return known_address(name, args)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=10_000)
def known_address(name: str, args: tuple[str, ...]) -> str:
    """As `reverse`, which takes longer than all else of a table's row. Addresses are the same for everybody.

    Raises NoReverseMatch.
    """
    return reverse(name, args=args)


def settings_crumb() -> tuple[object, str]:
    """The way back to the settings, for the breadcrumbs of a page under them."""
    return (_("Settings"), reverse("settings"))


def page_of(kind: str, identity: str) -> str | None:
    """The page of a thing by its kind and id, None for things without one of their own."""
    return address(PAGES[kind], identity) if kind in PAGES else None


def _links(entries: Iterable[Entry], path: str) -> list[Link]:
    found = []
    for entry in entries:
        inside = tuple(_links(entry.inside, path))
        url = address(entry.name) or (inside[0].url if inside else None)
        if url is not None:
            here = _is_here(entry, path, url) or any(link.here for link in inside)
            found.append(Link(entry.label, url, here, inside))
    return found


def _is_here(entry: Entry, path: str, url: str) -> bool:
    under = path == url if entry.alone else path.startswith(url)
    return under or path.startswith(entry.also)
