"""Countries by ISO 3166-1 code, with the regions of UN M49. Localised names are in `vidsyn.wording`.

Kosovo has XK, the user-assigned code that the European Commission and ROR use.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; regions are M49's English names, empty where M49 gives none."""

    alpha2: str
    alpha3: str
    numeric: str
    region: str
    subregion: str
    intermediate_region: str
    least_developed: bool


@cache
def countries() -> Mapping[str, Country]:
    """Return every country by its two-letter code."""
    with files("vidsyn.kernel").joinpath("data/countries.csv").open(encoding="utf-8") as file:
        return MappingProxyType({row["alpha2"]: _country(row) for row in csv.DictReader(file)})


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        row["alpha2"],
        row["alpha3"],
        row["numeric"],
        row["region"],
        row["subregion"],
        row["intermediate_region"],
        row["least_developed"] == "yes",
    )
