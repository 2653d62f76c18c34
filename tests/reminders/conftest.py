"""A small university with agreements, made through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations import AgreementItem, PartyItem, agreements_import
from vidsyn.kernel.actors import Door
from vidsyn.kernel.calendar import add_months
from vidsyn.later.worker import work
from vidsyn.people.actors import Actor, actor_of, local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role, UnitKind

# The register stamps what it imports with the clock's own day, so the tests begin there too.
START = timezone.localdate()


def months(count: int) -> date:
    """So many months from the first day."""
    return add_months(START, count)


@dataclass(frozen=True)
class House:
    """Units by code, people by name, and an actor for each."""

    units: dict[str, Unit]
    people: dict[str, Person]

    def actor(self, name: str, on: date = START) -> Actor:
        return actor_of(self.people[name], door=Door.WEB, on=on)

    def agreement(self, number: str, **values: object) -> Agreement:
        """An imported agreement; `owner` by name, `unit` by code, the rest its terms."""
        return self.agreements([(number, values)])[0]

    def agreements(self, rows: list[tuple[str, dict[str, object]]]) -> list[Agreement]:
        return agreements_import(items=tuple(self._item(*row) for row in rows), actor=local_operator())

    def _item(self, number: str, values: dict[str, object]) -> AgreementItem:
        given = dict(values)
        owner, unit = given.pop("owner", None), given.pop("unit", "real")
        title = given.pop("title", f"Hemligt avtal {number}")
        return AgreementItem(
            kind="memorandum",
            register_number=number,
            title_sv=str(title),
            unit=self.units[str(unit)] if unit else None,
            owner=self.people[str(owner)] if owner else None,
            partners=(PartyItem("Den hemliga parten"),),
            terms=Terms(**{"starts_on": date(2015, 1, 1), **given}),  # type: ignore[arg-type]
            source="lista.xlsx",
            source_key=number,
        )


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
    people = {}
    personas: dict[str, tuple[Role | None, str | None]] = {
        "owner": (Role.RESEARCHER, "real"),
        "colleague": (Role.RESEARCHER, "real"),
        "coordinator": (Role.COORDINATOR, "abe"),
        "neighbour": (Role.COORDINATOR, "sci"),
        "decider": (Role.DECIDER, "abe"),
        "office": (Role.OFFICE, None),
        "reader": (Role.READER, None),
        "administrator": (Role.SYSTEM_ADMINISTRATOR, None),
    }
    for name, (role, code) in personas.items():
        unit = units[code] if code else None
        people[name] = Person.objects.create(email=f"{name}@example.org", name=name.title(), unit=unit)
        if role:
            RoleAssignment.objects.create(person=people[name], role=role, unit=unit)
    return House(units, people)


class Letters(list):
    """The letters that have left: whoever looks lets the worker send what waits first."""

    def __iter__(self):
        work(batch=True)
        self[:] = mail.outbox
        return super().__iter__()

    def __eq__(self, other):
        return list(self) == other

    def __len__(self):
        work(batch=True)
        return len(mail.outbox)


@pytest.fixture
def mailoutbox(mailoutbox):
    """What the worker has sent."""
    return Letters()
