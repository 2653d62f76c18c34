"""The register's overview with its map, and search over everything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vidsyn.register.queries import CountryCount, SearchHit, countries_counted, search_everything
from vidsyn.web.partners.words import address_of
from vidsyn.web.shell.maps import Mark, country_map
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_name

HEADINGS = {
    "partner": _("Partners"),
    "collaboration": _("Collaborations"),
    "agreement": _("Agreements"),
    "network": _("Networks"),
}
# Kind of thing → the address of its page and of its list.
PAGES = {
    "partner": ("partners:detail", "partners:list"),
    "collaboration": ("collaborations:detail", "collaborations:list"),
    "agreement": ("agreements:detail", "agreements:list"),
    "network": ("networks:detail", "networks:list"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the address of its page."""

    hit: SearchHit
    url: str


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A country in the table beside the map, with ways to its lists."""

    name: str
    count: CountryCount
    partners_url: str
    collaborations_url: str
    agreements_url: str


def overview_page(request: WebRequest) -> HttpResponse:
    """Where in the world our partners are, with what runs there."""
    counts = countries_counted(request.actor)
    marks = [
        Mark(one.country, one.partners, _in_country("partners:list", one.country))
        for one in counts
        if one.partners
    ]
    context = {
        "map": country_map(marks),
        "lines": [_line(one) for one in counts],
        "partners": sum(one.partners for one in counts),
        "countries": sum(1 for one in counts if one.partners),
    }
    return render(request, "register/overview.html", context)


def search_page(request: WebRequest) -> HttpResponse:
    """Everything that holds what was typed, by kind."""
    text = request.GET.get("q", "").strip()[:200]
    hits = search_everything(request.actor, text)
    groups = [
        (
            HEADINGS[kind],
            [Found(hit, address_of(PAGES[kind][0], hit.reference)) for hit in some],
            _more(kind, text),
        )
        for kind, some in groupby(hits, key=lambda hit: hit.kind)
    ]
    context = {"text": text, "groups": groups, "number": len(hits)}
    return render(request, "register/search.html", context)


def _line(one: CountryCount) -> CountryLine:
    return CountryLine(
        country_name(one.country, get_language() or "sv"),
        one,
        _in_country("partners:list", one.country),
        _in_country("collaborations:list", one.country),
        _in_country("agreements:list", one.country),
    )


def _in_country(name: str, code: str) -> str:
    url = address_of(name)
    return f"{url}?country={code}" if url else ""


def _more(kind: str, text: str) -> str:
    url = address_of(PAGES[kind][1])
    return f"{url}?{urlencode({'q': text})}" if url else ""
