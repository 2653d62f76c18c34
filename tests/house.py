"""Fixtures shared by several rooms: a small university, its people, a partner and two agreements.

`tests/conftest.py` loads this as a plugin, so that tests request fixtures by name and import none. A folder that
needs something else under the same name overrides it in its own `conftest.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from anyascii import anyascii

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreement_import_record
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.kernel.actors import Door
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor, actor_of, local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import Role, UnitKind

TODAY = date(2026, 11, 22)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

Personas = Mapping[str, tuple[Role | None, str | None]]
PERSONAS: Personas = {
    "researcher": (Role.RESEARCHER, "real"),
    "colleague": (Role.RESEARCHER, "sci"),
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


@dataclass(frozen=True)
class House:
    """Units by code, people by persona, and an actor for each."""

    units: dict[str, Unit]
    people: dict[str, Person]

    def actor(self, name: str, on: date = TODAY) -> Actor:
        """Return the persona's actor on a page on that day."""
        return actor_of(self.people[name], door=Door.WEB, on=on)


def made_units() -> dict[str, Unit]:
    """Create `u` → `abe` (→ `real`) and `sci` through the model: without history, quickly."""
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
    return units


def made_people(personas: Personas, units: Mapping[str, Unit]) -> dict[str, Person]:
    """Create a person for each persona, with its role for its unit."""
    made = {}
    for name, (role, code) in personas.items():
        unit = units[code] if code else None
        made[name] = Person.objects.create(email=f"{name}@example.org", name=name.title(), unit=unit)
        if role:
            RoleAssignment.objects.create(person=made[name], role=role, unit=unit)
    return made


@pytest.fixture
def house(db) -> House:
    """A small university with a person for each persona."""
    units = made_units()
    return House(units, made_people(PERSONAS, units))


@pytest.fixture
def partner(db) -> Partner:
    return Partner.objects.create(
        name_sv="Exempeluniversitetet", name_en="Example University", sort_key="e", country="NO"
    )


@pytest.fixture
def requested(house: House, partner: Partner) -> Agreement:
    """A researcher's request."""
    return agreement_request(
        kind="exchange",
        title="Utbyte i samhällsbyggnad",
        partner=partner,
        on=date(2026, 10, 1),
        actor=house.actor("researcher"),
    )


@pytest.fixture
def imported(house: House, partner: Partner) -> Agreement:
    """An imported agreement: in force, self-renewing, signature not verified."""
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


@pytest.fixture
def units(db) -> dict[str, Unit]:
    """Units by code, created through operations: `u` → `abe` (→ `real`, `arch`) and `sci`."""
    return units_created(u="", abe="u", real="abe", arch="abe", sci="u")


def units_created(**parents: str) -> dict[str, Unit]:
    """Create units by code, each under its parent, through operations."""
    made: dict[str, Unit] = {}
    for code, parent in parents.items():
        made[code] = unit_create(
            code=code,
            name_sv=f"{code} på svenska",
            name_en=f"{code} in English",
            kind=UnitKind.SCHOOL,
            parent=made.get(parent),
            actor=local_operator(),
        )
    return made


@pytest.fixture
def somebody(units: dict[str, Unit]) -> Callable[..., Person]:
    """A function that creates a person through operations, by name, with a role for a unit."""

    def make(name: str, role: Role | None = None, unit: str = "", **more: object) -> Person:
        short = anyascii(name).lower().replace(" ", ".")
        email = f"{short}@vidsyn.example"
        person = person_create(email=email, name=name, actor=local_operator(), **more)
        if role is not None:
            role_give(person=person, role=role, unit=units.get(unit), actor=local_operator())
        return person

    return make
