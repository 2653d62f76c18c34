"""Counts by country, for the map and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vidsyn.people.actors import Actor
from vidsyn.rows.announced import counted_by_country


@dataclass(frozen=True, slots=True)
class CountryCount:
    """One country (ISO 3166-1 alpha-2) with the number of visible records of each kind (`Record.KIND`).

    Kinds are in the order of the page's columns; partners are the active ones, agreements those in force today.
    """

    country: str
    numbers: Mapping[str, int]


def countries_counted(viewer: Actor) -> list[CountryCount]:
    """Return every country with any records, the highest count of the first kind first. Constant statements."""
    counts = {kind: count(viewer) for kind, count in counted_by_country.all().items()}
    known = {code for numbers in counts.values() for code in numbers if code}
    rows = [CountryCount(code, {kind: counts[kind].get(code, 0) for kind in counts}) for code in known]
    return sorted(rows, key=lambda row: ([-number for number in row.numbers.values()], row.country))
