"""People and units."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import person_list, person_named, roles_of
from vidsyn.people.queries.units import unit_list as units_listed
from vidsyn.people.queries.units import unit_named
from vidsyn.people.vocabulary import Role, UnitKind
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, detail, listing, part_of, told


@dataclass(frozen=True, slots=True)
class RoleTold:
    """A role held, for a unit by its code, or for the whole university."""

    id: uuid.UUID
    role: Role
    unit: str | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PersonTold:
    """A person with an account, the code of the person's unit, and the roles held."""

    id: uuid.UUID
    version: int
    name: str
    email: str
    unit: str | None
    language: str
    is_active: bool
    roles: tuple[RoleTold, ...]


@dataclass(frozen=True, slots=True)
class UnitTold:
    """An organisational unit; `path` is the codes from the root."""

    id: uuid.UUID
    version: int
    code: str
    name: Words
    kind: UnitKind
    path: str
    active: bool


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """`unit` is a code's path and includes units below it; `inactive` includes those who have left."""

    text: str = ""
    unit_path: str = ""
    role: Role | None = None
    inactive: bool = False


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """`closed` includes closed units."""

    closed: bool = False


@listing("/people", tag="people", item=PersonTold, filtered_by=PeopleFilter)
def people_list(viewer: Actor, wanted: PeopleFilter, page: Asked) -> Part:
    """People by name, with the roles they hold today."""
    rows = person_list(
        viewer, text=wanted.text, unit_path=wanted.unit_path, role=wanted.role, inactive=wanted.inactive
    )
    return part_of(rows, page, lambda person: _person(person, person.current_roles))


@detail("/people/{name}", tag="people", item=PersonTold)
def person_read(viewer: Actor, name: str, _on: date) -> PersonTold:
    """A person by id or e-mail address, with every past, present and future role."""
    person = person_named(viewer, name)
    return _person(person, roles_of(viewer, person))


@listing("/units", tag="people", item=UnitTold, filtered_by=UnitFilter)
def unit_list(viewer: Actor, wanted: UnitFilter, page: Asked) -> Part:
    """Units in tree order."""
    return part_of(units_listed(viewer, closed=wanted.closed), page, _unit)


@detail("/units/{name}", tag="people", item=UnitTold)
def unit_read(viewer: Actor, name: str, _on: date) -> UnitTold:
    """A unit by id or code."""
    return _unit(unit_named(viewer, name))


def _person(person: Any, roles: Any) -> PersonTold:
    held = tuple(told(RoleTold, role, unit=role.unit.code if role.unit else None) for role in roles)
    return told(PersonTold, person, unit=person.unit.code if person.unit else None, roles=held)


def _unit(unit: Any) -> UnitTold:
    return told(UnitTold, unit, name=Words(unit.name_sv, unit.name_en))
