"""A system administrator sees no cases, and opens no way into an account that does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people.conftest import acting

from vidsyn import here
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import local_operator
from vidsyn.people.models import RoleAssignment
from vidsyn.people.operations.identities import identity_link
from vidsyn.people.operations.passwords import password_link_create
from vidsyn.people.operations.persons import person_update
from vidsyn.people.operations.roles import role_give, role_take
from vidsyn.people.vocabulary import Role

OFFICE = local_operator()
WAYS = {
    "link": lambda person, actor: password_link_create(person=person, actor=actor),
    "address": lambda person, actor: person_update(person=person, email="ny@vidsyn.example", actor=actor),
    "identity": lambda person, actor: identity_link(
        person=person, provider="university", subject="s", actor=actor
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", [r for r in Role if r is not Role.SYSTEM_ADMINISTRATOR])
def test_no_way_in_to_an_account_that_sees_cases(units, somebody, way, role):
    admin = acting(somebody("Admin", Role.SYSTEM_ADMINISTRATOR))
    person = somebody("Anna", role, "abe" if role is Role.COORDINATOR else "")
    with pytest.raises(Refusal, match="not_allowed"):
        WAYS[way](person, admin)
    WAYS[way](person, acting(somebody("Kansliet", Role.OFFICE)))


@pytest.mark.parametrize("way", WAYS)
def test_nor_to_one_that_will_but_to_one_that_no_longer_does(units, somebody, way):
    admin = acting(somebody("Admin", Role.SYSTEM_ADMINISTRATOR))
    person = somebody("Anna")
    later = {"starts_on": here.today() + timedelta(days=30), "role": Role.READER, "person": person}
    role_give(**later, actor=OFFICE)
    with pytest.raises(Refusal, match="not_allowed"):
        WAYS[way](person, admin)
    role_take(assignment=RoleAssignment.objects.get(person=person), actor=OFFICE)
    WAYS[way](person, admin)


def test_an_administrator_still_changes_a_name(units, somebody):
    admin = acting(somebody("Admin", Role.SYSTEM_ADMINISTRATOR))
    person = somebody("Anna", Role.READER)
    assert person_update(person=person, name="Anna B", email=person.email, actor=admin).name == "Anna B"
