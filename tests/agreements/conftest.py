"""A small university, its people and two partners; made through the models, for the tests are about this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations import (
    AgreementItem,
    PartyItem,
    agreement_import_record,
    agreement_request,
)
from vidsyn.kernel.actors import Door
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor, actor_of
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role, UnitKind

TODAY = date(2026, 11, 22)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass(frozen=True)
class House:
    """Units by code, and an actor for each persona."""

    units: dict[str, Unit]
    people: dict[str, Person]

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], door=Door.WEB, on=TODAY)


@pytest.fixture
def house(db) -> House:
    units: dict[str, Unit] = {}
    for path in ("u/", "u/abe/", "u/abe/real/", "u/sci/"):
        *above, code = path.strip("/").split("/")
        units[code] = Unit.objects.create(
            code=code,
            name_sv=f"Enhet {code}",
            name_en=f"Unit {code}",
            kind=UnitKind.SCHOOL,
            path=path,
            parent=units[above[-1]] if above else None,
        )
    personas: dict[str, tuple[Role | None, str | None]] = {
        "researcher": (Role.RESEARCHER, "real"),
        "coordinator": (Role.COORDINATOR, "abe"),
        "neighbour": (Role.COORDINATOR, "sci"),
        "decider": (Role.DECIDER, "abe"),
        "leadership": (Role.LEADERSHIP, None),
        "office": (Role.OFFICE, None),
        "adviser": (Role.ADVISER, "sci"),
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
    return Partner.objects.create(
        name_sv="Exempeluniversitetet", name_en="Example University", sort_key="e", country="NO"
    )


@pytest.fixture
def other_partner(db) -> Partner:
    return Partner.objects.create(
        name_sv="Provhögskolan", name_en="Sample College", sort_key="p", country="DE"
    )


@pytest.fixture
def requested(house, partner) -> Agreement:
    """What a researcher has asked for."""
    return agreement_request(
        kind="exchange",
        title="Utbyte i samhällsbyggnad",
        partner=partner,
        on=date(2026, 10, 1),
        actor=house.actor("researcher"),
    )


@pytest.fixture
def imported(house, partner) -> Agreement:
    """An agreement from a list: in force, renewing itself, signature not verified."""
    return agreement_import_record(
        item=AgreementItem(
            kind="memorandum",
            register_number="V-2022-1000",
            unit=house.units["abe"],
            partners=(PartyItem("Exempeluniv.", partner),),
            terms=Terms(
                starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31), renewal_months=12, notice_months=3
            ),
            extra={"Anm.": "se pärm"},
            note="väntar på svar",
            source="lista.xlsx",
            source_key="abc",
        ),
        actor=house.actor("office"),
    )
