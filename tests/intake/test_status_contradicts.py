"""A list's own status that contradicts the dates is a warning on its row and a count at the top of the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.lists import HEADING, agreement_row, workbook

from vidsyn import here
from vidsyn.intake.logic.contradictions import status_contradicted
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.queries.acts import import_rows, warned_of
from vidsyn.intake.vocabulary import ListKind, Warned
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db
TODAY = here.today()
DAYS = {
    "past": (TODAY - timedelta(900)).isoformat(),
    "over": (TODAY - timedelta(30)).isoformat(),
    "ahead": (TODAY + timedelta(30)).isoformat(),
    "far": (TODAY + timedelta(900)).isoformat(),
}
RUNNING = {"starts_on": DAYS["past"], "ends_on": DAYS["far"]}
OVER = {"starts_on": DAYS["past"], "ends_on": DAYS["over"]}
AHEAD = {"starts_on": DAYS["ahead"], "ends_on": DAYS["far"]}
OPEN = {"starts_on": DAYS["past"], "open_ended": True}
RENEWING = OVER | {"renewal_months": 12}


@pytest.mark.parametrize(
    ("said", "dates", "contradicts"),
    [
        ("Gällande", RUNNING, False),
        ("Aktivt", OVER, True),
        ("active", RENEWING, False),
        ("In force", AHEAD, True),
        ("Avslutat", RUNNING, True),
        ("Upphört", OPEN, True),
        ("utgånget", OVER, False),
        ("Expired", {}, True),  # without dates it comes in as in force
        ("Uppsagt", RUNNING, False),
        ("uppsagt", OPEN, True),
        ("Notice given", RENEWING, True),
        ("Kommande", AHEAD, False),
        ("kommande", RUNNING, True),
        ("Under förhandling", RUNNING, True),
        ("väntar på underskrift", RUNNING, False),  # has a warning of its own
        ("se pärm 4", RUNNING, False),
        ("", OVER, False),
    ],
)
def test_a_word_for_a_status_is_compared_with_what_the_dates_give(said, dates, contradicts):
    assert status_contradicted(ListKind.AGREEMENTS, {"status": said, **dates}, TODAY) is contradicts


@pytest.mark.parametrize(
    ("said", "dates", "contradicts"),
    [
        ("ongoing", OVER, True),
        ("ongoing", RUNNING, False),
        ("ended", RUNNING, True),
        ("ended", OVER, False),
        ("dormant", OVER, False),
        ("ended", {}, False),
    ],
)
def test_so_is_a_collaborations(said, dates, contradicts):
    assert status_contradicted(ListKind.COLLABORATIONS, {"status": said, **dates}, TODAY) is contradicts


def test_the_plan_counts_the_rows_first_and_the_number_opens_just_them(operator: Actor, school, ror):
    rows = [
        [*agreement_row("1", ends=DAYS["far"], starts=DAYS["past"]), "Avslutat"],
        [*agreement_row("2", ends=DAYS["far"], starts=DAYS["past"]), "Gällande"],
        [*agreement_row("3", ends=DAYS["over"], starts=DAYS["past"]), "Aktivt"],
        [*agreement_row("4", ends="", starts=DAYS["past"], unit="Okänd"), "Aktivt"],
    ]
    content = workbook(Avtal=[[*HEADING, "Status"], *rows])
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)

    assert warned_of(operator, act)[0] == (Warned.STATUS_CONTRADICTS, 2)
    for code, count in warned_of(operator, act):
        found = import_rows(operator, act, warning=code)
        assert found.count() == count
        assert all(str(code) in {w["code"] for w in row.warnings} for row in found)
    numbers = [row.values["number"] for row in import_rows(operator, act, warning=Warned.STATUS_CONTRADICTS)]
    assert numbers == ["1", "3"]
    person = Person.objects.create(email="kansliet@vidsyn.example", name="K")
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    client = Client()
    client.force_login(person)
    address = reverse("intake:act", args=[act.reference])
    assert f'href="?warning={Warned.STATUS_CONTRADICTS}">2 rader</a>' in client.get(address).content.decode()
    shown = client.get(address, {"warning": Warned.STATUS_CONTRADICTS})
    assert [line.row.values["number"] for line in shown.context["lines"]] == ["1", "3"]
