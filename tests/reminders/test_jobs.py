"""Messages: sent once, in the reader's language, with numbers and deadlines only."""

from __future__ import annotations

from datetime import timedelta

from vidsyn.later.clock import jobs, run_jobs
from vidsyn.reminders.jobs.digest import digests
from vidsyn.reminders.jobs.telling import reminders
from vidsyn.reminders.models import ReminderSent
from vidsyn.reminders.operations.digest import digest_choose

from .conftest import START, months


def test_a_step_is_told_once_however_often_the_clock_comes_by(house, mailoutbox):
    house.agreement("DNR 1", owner="owner", ends_on=months(6))
    assert [reminders(START), reminders(START), reminders(START + timedelta(days=1))] == [1, 0, 0]
    [letter] = mailoutbox
    assert letter.to == ["owner@example.org"]
    assert "DNR 1" in letter.body
    assert months(6).isoformat() in letter.body
    assert "emlig" not in letter.body + letter.subject
    assert letter.subject == "1 tidsfrist närmar sig"


def test_a_letter_gathers_all_that_came_near_and_speaks_the_readers_language(house, mailoutbox):
    person = house.people["owner"]
    person.language = "en"
    person.save()
    house.agreements([(f"DNR {n}", {"ends_on": months(3), "owner": "owner"}) for n in range(4)])
    reminders(START)
    [letter] = mailoutbox
    assert letter.subject == "4 deadlines come closer"
    assert "agreement ends" in letter.body


def test_a_new_owner_is_told_although_the_old_one_was(house, mailoutbox):
    agreement = house.agreement("DNR 1", owner="owner", ends_on=months(3))
    reminders(START)
    agreement.owner = house.people["colleague"]
    agreement.save()
    reminders(START + timedelta(days=10))
    reminders(START + timedelta(days=60))
    assert [letter.to[0].partition("@")[0] for letter in mailoutbox] == ["owner", "colleague", "colleague"]


def test_what_the_office_answers_for_is_told_to_the_office(house, mailoutbox):
    house.agreement("DNR 1", ends_on=months(3), unit=None)
    reminders(START)
    assert [letter.to for letter in mailoutbox] == [["office@example.org"]]


def test_an_import_of_what_is_past_sends_no_flood(house, mailoutbox):
    house.agreements(
        [(f"P-{n}", {"ends_on": START - timedelta(days=n + 1), "owner": "owner"}) for n in range(40)]
    )
    reminders(START)
    assert mailoutbox == []


def test_who_has_turned_the_digest_off_gets_reminders_only(house, mailoutbox):
    house.agreement("DNR 1", owner="owner", ends_on=months(3))
    owner = house.actor("owner")
    digest_choose(wanted=False, actor=owner)
    digest_choose(wanted=False, actor=owner)
    monday = START - timedelta(days=START.weekday())
    digests(monday)
    assert "owner@example.org" not in [letter.to[0] for letter in mailoutbox]
    reminders(START)
    assert [letter.to for letter in mailoutbox if letter.to == ["owner@example.org"]]
    digest_choose(wanted=True, actor=owner)
    mailoutbox.clear()
    digests(monday + timedelta(days=7))
    assert ["owner@example.org"] in [letter.to for letter in mailoutbox]


def test_the_digest_comes_once_a_week_and_not_when_nothing_waits(house, mailoutbox):
    house.agreement("DNR 1", owner="owner", ends_on=months(5))
    monday = START + timedelta(days=7 - START.weekday())
    assert digests(monday) >= 1
    mine = [letter for letter in mailoutbox if letter.to == ["owner@example.org"]]
    assert len(mine) == 1
    assert "DNR 1" in mine[0].body
    assert "emlig" not in mine[0].body
    assert not any(letter.to == ["reader@example.org"] for letter in mailoutbox)
    assert digests(monday + timedelta(days=3)) == 0
    assert digests(monday + timedelta(days=7)) >= 1


def test_the_clock_knows_both_jobs_and_runs_them_again_without_harm(house, mailoutbox):
    house.agreement("DNR 1", owner="owner", ends_on=months(6))
    mine = [job for job in jobs() if job.name in {"reminders", "digests"}]
    assert [run.fault for run in run_jobs(mine, START)] == [None, None]
    sent = len(mailoutbox)
    run_jobs(mine, START)
    assert len(mailoutbox) == sent
    assert ReminderSent.objects.count() == 1
