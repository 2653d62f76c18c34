"""Where a kind of record has its page and its list, and where what Today counts is listed.

Each area of the pages announces its own in its `urls.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from vidsyn.rows.waiting import Matter


@dataclass(frozen=True, slots=True)
class _Pages:
    detail: str
    listing: str
    counted: dict[str, str]


_pages: dict[str, _Pages] = {}
_gathered: dict[Matter, tuple[str, dict[str, str | list[str]]]] = {}


def pages_of(kind: str, *, detail: str, listing: str = "", counted: dict[str, str] | None = None) -> None:
    """Announce the names of the addresses of a kind of record (`Record.KIND`); `detail` takes an id or a reference.

    `counted` are the list's filters for what the register counts by country.
    """
    _pages[kind] = _Pages(detail, listing, counted or {})


def page_of(kind: str, identity: str) -> str | None:
    """The page of a thing by its kind and its id or reference, None for a kind without pages of its own."""
    found = _pages.get(kind)
    return address(found.detail, identity) if found else None


def list_of(kind: str, /, **wanted: str | list[str]) -> str | None:
    """The list of a kind of record, with filters; None for a kind without one."""
    found = _pages.get(kind)
    url = address(found.listing) if found and found.listing else None
    return f"{url}?{urlencode(wanted, doseq=True)}" if url and wanted else url


def list_counted(kind: str, country: str) -> str | None:
    """The list of exactly those that the register counts in a country; None for a kind without one."""
    found = _pages.get(kind)
    return list_of(kind, country=country, **found.counted) if found else None


def gathered_at(matter: Matter, listing: str, **wanted: str | list[str]) -> None:
    """Announce the list, and its filters, of what Today counts under a matter."""
    _gathered[matter] = (listing, wanted)


def list_gathered(matter: Matter) -> str | None:
    """The list of what Today counts under a matter; None where no area has one."""
    listing, wanted = _gathered.get(matter, ("", {}))
    url = address(listing) if listing else None
    return f"{url}?{urlencode(wanted, doseq=True)}" if url and wanted else url


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
