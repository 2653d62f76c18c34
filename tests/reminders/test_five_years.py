"""Five years go by: no agreement lapses, or renews itself, without its owner having been told in time, twice."""

from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import UUID

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations import agreements_assign, notice_give
from vidsyn.agreements.queries.deadlines import Deadline, deadlines
from vidsyn.agreements.vocabulary import DeadlineKind, Side
from vidsyn.kernel.calendar import ONE_DAY
from vidsyn.people.actors import local_operator, system
from vidsyn.people.models import Person
from vidsyn.reminders.jobs import reminders
from vidsyn.reminders.models import ReminderSent

from .conftest import START, House, months

AGREEMENTS = 60
STILL = 7  # the clock comes by after one to seven days: it may stand still for a week
# Whoever takes over this close to the day may be told once only.
SHORT = timedelta(days=4 * STILL)


def some_terms(chance: random.Random) -> dict[str, object]:
    """Terms as agreements have them: fixed, renewing, open-ended."""
    ends_on = months(chance.randint(1, 66)) + timedelta(days=chance.randint(0, 27))
    match chance.randint(0, 3):
        case 0 | 1:
            return {"ends_on": ends_on}
        case 2:
            renewal = chance.choice([12, 24, 36])
            return {"ends_on": ends_on, "renewal_months": renewal, "notice_months": chance.choice([1, 3, 6])}
        case _:
            return {"open_ended": True, "notice_months": 3}


def register(house: House, chance: random.Random) -> list[Agreement]:
    owners = ["owner", "colleague", "neighbour", None]
    rows = []
    for n in range(AGREEMENTS):
        unit = chance.choice(["real", "abe", "sci", "u", None])
        rows.append((f"DNR {n}", {**some_terms(chance), "owner": chance.choice(owners), "unit": unit}))
    return house.agreements(rows)


def test_no_agreement_lapses_without_its_owner_having_been_told_in_time_twice(house, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    chance = random.Random(20261122)
    agreements = register(house, chance)
    took_over: dict[UUID, date] = {}
    lapsed, before, on = 0, START, START
    while on <= months(60):
        life_goes_on(house, agreements, on, chance, took_over)
        reminders(on)
        for item in deadlines(system(), before + ONE_DAY, on, kinds=(DeadlineKind.ENDS, DeadlineKind.NOTICE)):
            if item.due_on - took_over.get(item.agreement_id, START) > SHORT:
                assert_told_twice(house, item)
                lapsed += 1
        before, on = on, on + timedelta(days=chance.randint(1, STILL))
    assert lapsed >= 40


def assert_told_twice(house: House, item: Deadline) -> None:
    """Whoever is responsible when the day comes has been told on two days, neither of them after it."""
    responsible = item.owner_id or house.people["office"].pk
    told = ReminderSent.objects.filter(
        agreement=item.agreement_id, kind=item.kind, due_on=item.due_on, person=responsible
    )
    days = {row.sent_on for row in told if row.sent_on <= item.due_on}
    assert len(days) >= 2, (item.number, item.kind, item.due_on, sorted(days))
    assert told.count() == len(days)


def life_goes_on(
    house: House, agreements: list[Agreement], on: date, chance: random.Random, took_over: dict[UUID, date]
) -> None:
    """People leave, agreements change hands, notice is given."""
    colleague = house.people["colleague"]
    if on > months(13) and colleague.is_active:
        leave(colleague, on, took_over)
    if chance.random() < 0.06:
        agreement = chance.choice(agreements)
        owner = house.people[chance.choice(["owner", "neighbour"])]
        if agreements_assign(agreements=(agreement,), owner=owner, reason="byte", actor=local_operator()):
            took_over[agreement.pk] = on
    if chance.random() < 0.02:
        open_ended = chance.choice([agreement for agreement in agreements if agreement.open_ended])
        if not open_ended.notices.exists():
            notice_give(agreement=open_ended, side=Side.PARTNER, received_on=on, actor=local_operator())
            took_over[open_ended.pk] = on


def leave(person: Person, on: date, took_over: dict[UUID, date]) -> None:
    person.is_active = False
    person.save()
    for agreement in Agreement.objects.filter(owner=person):
        took_over[agreement.pk] = on
