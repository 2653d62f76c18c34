"""A small university, its people and a partner; made through the models, for the tests are about this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.kernel.actors import Door
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor, actor_of
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role, UnitKind

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class House:
    """Units by code, and an actor for each persona."""

    units: dict[str, Unit]
    people: dict[str, Person]

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], door=Door.WEB, on=TODAY)


@pytest.fixture
def house(db) -> House:
    units = {}
    for path in ("u/", "u/abe/", "u/abe/real/", "u/sci/"):
        code = path.strip("/").split("/")[-1]
        parent = units.get(path.strip("/").split("/")[-2]) if path != "u/" else None
        units[code] = Unit.objects.create(
            code=code,
            name_sv=f"Enhet {code}",
            name_en=f"Unit {code}",
            kind=UnitKind.SCHOOL,
            path=path,
            parent=parent,
        )
    personas: dict[str, tuple[Role | None, str | None]] = {
        "researcher": (Role.RESEARCHER, "real"),
        "colleague": (Role.RESEARCHER, "sci"),
        "coordinator": (Role.COORDINATOR, "abe"),
        "neighbour": (Role.COORDINATOR, "sci"),
        "office": (Role.OFFICE, None),
        "leadership": (Role.LEADERSHIP, None),
        "reader": (Role.READER, None),
        "administrator": (Role.SYSTEM_ADMINISTRATOR, None),
        "nobody": (None, None),
    }
    people = {}
    for name, (role, code) in personas.items():
        unit = units[code] if code else None
        people[name] = Person.objects.create(email=f"{name}@example.org", name=name.title(), unit=unit)
        if role:
            RoleAssignment.objects.create(person=people[name], role=role, unit=unit)
    return House(units, people)


@pytest.fixture
def partner(db) -> Partner:
    return Partner.objects.create(name_sv="Exempeluniversitetet", name_en="Example University", country="NO")


@pytest.fixture
def potential(house, partner) -> Collaboration:
    """What a researcher has after her two minutes."""
    return collaboration_register(
        title="Åldrande broar",
        partner_name="Universitetet i Exempelstad",
        purposes=(Purpose.EXCELLENCE,),
        actor=house.actor("researcher"),
    )
