"""How many there are in each country, for the map and its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vidsyn.agreements.queries import agreement_countries
from vidsyn.collaborations.queries import collaboration_countries
from vidsyn.partners.queries import partner_countries
from vidsyn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class CountryCount:
    """One country (ISO 3166-1 alpha-2) with what the viewer may see there; agreements are those in force today."""

    country: str
    partners: int
    collaborations: int
    agreements: int


def countries_counted(viewer: Actor) -> list[CountryCount]:
    """Every country with a partner, most partners first. A constant number of statements."""
    partners = partner_countries(viewer)
    collaborations: Counter[str] = Counter(collaboration_countries(viewer))
    agreements: Counter[str] = Counter(agreement_countries(viewer))
    known = [code for code in {*partners, *collaborations, *agreements} if code]
    rows = [
        CountryCount(code, partners.get(code, 0), collaborations[code], agreements[code]) for code in known
    ]
    return sorted(rows, key=lambda row: (-row.partners, -row.agreements, -row.collaborations, row.country))
