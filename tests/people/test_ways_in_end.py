"""Access that others gained before an account came to see cases ends when it does; and never by a token."""

from __future__ import annotations

from dataclasses import replace

import pytest
from allauth.socialaccount.models import SocialAccount
from tests.people.conftest import acting

from vidsyn.acts.calls import operations
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.people.operations.identities import identity_link
from vidsyn.people.operations.passwords import password_link_create, password_set
from vidsyn.people.operations.persons import person_update
from vidsyn.people.operations.roles import role_give
from vidsyn.people.vocabulary import Role

OFFICE = local_operator()
PASSWORD = "ett-alldeles-eget-lösen"
IN_PERSON = {
    "feed_make", "identity_link", "identity_unlink", "password_change", "password_link_create", "password_set",
    "token_create",
}  # fmt: skip


@pytest.fixture
def admin(units, somebody):
    return acting(somebody("Admin", Role.SYSTEM_ADMINISTRATOR))


def sets_password(person, code):
    return password_set(person=person, code=code, password=PASSWORD, actor=OFFICE)


def test_a_link_made_before_the_role_was_given_opens_nothing(admin, somebody):
    person = somebody("Anna")
    code = password_link_create(person=person, actor=admin)
    role_give(person=person, role=Role.READER, actor=OFFICE)
    with pytest.raises(Refusal, match="password_link_spent"):
        sets_password(Person.objects.get(pk=person.pk), code)


def test_nor_does_a_password_set_or_a_session_begun_before(admin, somebody):
    person = somebody("Anna")
    sets_password(person, password_link_create(person=person, actor=admin))
    session = Person.objects.get(pk=person.pk).get_session_auth_hash()
    role_give(person=person, role=Role.READER, actor=OFFICE)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert person.get_session_auth_hash() != session


def test_what_the_office_opened_stays_but_for_sessions(somebody, units):
    office, person = acting(somebody("Kansli", Role.OFFICE)), somebody("Anna")
    sets_password(person, password_link_create(person=person, actor=office))
    role_give(person=person, role=Role.READER, actor=office)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    session = person.get_session_auth_hash()
    role_give(person=person, role=Role.COORDINATOR, unit=units["abe"], actor=office)
    person.refresh_from_db()
    assert person.get_session_auth_hash() == session, "she saw cases already: nobody else could open a way in"


def test_a_new_address_ends_links_and_sessions(somebody):
    person = somebody("Anna", Role.READER)
    code = password_link_create(person=person, actor=OFFICE)
    session = Person.objects.get(pk=person.pk).get_session_auth_hash()
    person_update(person=person, email="ny@vidsyn.example", actor=OFFICE)
    person.refresh_from_db()
    assert person.get_session_auth_hash() != session
    with pytest.raises(Refusal, match="password_link_spent"):
        sets_password(person, code)


def test_what_opens_an_account_is_marked_and_closed_to_tokens(somebody):
    assert {name for name, one in operations().items() if one.in_person} == IN_PERSON
    token = replace(acting(somebody("Kansli", Role.OFFICE)), door=Door.API)
    for name in IN_PERSON:
        with pytest.raises(Refusal, match="not_with_a_token"):
            operations()[name].function(actor=token)
    with pytest.raises(Refusal, match="not_with_a_token"):
        person_update(person=somebody("Anna"), email="ny@vidsyn.example", actor=token)


def test_nor_does_an_identity_that_an_administrator_linked(admin, somebody):
    person = somebody("Anna")
    identity_link(person=person, provider="university", subject="s", actor=admin)
    role_give(person=person, role=Role.READER, actor=OFFICE)
    assert not SocialAccount.objects.filter(user=person).exists()
