"""A small university: two schools, one with two departments; an office and a few people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from anyascii import anyascii

from vidsyn.kernel.actors import Door
from vidsyn.people import operations as people
from vidsyn.people.actors import Actor, actor_of, local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.queries import today
from vidsyn.people.vocabulary import Role, UnitKind


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:
    """The hash that guards passwords is slow by design; here it is beside the point."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def units(db) -> dict[str, Unit]:
    """Units by code: `u` → `abe` (→ `real`, `arch`) and `sci`."""
    made: dict[str, Unit] = {}
    for code, parent in (("u", ""), ("abe", "u"), ("real", "abe"), ("arch", "abe"), ("sci", "u")):
        made[code] = people.unit_create(
            code=code,
            name_sv=f"{code} på svenska",
            name_en=f"{code} in English",
            kind=UnitKind.SCHOOL,
            parent=made.get(parent),
            actor=local_operator(),
        )
    return made


@pytest.fixture
def somebody(units) -> Callable[..., Person]:
    """Makes a person, by name, with a role for a unit."""

    def make(name: str, role: Role | None = None, unit: str = "", **more: object) -> Person:
        short = anyascii(name).lower().replace(" ", ".")
        email = f"{short}@vidsyn.example"
        person = people.person_create(email=email, name=name, actor=local_operator(), **more)
        if role is not None:
            people.role_give(person=person, role=role, unit=units.get(unit), actor=local_operator())
        return person

    return make


def acting(person: Person, **more: object) -> Actor:
    """The actor a person is today, on a page."""
    return actor_of(Person.objects.get(pk=person.pk), door=more.pop("door", Door.WEB), on=today(), **more)
