"""How many there are in each country, for the map and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vidsyn.people.actors import Actor
from vidsyn.rows.announced import counted_by_country


@dataclass(frozen=True, slots=True)
class CountryCount:
    """One country (ISO 3166-1 alpha-2) with how many the viewer may see there of each kind (`Record.KIND`).

    Kinds come in the order of the page's columns; partners are the active ones, agreements those in force today.
    """

    country: str
    numbers: Mapping[str, int]


def countries_counted(viewer: Actor) -> list[CountryCount]:
    """Every country where there is anything, the most of the first kind first. A constant number of statements."""
    counts = {kind: count(viewer) for kind, count in counted_by_country.all().items()}
    known = {code for numbers in counts.values() for code in numbers if code}
    rows = [CountryCount(code, {kind: counts[kind].get(code, 0) for kind in counts}) for code in known]
    return sorted(rows, key=lambda row: ([-number for number in row.numbers.values()], row.country))
