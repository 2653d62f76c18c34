"""A small university with agreements, created through the operations."""

from __future__ import annotations

from datetime import date

import pytest
import tests.house
from django.core import mail
from django.utils import timezone
from tests.house import Personas, made_people, made_units

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.kernel.calendar import add_months
from vidsyn.later.worker import work
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.vocabulary import Role

# Imports are dated by the clock, so the tests begin on the same day.
START = timezone.localdate()
PERSONAS: Personas = {
    "owner": (Role.RESEARCHER, "real"),
    "colleague": (Role.RESEARCHER, "real"),
    "coordinator": (Role.COORDINATOR, "abe"),
    "neighbour": (Role.COORDINATOR, "sci"),
    "decider": (Role.DECIDER, "abe"),
    "office": (Role.OFFICE, None),
    "reader": (Role.READER, None),
    "administrator": (Role.SYSTEM_ADMINISTRATOR, None),
}


def months(count: int) -> date:
    """Return the date this many months from the first day."""
    return add_months(START, count)


class House(tests.house.House):
    """The small university, with agreements; its actors act on the first day."""

    def actor(self, name: str, on: date = START) -> Actor:
        return super().actor(name, on)

    def agreement(self, number: str, **values: object) -> Agreement:
        """Create an imported agreement; `owner` by name, `unit` by code, the rest its terms."""
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
    units = made_units()
    return House(units, made_people(PERSONAS, units))


class Letters(list):
    """Sent messages: reading them first lets the worker send what is queued."""

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
