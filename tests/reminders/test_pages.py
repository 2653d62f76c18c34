"""Today is the first page, from which everything is reachable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vidsyn.rows.counts import forget_answers

from .conftest import START, months


@pytest.fixture
def client_of(house):
    def sign_in(name: str, language: str = "sv") -> Client:
        client = Client()
        client.force_login(house.people[name])
        client.cookies["vidsyn_language"] = language
        return client

    return sign_in


def test_today_is_the_first_page_and_the_rest_is_behind_all(client_of, house):
    house.agreements([(f"DNR {n}", {"ends_on": months(1 + n), "owner": "owner"}) for n in range(9)])
    page = client_of("owner").get("/").content.decode()
    assert page.count("Avtal löper ut") == 7
    assert "Och 3 till" in page
    rest = client_of("owner").get(reverse("today:all")).content.decode()
    assert rest.count("Avtal löper ut") == 9


def test_nothing_waits(client_of):
    assert "Inget väntar på dig" in client_of("administrator").get("/").content.decode()
    assert "Nothing waits for you" in client_of("administrator", "en").get("/").content.decode()


def test_the_clean_up_list_is_settled_from_its_page(client_of, house):
    past = house.agreements(
        [(f"P-{n}", {"ends_on": START - timedelta(days=9), "owner": "owner"}) for n in range(3)]
    )
    client = client_of("owner")
    at = reverse("today:clean_up")
    assert at in client.get("/").content.decode()
    assert "P-1" in client.get(at).content.decode()
    sent = {"agreement": [agreement.reference for agreement in past[:2]]}
    page = client.post(reverse("today:settle"), sent, follow=True).content.decode()
    assert "2 avtal är avklarade" in page
    assert "P-2" in page
    assert "P-1" not in page
    # What the viewer may not see does not exist for that viewer.
    hidden = client_of("administrator").post(reverse("today:settle"), {"agreement": [past[2].reference]})
    assert hidden.status_code == 404


def test_the_digest_is_turned_off_on_its_page(client_of, house):
    client, at = client_of("owner"), reverse("today:letters")
    assert " checked" in client.get(at).content.decode()
    assert "Ditt val är sparat" in client.post(at, {}, follow=True).content.decode()
    assert " checked" not in client.get(at).content.decode()
    client.post(at, {"wanted": "on"})
    assert " checked" in client.get(at).content.decode()


def test_a_stranger_is_asked_to_sign_in():
    for name in ("today", "all", "clean_up", "calendar", "letters"):
        assert Client().get(reverse(f"today:{name}")).status_code == 302


def test_the_first_page_costs_the_same_with_little_and_with_much(client_of, house):
    client, costs = client_of("owner"), []
    for size in (2, 20):
        house.agreements([(f"E{size}-{n}", {"ends_on": months(5), "owner": "owner"}) for n in range(size)])
        forget_answers()
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
