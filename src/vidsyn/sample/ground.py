"""Units, personas, partners and networks of the sample."""

from __future__ import annotations

from datetime import date

from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.models import Network, Partner
from vidsyn.partners.operations.bulk import partner_register_many
from vidsyn.partners.operations.network_people import network_member_add
from vidsyn.partners.operations.network_plans import network_phase_add, network_review_plan
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.vocabulary import NameKind, NetworkKind, PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.people.logic.lists import PersonRow, RoleRow, UnitRow
from vidsyn.people.operations.rows import people_import, units_import
from vidsyn.people.vocabulary import Language, Role, UnitKind
from vidsyn.sample.dates import written_period
from vidsyn.sample.reading import Entry, entries

Partners = dict[str, Partner]


def units_load(actor: Actor) -> None:
    """Create the two universities with the units the examples need."""
    rows = [
        UnitRow(
            code=entry["code"],
            name_sv=entry["name_sv"],
            name_en=entry["name_en"],
            kind=UnitKind(entry["kind"]),
            parent=entry.get("parent", ""),
        )
        for entry in entries("units")
    ]
    units_import(rows=rows, actor=actor)


def people_load(actor: Actor) -> None:
    """Create one persona for each role; one of them has left."""
    people_import(rows=[_person(entry) for entry in entries("people")], actor=actor)


def partners_load(actor: Actor) -> Partners:
    """Register partner organisations, returned by each of their names; only invented ones are marked as examples."""
    real = [entry for entry in entries("partners") if not entry.get("example")]
    invented = [entry for entry in entries("partners") if entry.get("example")]
    return _registered(real, actor, is_sample=False) | _registered(invented, actor, is_sample=True)


def _registered(given: list[Entry], actor: Actor, *, is_sample: bool) -> Partners:
    rows = [_partner(entry) for entry in given]
    partners = partner_register_many(entries=rows, is_sample=is_sample, actor=actor)
    return {
        name["name"]: partner
        for entry, partner in zip(given, partners, strict=True)
        for name in entry["names"]
    }


def networks_load(partners: Partners, actor: Actor, on: date) -> None:
    """Register networks with their members, phases and next review."""
    for entry in entries("networks"):
        _network(entry, partners, actor, on)


def _person(entry: Entry) -> PersonRow:
    roles = tuple(RoleRow(Role(role["role"]), role.get("unit", "")) for role in entry["roles"])
    return PersonRow(
        email=entry["email"],
        name=entry["name"],
        unit=entry.get("unit", ""),
        language=Language(entry.get("language", "sv")),
        roles=roles,
        left=entry.get("left", False),
        sample=True,
    )


def _partner(entry: Entry) -> PartnerEntry:
    return PartnerEntry(
        names=tuple(
            NameEntry(name["name"], name.get("language"), NameKind(name["kind"])) for name in entry["names"]
        ),
        kind=PartnerKind(entry["kind"]),
        country=entry["country"],
        city=entry.get("city", ""),
        ror=entry.get("ror", ""),
        website=entry.get("website", ""),
    )


def _network(entry: Entry, partners: Partners, actor: Actor, on: date) -> None:
    since = entry.get("own_since")
    network = network_register(
        name_sv=entry["name_sv"],
        name_en=entry["name_en"],
        acronym=entry["acronym"],
        kind=NetworkKind(entry["kind"]),
        member_since=written_period(since, on).first if since else None,
        actor=actor,
    )
    if entry["own"]:
        network_member_add(network=network, actor=actor)
    for name in entry["members"]:
        network_member_add(network=network, partner=partners[name], actor=actor)
    _phases(network, entry, actor, on)
    if "review" in entry:
        due = written_period(entry["review"]["in"], on).first
        network_review_plan(network=network, due_on=due, reason="Exempel", actor=actor)


def _phases(network: Network, entry: Entry, actor: Actor, on: date) -> None:
    for phase in entry.get("phases", []):
        network_phase_add(
            network=network,
            name=phase["name_sv"],
            starts_on=written_period(phase["starts"], on).first,
            ends_on=written_period(phase["ends"], on).last,
            actor=actor,
        )
