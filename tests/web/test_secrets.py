"""No page shows a word that is for few: each page that holds secrets, in each state, by those inside and outside."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.web.addresses import address, ground, may_read, names, states_of, today

from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.queries.persons import persona_list
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db

NOBODY = "nobody"
FEW = ("lasare", "revisor", "koordinator.abe", "koordinator.ki", NOBODY)
PAGES = {
    "agreements:detail",
    "collaborations:detail",
    "collaborations:activity_edit",
    "partners:detail",
    "partners:history",
    "history:thing",
    "history:act",
}
ROWS = [(name, given, state) for name, given in names() if name in PAGES for state in states_of(name)]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Any:
    """The sample register with one thing in each state, taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=today())
        yield ground(Unit.objects.get(code="abe"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def personas(made) -> dict[str, Person | None]:
    found: dict[str, Person | None] = {p.email.partition("@")[0]: p for p in persona_list()}
    return {who: found.get(who) for who in FEW}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[2]}")
def test_a_page_shows_no_word_that_is_for_few(row, made, personas, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    url = address(made, *row)
    for who, person in personas.items():
        client, actor = Client(), actor_of(person, door=Door.WEB, on=today()) if person else None
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        text = client.get(url).content.decode()
        shown = [secret.word for secret in made.secrets if secret.word in text]
        assert [word for word in shown if not _for(word, made, actor)] == [], f"{url} for {who}"
        if who == "koordinator.abe" and row[0].endswith(":detail"):
            assert shown, "who is inside reads them: the words are on the page"


def _for(word: str, made: Any, actor: Any) -> bool:
    return all(may_read(actor, secret) for secret in made.secrets if secret.word == word)
