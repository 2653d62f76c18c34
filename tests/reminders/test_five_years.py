"""Over five years no agreement lapses, or renews itself, without its owner being reminded in time, twice."""

from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import UUID

import pytest

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.ending import notice_give
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.agreements.queries.courses import terms_of
from vidsyn.agreements.queries.deadlines import Deadline, deadlines
from vidsyn.agreements.vocabulary import DeadlineKind, Side, Stage
from vidsyn.kernel.calendar import ONE_DAY
from vidsyn.people.actors import local_operator, system
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.queries.coordinators import coordinators_of
from vidsyn.people.vocabulary import Role
from vidsyn.reminders.jobs.telling import reminders
from vidsyn.reminders.models import ReminderSent
from vidsyn.sample.loading import sample_load

from .conftest import START, House, months

AGREEMENTS = 60
STILL = 10  # the clock runs every three to ten days: it may stop for more than a week
# Whoever takes over this close to the day may be reminded only once.
SHORT = timedelta(days=4 * STILL)


def some_terms(chance: random.Random) -> dict[str, object]:
    """Return typical terms: fixed, renewing, open-ended."""
    ends_on = months(chance.randint(1, 66)) + timedelta(days=chance.randint(0, 27))
    match chance.randint(0, 3):
        case 0 | 1:
            return {"ends_on": ends_on}
        case 2:
            renewal = chance.choice([12, 24, 36])
            notice = chance.choice([{"notice_months": n} for n in (1, 3, 6)] + [{"notice_days": 90}])
            return {"ends_on": ends_on, "renewal_months": renewal, **notice}
        case _:
            return {"open_ended": True, **chance.choice([{"notice_months": 3}, {"notice_days": 45}])}


def register(house: House, chance: random.Random) -> list[Agreement]:
    owners = ["owner", "colleague", "neighbour", None]
    rows = []
    for n in range(AGREEMENTS):
        unit = chance.choice(["real", "abe", "sci", "u", None])
        rows.append((f"DNR {n}", {**some_terms(chance), "owner": chance.choice(owners), "unit": unit}))
    return house.agreements(rows)


@pytest.fixture(autouse=True)
def _letters_go_nowhere(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def test_no_agreement_lapses_without_its_owner_having_been_told_in_time_twice(house):
    chance = random.Random(20261122)
    assert lapsed_in_five_years(register(house, chance), list(house.people.values()), chance) >= 40


def test_nor_does_any_of_the_sample_register(db):
    sample_load(actor=local_operator(), on=START)
    office = RoleAssignment.objects.filter(role=Role.OFFICE).values("person")
    people = Person.objects.filter(is_active=True).exclude(pk__in=office).order_by("email")
    agreements = list(Agreement.objects.filter(voided_at=None, stage=Stage.SIGNED))
    assert lapsed_in_five_years(agreements, list(people), random.Random(5)) >= 10


def lapsed_in_five_years(agreements: list[Agreement], people: list[Person], chance: random.Random) -> int:
    """Simulate five years, checking the messages at each lapse; returns the number of ends and last days."""
    took_over: dict[UUID, date] = {}
    lapsed, before, on = 0, START, START
    while on <= months(60):
        life_goes_on(people, agreements, on, chance, took_over)
        reminders(on)
        for item in deadlines(system(), before + ONE_DAY, on, kinds=(DeadlineKind.ENDS, DeadlineKind.NOTICE)):
            if item.due_on - took_over.get(item.agreement_id, START) > SHORT:
                assert_told_twice(item, before)
                lapsed += 1
        before, on = on, on + timedelta(days=chance.randint(3, STILL))
    return lapsed


def assert_told_twice(item: Deadline, on: date) -> None:
    """Assert that the person responsible on the day was reminded on two days, neither of them after it."""
    office = {person.pk for person in coordinators_of([""], on=on)[""]}
    for responsible in {item.owner_id} if item.owner_id else office:
        told = ReminderSent.objects.filter(
            agreement=item.agreement_id, kind=item.kind, due_on=item.due_on, person=responsible
        )
        days = {row.sent_on for row in told if row.sent_on <= item.due_on}
        assert len(days) >= 2, (item.number, item.kind, item.due_on, sorted(days))
        assert told.count() == len(days)


def life_goes_on(
    people: list[Person],
    agreements: list[Agreement],
    on: date,
    chance: random.Random,
    took_over: dict[UUID, date],
) -> None:
    """Let people leave, agreements change owner, and notice be given."""
    if on > months(13) and all(person.is_active for person in people):
        leave(chance.choice(people), on, took_over)
    if chance.random() < 0.06:
        agreement = chance.choice(agreements)
        owner = chance.choice([person for person in people if person.is_active])
        if agreements_assign(agreements=(agreement,), owner=owner, reason="byte", actor=local_operator()):
            took_over[agreement.pk] = on
    if chance.random() < 0.02:
        open_ended = [
            a for a in agreements if a.open_ended and terms_of(a).has_notice_clause and not a.notices.exists()
        ]
        if open_ended:
            agreement = chance.choice(open_ended)
            notice_give(agreement=agreement, side=Side.PARTNER, received_on=on, actor=local_operator())
            took_over[agreement.pk] = on


def leave(person: Person, on: date, took_over: dict[UUID, date]) -> None:
    person.is_active = False
    person.save()
    for agreement in Agreement.objects.filter(owner=person):
        took_over[agreement.pk] = on
