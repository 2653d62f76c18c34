"""The calendar feed: numbers and dates at a secret address, in its owner's language, until revoked."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.vocabulary import Role
from vidsyn.reminders.models import CalendarFeed
from vidsyn.reminders.operations.feeds import feed_make, feed_revoke
from vidsyn.reminders.queries.feeds import calendar_of, feed_made_on

from .conftest import START, months


def test_the_calendar_holds_number_and_day_and_nothing_of_the_content(house):
    house.agreement("DNR 1", owner="owner", ends_on=months(18))
    house.agreement("DNR 2", owner="colleague", ends_on=months(18))
    secret = feed_make(actor=house.actor("owner"))
    found = calendar_of(secret, START)
    events = Calendar.from_ical(found).walk("VEVENT")
    assert [(str(e["summary"]), e.decoded("dtstart")) for e in events] == [
        ("DNR 1: avtal löper ut", months(18))
    ]
    assert b"emlig" not in found
    assert calendar_of(secret, START) == found


def test_only_the_digest_is_kept_and_a_new_address_stops_the_old(house):
    actor = house.actor("owner")
    first, second = feed_make(actor=actor), feed_make(actor=actor)
    kept = str(list(CalendarFeed.objects.values()))
    assert first not in kept
    assert second not in kept
    assert calendar_of(first, START) is None
    assert calendar_of(second, START) is not None
    assert feed_made_on(actor) is not None
    feed_revoke(actor=actor)
    feed_revoke(actor=actor)
    assert calendar_of(second, START) is None
    assert feed_made_on(actor) is None


def test_whoever_has_left_has_no_calendar(house):
    secret = feed_make(actor=house.actor("owner"))
    person = house.people["owner"]
    person.is_active = False
    person.save()
    assert calendar_of(secret, START) is None


def test_nobody_in_particular_has_no_calendar(db):
    with pytest.raises(Refusal) as no:
        feed_make(actor=local_operator())
    assert no.value.code == "feed_needs_a_person"


def test_the_address_answers_without_sign_in_and_only_when_it_is_right(house):
    secret = feed_make(actor=house.actor("owner"))
    client = Client()
    answer = client.get(reverse("today:feed", args=[secret]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(reverse("today:feed", args=["x" * 43])).status_code == 404
    assert client.post(reverse("today:feed", args=[secret])).status_code in {403, 405}


def test_the_page_shows_the_address_once(house):
    client = Client()
    client.force_login(house.people["owner"])
    shown = client.post(reverse("today:calendar_make"))
    assert ".ics" in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert ".ics" not in client.get(reverse("today:calendar")).content.decode()
    client.post(reverse("today:calendar_revoke"))
    assert feed_made_on(house.actor("owner")) is None


def test_a_feed_made_before_the_account_came_to_see_cases_ends_with_the_first_role_that_does(house):
    """Whoever opened the account before may have made it; a further role ends nothing."""
    person = person_create(email="ny@vidsyn.example", name="Ny", actor=local_operator())
    secret = feed_make(actor=actor_of(person, door=Door.WEB, on=START))
    role_give(person=person, role=Role.READER, actor=local_operator())
    assert calendar_of(secret, START) is None
    secret = feed_make(actor=actor_of(person, door=Door.WEB, on=START))
    role_give(person=person, role=Role.AUDITOR, actor=local_operator())
    assert calendar_of(secret, START) is not None
