"""What a closed and reopened account does not regain, tested through real requests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from tests.people.conftest import acting

from vidsyn import here
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.people.operations.closing import person_deactivate, person_reactivate
from vidsyn.people.operations.passwords import password_link_create, password_set
from vidsyn.people.operations.tokens import token_create
from vidsyn.people.vocabulary import Role, TokenScope
from vidsyn.reminders.operations.feeds import feed_make

OFFICE = local_operator()
PASSWORD = "en mening som ingen gissar"  # noqa: S105 - of a test's own account


@pytest.fixture
def anna(somebody) -> Person:
    anna = somebody("Anna Igen", Role.READER, "sci")
    code = password_link_create(person=anna, actor=OFFICE)
    password_set(person=anna, code=code, password=PASSWORD, actor=OFFICE)
    return Person.objects.get(pk=anna.pk)


def signed_in(anna: Person) -> Client:
    client = Client()
    form = {"email": anna.email, "password": PASSWORD}
    assert client.post(reverse("people:sign_in"), form).status_code == 302
    return client


def test_sessions_tokens_feeds_and_links_end_for_good(anna):
    browser = signed_in(anna)
    secret = token_create(
        name="skript", scope=TokenScope.READ, expires_on=here.today() + timedelta(days=9), actor=acting(anna)
    ).secret
    feed = reverse("today:feed", args=[feed_make(actor=acting(anna))])
    code = password_link_create(person=anna, actor=OFFICE)
    bearer = {"Authorization": f"Bearer {secret}"}

    def answers() -> list[int]:
        link = reverse("people:password", args=[anna.pk, code])
        return [
            browser.get("/account/").status_code,
            Client().get("/api/v1/partners", headers=bearer).status_code,
            Client().get(feed).status_code,
            Client().get(link).status_code,
        ]

    assert answers() == [200, 200, 200, 200]
    person_deactivate(person=anna, reason="slutat", actor=OFFICE)
    closed = answers()
    person_reactivate(person=anna, reason="tillbaka", actor=OFFICE)
    assert answers() == closed
    assert closed[0] == 302
    assert closed[1] == 401
    assert closed[2] == 404
    assert closed[3] >= 400
    assert not any(s.get_decoded().get("_auth_user_id") == str(anna.pk) for s in Session.objects.all())
    assert signed_in(anna).get("/account/").status_code == 200
    facts = set(HistoryEntry.objects.values_list("fact", flat=True))
    assert {"api_token.revoked", "feed.revoked"} <= facts
