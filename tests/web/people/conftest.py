"""A small university with a person in every role, each signed in on pages of her own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.passwords import password_link_create, password_set
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import Role, UnitKind

OFFICE = local_operator()
PASSWORD = "tranor över hornborgasjön"


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:
    """The hash that guards passwords is slow by design; here it is beside the point."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def school(db) -> Unit:
    university = unit_create(code="kth", name_sv="KTH", name_en="KTH", kind=UnitKind.UNIVERSITY, actor=OFFICE)
    return unit_create(
        code="abe",
        name_sv="Arkitektur",
        name_en="Architecture",
        kind=UnitKind.SCHOOL,
        parent=university,
        actor=OFFICE,
    )


@pytest.fixture
def persons(school) -> dict[Role | None, Person]:
    """One for each role, and one without any."""
    made: dict[Role | None, Person] = {}
    for role in (*Role, None):
        name = role.value if role else "nobody"
        person = person_create(email=f"{name}@vidsyn.example", name=name, unit=school, actor=OFFICE)
        if role:
            unit = school if role is Role.COORDINATOR else None
            role_give(person=person, role=role, unit=unit, actor=OFFICE)
            person.refresh_from_db()  # the first role that sees cases ends earlier sessions
        made[role] = person
    return made


@pytest.fixture
def pages(persons) -> Callable[[Role | None], Client]:
    """The pages as the person in a role sees them."""

    def open_for(role: Role | None) -> Client:
        client = Client()
        client.force_login(persons[role])
        return client

    return open_for


@pytest.fixture
def with_password(persons) -> Person:
    """The reader, who can sign in by password."""
    person = persons[Role.READER]
    code = password_link_create(person=person, actor=OFFICE)
    from vidsyn import here
    from vidsyn.kernel.actors import Door
    from vidsyn.people.actors import actor_of

    own = actor_of(person, door=Door.WEB, on=here.today())
    return password_set(person=person, code=code, password=PASSWORD, actor=own)
