"""The sample's decision rounds and routing rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vidsyn.agreements.operations.routing import decision_round_open, request_route_set
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.sample.dates import next_yearly
from vidsyn.sample.reading import entries


def rounds_load(actor: Actor, on: date) -> None:
    """Open each round with its next closing date."""
    for entry in entries("rounds"):
        decision_round_open(
            name_sv=entry["name_sv"],
            name_en=entry["name_en"],
            closes_on=next_yearly(entry["closes"], on),
            actor=actor,
        )


def routes_load(units: Mapping[str, Unit], people: Mapping[str, Person], actor: Actor) -> None:
    """Set the routing rules for requests."""
    for entry in entries("routes"):
        request_route_set(
            unit=units[entry["unit"]] if "unit" in entry else None,
            country=entry.get("country", ""),
            coordinator=people[entry["coordinator"]],
            actor=actor,
        )
