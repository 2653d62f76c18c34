"""Counts per country as marks on two maps. The maps are drawn when the assets are built; here only the marks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vidsyn import here
from vidsyn.wording.countries import country_name

_PLACES = Path(__file__).resolve().parent.parent / "static" / "built" / "map" / "places.json"


@dataclass(frozen=True, slots=True)
class Mark:
    """A country (ISO 3166-1 alpha-2) with how many; `url` leads to what is counted."""

    country: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark on one map, in the map's own units."""

    country: str
    name: str
    count: int
    url: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class CountryMap:
    """What the map component draws, and the table that says the same."""

    sizes: dict[str, tuple[int, int]]
    world: tuple[PlacedMark, ...]
    europe: tuple[PlacedMark, ...]
    rows: tuple[PlacedMark, ...]
    total: int


def country_map(marks: Iterable[Mark]) -> CountryMap:
    """Places the marks. On the world map what the map of Europe shows is left out, so that nothing is crowded."""
    known = sorted(marks, key=lambda mark: (-mark.count, mark.country))
    places, sizes = _places()
    most = max((mark.count for mark in known), default=1)
    europe = _placed_on("europe", known, places, most)
    inside = {mark.country for mark in europe}
    world = _placed_on("world", [mark for mark in known if mark.country not in inside], places, most)
    rows = tuple(_placed(mark, (0, 0), most) for mark in known)
    return CountryMap(sizes, world, europe, rows, sum(mark.count for mark in known))


def _placed_on(
    name: str, marks: Iterable[Mark], places: dict[str, dict[str, list[float]]], most: int
) -> tuple[PlacedMark, ...]:
    there = ((mark, places.get(mark.country, {}).get(name)) for mark in marks)
    return tuple(_placed(mark, place, most) for mark, place in there if place)


def _placed(mark: Mark, place: Iterable[float], most: int) -> PlacedMark:
    x, y = place
    # The area, not the radius, follows the count; never so small that the figure does not fit.
    radius = 11 + 10 * (mark.count / most) ** 0.5
    return PlacedMark(
        mark.country,
        country_name(mark.country, here.language()),
        mark.count,
        mark.url,
        x,
        y,
        round(radius, 1),
    )


@cache
def _places() -> tuple[dict[str, dict[str, list[float]]], dict[str, tuple[int, int]]]:
    """Where marks go; empty where the assets are not built, so that the table still stands."""
    if not _PLACES.exists():
        return {}, {"world": (960, 440), "europe": (480, 480)}
    found: dict[str, Any] = json.loads(_PLACES.read_text())
    return found["places"], {name: (size[0], size[1]) for name, size in found["size"].items()}
