"""Actors and partners for the tests of the room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vidsyn.kernel.actors import ActorKind, ActorRef, Door
from vidsyn.kernel.ids import new_id
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import Actor, Holding
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Role, UnitKind

Register = Callable[..., Partner]


def actor(*holdings: Holding) -> Actor:
    """Return a person with these roles."""
    key = new_id()
    return Actor(ActorRef(ActorKind.PERSON, str(key)), Door.WEB, holdings, person_id=key)


@pytest.fixture
def office(db) -> Actor:
    return actor(Holding(Role.OFFICE))


@pytest.fixture
def coordinator(db) -> Actor:
    return actor(Holding(Role.COORDINATOR, "u/abe/"))


@pytest.fixture
def reader(db) -> Actor:
    return actor(Holding(Role.READER))


@pytest.fixture
def administrator(db) -> Actor:
    return actor(Holding(Role.SYSTEM_ADMINISTRATOR))


@pytest.fixture
def school(db) -> Unit:
    return Unit.objects.create(code="abe", name_sv="ABE", name_en="ABE", kind=UnitKind.SCHOOL, path="u/abe/")


@pytest.fixture
def register(office) -> Register:
    """A function that registers a partner as the office, despite likeness."""

    def run(name: str, **given: object) -> Partner:
        return partner_register(name=name, actor=office, despite_likeness=True, **given)

    return run
