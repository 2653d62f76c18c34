"""API tokens, passwords and sign-in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people.conftest import acting

from vidsyn import here
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import local_operator
from vidsyn.people.models import ApiToken, Person, SignInAttempt
from vidsyn.people.operations import sign_in as signing
from vidsyn.people.operations.closing import person_deactivate, person_reactivate
from vidsyn.people.operations.passwords import (
    password_change,
    password_link_create,
    password_set,
    sessions_end,
)
from vidsyn.people.operations.sign_in import sign_in
from vidsyn.people.operations.tokens import token_create, token_revoke
from vidsyn.people.queries.tokens import token_actor, token_find, token_list
from vidsyn.people.vocabulary import Role, TokenScope

OFFICE = local_operator()
GOOD = "tranor över hornborgasjön"


def refused(function, **arguments) -> str:
    with pytest.raises((Refusal, Refusals)) as refusal:
        function(**arguments)
    return refusal.value.code


@pytest.fixture
def anna(somebody) -> Person:
    return somebody("Anna", Role.COORDINATOR, "abe")


@pytest.fixture
def with_password(anna) -> Person:
    code = password_link_create(person=anna, actor=OFFICE)
    password_set(person=anna, code=code, password=GOOD, actor=acting(anna))
    return Person.objects.get(pk=anna.pk)


def make(anna, scope=TokenScope.READ, days=30):
    expires_on = here.today() + timedelta(days=days)
    return token_create(name="skript", scope=scope, expires_on=expires_on, actor=acting(anna))


@pytest.mark.parametrize(("scope", "writes"), [(TokenScope.READ, False), (TokenScope.WRITE, True)])
def test_a_token_acts_as_its_person_within_its_scope(anna, scope, writes):
    actor = token_actor(make(anna, scope).secret, on=here.today())
    assert actor.person_id == anna.pk
    assert actor.paths(Role.COORDINATOR) == ("u/abe/",)
    assert (actor.may_write, actor.door) == (writes, Door.API)


def test_a_read_token_calls_no_operation(anna):
    actor = token_actor(make(anna).secret, on=here.today())
    assert refused(sessions_end, person=anna, actor=actor) == "scope_missing"


def test_the_secret_is_kept_nowhere(anna):
    new = make(anna)
    row = ApiToken.objects.values().get()
    assert new.secret not in str(row)
    assert new.secret not in str(list(HistoryEntry.objects.values()))
    assert row["hint"] == new.secret[: len(row["hint"])]


def test_a_token_ends_after_its_last_day_when_revoked_and_when_its_person_leaves(anna):
    new = make(anna, days=3)
    assert token_actor(new.secret, on=here.today() + timedelta(days=3))
    assert token_actor(new.secret, on=here.today() + timedelta(days=4)) is None
    assert token_actor(new.secret + "x", on=here.today()) is None
    person_deactivate(person=anna, actor=OFFICE)
    assert token_actor(new.secret, on=here.today()) is None
    person_reactivate(person=anna, actor=OFFICE)
    token_revoke(token=new.token, actor=acting(anna))
    assert token_actor(new.secret, on=here.today()) is None
    token_revoke(token=new.token, actor=acting(anna))
    assert HistoryEntry.objects.filter(fact="api_token.revoked").count() == 1


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_lasts_at_most_a_year(anna, days):
    with pytest.raises(Refusal) as refusal:
        make(anna, days=days)
    assert refusal.value.code == "token_expiry_out_of_reach"


def test_tokens_are_ones_own(anna, somebody):
    office = acting(somebody("Kansliet", Role.OFFICE))
    new = make(anna)
    assert list(token_list(office)) == []
    assert token_find(office, str(new.token.pk)) is None
    assert token_find(acting(anna), new.token.hint) == new.token
    assert refused(token_revoke, token=new.token, actor=office) == "not_allowed"


def test_a_token_makes_no_token_and_tries_no_password(with_password):
    actor = token_actor(make(with_password, TokenScope.WRITE).secret, on=here.today())
    created = {"name": "x", "scope": TokenScope.WRITE, "expires_on": here.today(), "actor": actor}
    assert refused(token_create, **created) == "not_with_a_token"
    change = {"old_password": GOOD, "new_password": GOOD + "!", "actor": actor}
    assert refused(password_change, **change) == "not_with_a_token"


def test_a_password_link_works_once_and_for_its_person_only(anna, somebody):
    bo = somebody("Bo")
    code = password_link_create(person=anna, actor=OFFICE)
    set_ = {"code": code, "password": GOOD}
    assert refused(password_set, person=bo, actor=acting(bo), **set_) == "password_link_spent"
    password_set(person=anna, actor=acting(anna), **set_)
    assert refused(password_set, person=anna, actor=acting(anna), **set_) == "password_link_spent"
    assert sign_in(email="ANNA@vidsyn.example", password=GOOD, address="10.0.0.1") == anna


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kort", "password_too_short"),
        ("password1234", "password_too_common"),
        ("anna@vidsyn.example", "password_too_similar"),
    ],
)
def test_a_weak_password_is_refused_saying_what_is_weak(anna, password, code):
    link = password_link_create(person=anna, actor=OFFICE)
    with pytest.raises((Refusal, Refusals)) as refusal:
        password_set(person=anna, code=link, password=password, actor=acting(anna))
    codes = [r.code for r in getattr(refusal.value, "refusals", [refusal.value])]
    assert code in codes


def test_changing_the_password_needs_the_old_one_and_ends_other_sessions(with_password):
    before = with_password.get_session_auth_hash()
    actor = acting(with_password)
    wrong = {"old_password": "fel", "new_password": GOOD + "!", "actor": actor}
    assert refused(password_change, **wrong) == "password_wrong"
    password_change(old_password=GOOD, new_password=GOOD + "!", actor=actor)
    assert Person.objects.get(pk=with_password.pk).get_session_auth_hash() != before


def test_sessions_end_by_oneself_or_by_who_manages_accounts(anna, somebody):
    before = anna.get_session_auth_hash()
    reader = acting(somebody("Läsare", Role.READER))
    assert refused(sessions_end, person=anna, actor=reader) == "not_allowed"
    sessions_end(person=anna, actor=acting(anna))
    assert Person.objects.get(pk=anna.pk).get_session_auth_hash() != before


def test_a_closed_account_an_unknown_one_and_a_wrong_password_get_the_same_no(with_password):
    person_deactivate(person=with_password, actor=OFFICE)
    tries = [("anna@vidsyn.example", GOOD), ("ingen@vidsyn.example", GOOD), ("anna@vidsyn.example", "fel")]
    for email, password in tries:
        with pytest.raises(Refusal) as refusal:
            sign_in(email=email, password=password, address="10.0.0.1")
        assert (refusal.value.code, dict(refusal.value.params)) == ("sign_in_failed", {})


@pytest.mark.parametrize("email", ["anna@vidsyn.example", "ingen@vidsyn.example"])
def test_an_account_is_closed_to_tries_after_ten_whether_it_exists_or_not(with_password, email):
    for number in range(signing.TRIES_PER_ACCOUNT):
        assert refused(sign_in, email=email, password="fel", address=f"10.0.0.{number}") == "sign_in_failed"
    assert refused(sign_in, email=email, password=GOOD, address="10.1.1.1") == "sign_in_too_many"
    SignInAttempt.objects.update(at=SignInAttempt.objects.first().at - signing.WINDOW)
    if email == with_password.email:
        assert sign_in(email=email, password=GOOD, address="10.1.1.1") == with_password
        assert SignInAttempt.objects.count() == 1  # only the network address's own


def test_an_address_is_closed_to_tries_on_ever_new_accounts(db):
    for number in range(signing.TRIES_PER_ADDRESS):
        tried = f"{number}@vidsyn.example"
        assert refused(sign_in, email=tried, password="x", address="10.0.0.1") == "sign_in_failed"
    assert refused(sign_in, email="ny@vidsyn.example", password="x", address="10.0.0.1") == "sign_in_too_many"
    assert refused(sign_in, email="ny@vidsyn.example", password="x", address="10.0.0.2") == "sign_in_failed"


def test_the_count_of_tries_says_neither_who_nor_where(db):
    refused(sign_in, email="anna@vidsyn.example", password="x", address="10.0.0.1")
    kept = str(list(SignInAttempt.objects.values()))
    assert "anna" not in kept
    assert "10.0.0.1" not in kept


def test_what_no_longer_counts_is_thrown_away(with_password):
    from datetime import datetime

    from django.contrib.sessions.models import Session
    from django.test import Client
    from django.utils import timezone

    from vidsyn.people.jobs import forget_sign_ins

    Client().force_login(with_password)
    Client().force_login(with_password)
    refused(sign_in, email="anna@vidsyn.example", password="x", address="10.0.0.1")
    assert forget_sign_ins() == 0
    SignInAttempt.objects.update(at=datetime(2020, 1, 1, tzinfo=timezone.get_current_timezone()))
    first = Session.objects.first()
    Session.objects.filter(pk=first.pk).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert forget_sign_ins() == 3
    assert Session.objects.count() == 1


def test_a_token_shows_the_day_it_was_last_used(anna):
    made = make(anna)
    assert made.token.last_used_on is None
    later = here.today() + timedelta(days=2)
    for day in (here.today(), later, later):
        token_actor(made.secret, on=day)
    token = token_list(acting(anna)).get()
    assert (token.last_used_on, token.version) == (later, made.token.version)
    token_actor(made.secret, on=token.expires_on + timedelta(days=1))
    assert token_list(acting(anna)).get().last_used_on == later
