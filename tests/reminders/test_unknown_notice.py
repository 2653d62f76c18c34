"""An unknown notice period gives no last day for notice anywhere; the agreement is on the list to fill in."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.queries.announced import agreements_table
from vidsyn.agreements.queries.courses import terms_of
from vidsyn.agreements.queries.deadlines import deadlines
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreement_list
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import AgreementMatter, DeadlineKind, Missing
from vidsyn.reminders.jobs.telling import reminders
from vidsyn.reminders.operations.feeds import feed_make
from vidsyn.reminders.queries.feeds import calendar_of
from vidsyn.reminders.queries.today import today_all

from .conftest import START, months

pytestmark = pytest.mark.django_db
RENEWS = {"ends_on": months(5), "renewal_months": 12}
ALL = tuple(Missing)


@pytest.fixture
def unknown(house) -> Agreement:
    return house.agreement("U-1", owner="owner", **RENEWS)


def listed(house, who: str, missing: tuple[Missing, ...] = ALL) -> list[str]:
    wanted = AgreementFilter(missing=missing, editable=True, order="number")
    return [row.number for row in agreement_list(house.actor(who), wanted, on=START).rows]


def to_fill_in(house, who: str) -> list[int]:
    rows = today_all(house.actor(who), START)
    return [row.count for row in rows if row.matter is AgreementMatter.TO_FILL_IN]


def test_no_door_gives_a_last_day(house, unknown, mailoutbox):
    actor = house.actor("owner")
    kinds = {d.kind for d in deadlines(actor, START, months(120))}
    assert DeadlineKind.NOTICE not in kinds
    secret = feed_make(actor=actor)
    assert not Calendar.from_ical(calendar_of(secret, START)).walk("VEVENT")
    for month in range(6):
        reminders(months(month))
    assert not list(mailoutbox)
    (row,) = agreement_list(actor, on=START).rows
    story = agreement_story(actor, unknown.reference, on=START)
    assert (row.notice_deadline, row.lacks) == (None, (Missing.NOTICE,))
    told = json.loads(json.dumps(asdict(story), cls=DjangoJSONEncoder, default=str))
    assert (told["standing"]["notice_deadline"], told["standing"]["lacks"]) == (None, ["notice"])


@pytest.mark.parametrize(("language", "word"), [("sv", "okänt"), ("en", "not known")])
def test_pages_and_export_say_that_it_is_not_known(house, unknown, language, word):
    owner = house.people["owner"]
    owner.language = language
    owner.save()
    client = Client()
    client.force_login(owner)
    for url in (reverse("agreements:list"), reverse("agreements:detail", args=[unknown.reference])):
        assert word in client.get(url).content.decode()
    with translation.override(language):
        table = agreements_table(house.actor("owner"), AgreementFilter(), on=START)
    assert table.rows[0][-2:] == (months(5).isoformat(), word)


def test_what_lacks_a_term_gathers_on_a_list_with_its_number(house, unknown):
    house.agreement("U-2", owner="owner", open_ended=True)
    house.agreement("U-3", owner="owner")
    house.agreement("K-1", owner="owner", notice_months=0, **RENEWS)
    house.agreement("K-2", owner="owner", ends_on=months(5))
    house.agreement("K-3", owner="owner", ends_on=months(-5), renewal_months=None)
    house.agreement("O-1", owner="colleague", unit="sci", open_ended=True)
    assert listed(house, "owner") == ["U-1", "U-2", "U-3"]
    assert listed(house, "owner", (Missing.END,)) == ["U-3"]
    assert listed(house, "owner", (Missing.NOTICE,)) == ["U-1", "U-2"]
    assert to_fill_in(house, "owner") == [3]
    assert to_fill_in(house, "coordinator") == [3]
    assert to_fill_in(house, "office") == [4]
    assert to_fill_in(house, "reader") == to_fill_in(house, "administrator") == []


def test_it_is_off_the_list_once_it_is_filled_in(house, unknown):
    agreement = Agreement.objects.get(pk=unknown.pk)
    told = replace(terms_of(agreement), notice_months=3)
    agreement_update(agreement=agreement, terms=told, actor=house.actor("owner"))
    assert (listed(house, "owner"), to_fill_in(house, "owner")) == ([], [])
    (row,) = agreement_list(house.actor("owner"), on=START).rows
    assert row.notice_deadline == months(2)
