"""How many there are in each country, for the map and its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vidsyn.collaborations.queries import collaboration_countries
from vidsyn.partners.queries import partner_countries
from vidsyn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class CountryCount:
    """One country (ISO 3166-1 alpha-2) with what the viewer may see there."""

    country: str
    partners: int
    collaborations: int


def countries_counted(viewer: Actor) -> list[CountryCount]:
    """Every country with a partner, most partners first. A constant number of statements."""
    partners = partner_countries(viewer)
    collaborations: Counter[str] = Counter(collaboration_countries(viewer))
    known = [code for code in {*partners, *collaborations} if code]
    rows = [CountryCount(code, partners.get(code, 0), collaborations[code]) for code in known]
    return sorted(rows, key=lambda row: (-row.partners, -row.collaborations, row.country))
