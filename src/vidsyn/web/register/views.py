"""The register's overview with its map, and search over everything."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.register.queries.places import CountryCount, countries_counted
from vidsyn.register.queries.search import search_by_kind
from vidsyn.rows.announced import SearchHit
from vidsyn.rows.charts import Chart, charted
from vidsyn.web.shell.addresses import list_counted, list_of, page_of
from vidsyn.web.shell.filters import Filters, Search
from vidsyn.web.shell.maps import Mark, country_map
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.countries import country_name
from vidsyn.wording.labels import plural_label


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the address of its page."""

    hit: SearchHit
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a kind, what they are called, and the list of exactly those; no address where there are none."""

    heading: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A country in the table beside the map."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as drawn: its length in per cent of the longest, and the list of exactly its records."""

    label: str
    number: int
    detail: str
    url: str
    length: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that is its own table."""

    title: str
    column: str
    bars: tuple[Bar, ...]


def overview_page(request: WebRequest) -> HttpResponse:
    """How many agreements and collaborations there are and of what kind, what ends when, and where in the world."""
    counts = countries_counted(request.actor)
    marks = [
        Mark(one.country, number, list_counted("partner", one.country) or "")
        for one in counts
        if (number := one.numbers["partner"])
    ]
    context = {
        "charts": [_drawn(chart) for room in charted.all().values() for chart in room(request.actor)],
        "map": country_map(marks),
        "headings": [plural_label(kind) for kind in counts[0].numbers] if counts else [],
        "lines": [_line(one) for one in counts],
        "partners": sum(one.numbers["partner"] for one in counts),
        "countries": len(marks),
    }
    return render(request, "register/overview.html", context)


def search_page(request: WebRequest) -> HttpResponse:
    """Everything that holds what was typed, by kind."""
    text = request.GET.get("q", "").strip()[:200]
    found = search_by_kind(request.actor, text)
    groups = [
        (
            plural_label(one.kind),
            [Found(hit, page_of(one.kind, hit.reference) or "") for hit in one.hits],
            one.total,
            (list_of(one.kind, q=text) or "") if one.total > len(one.hits) else "",
        )
        for one in found
    ]
    context = {
        "text": text,
        "groups": groups,
        "number": sum(one.total for one in found),
        "filters": Filters(request.GET, (Search(_("Name, title, number or identifier")),)),
    }
    return render(request, "register/search.html", context)


def _drawn(chart: Chart) -> Drawn:
    longest = max((figure.number for figure in chart.figures), default=0) or 1
    bars = (
        Bar(
            figure.label,
            figure.number,
            figure.detail,
            (list_of(chart.kind, **figure.wanted) or "") if figure.number else "",
            round(100 * figure.number / longest),
        )
        for figure in chart.figures
    )
    return Drawn(str(chart.title), str(chart.column), tuple(bars))


def _line(one: CountryCount) -> CountryLine:
    cells = (
        Cell(plural_label(kind), number, (list_counted(kind, one.country) or "") if number else "")
        for kind, number in one.numbers.items()
    )
    return CountryLine(country_name(one.country, here.language()), tuple(cells))
