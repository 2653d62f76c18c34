"""Reminders: notify whoever is responsible for a deadline once at each step before it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vidsyn.agreements.queries.deadlines import Deadline, deadlines
from vidsyn.later.clock import clock_job
from vidsyn.later.mail import mail_enqueue
from vidsyn.people.actors import system
from vidsyn.people.models import Person
from vidsyn.people.queries.coordinators import coordinators_of
from vidsyn.reminders.jobs.letters import reminder_letter
from vidsyn.reminders.logic.catalogue import plan
from vidsyn.reminders.logic.plan import Step, Told, horizon, to_tell
from vidsyn.reminders.models import ReminderSent

Key = tuple[uuid.UUID, str, date, date, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Telling:
    """One deadline to notify one person of, and at which step."""

    deadline: Deadline
    step: Step
    person_id: uuid.UUID


@clock_job("reminders")
@transaction.atomic
def reminders(on: date) -> int:
    """Send reminders of every deadline whose step has come, one message a person; returns the number of messages."""
    due = [item for item in deadlines(system(), on, horizon(plan(), on)) if item.kind in plan()]
    office = [person.pk for person in coordinators_of([""], on=on)[""]]
    told = _told(due)
    by_person: dict[uuid.UUID, list[Telling]] = defaultdict(list)
    for item in due:
        for person_id in [item.owner_id] if item.owner_id else office:
            step = to_tell(plan()[item.kind], item.due_on, told[_key(item, person_id)], on)
            if step is not None:
                by_person[person_id].append(Telling(item, step, person_id))
    _keep(by_person.values(), on)
    for person in Person.objects.filter(pk__in=list(by_person), is_active=True):
        subject, text = reminder_letter(
            [telling.deadline for telling in by_person[person.pk]], person.language
        )
        mail_enqueue(to=person.email, subject=subject, text=text)
    return len(by_person)


def _told(due: list[Deadline]) -> dict[Key, list[Told]]:
    """Return what has been sent about these deadlines, and to whom."""
    found: dict[Key, list[Told]] = defaultdict(list)
    for start in range(0, len(due), 500):
        keys = {item.agreement_id for item in due[start : start + 500]}
        for row in ReminderSent.objects.filter(agreement__in=keys).order_by("id"):
            key = (row.agreement_id, row.kind, row.of, row.due_on, row.person_id)
            item = Told(row.step, row.sent_on)
            if item not in found[key]:
                found[key].append(item)
    return found


def _key(item: Deadline, person_id: uuid.UUID) -> Key:
    return (item.agreement_id, item.kind.value, item.of, item.due_on, person_id)


def _keep(tellings: Iterable[list[Telling]], on: date) -> None:
    ReminderSent.objects.bulk_create(
        (
            ReminderSent(
                agreement_id=telling.deadline.agreement_id,
                kind=telling.deadline.kind,
                of=telling.deadline.of,
                due_on=telling.deadline.due_on,
                step=telling.step.name,
                person_id=telling.person_id,
                sent_on=on,
            )
            for one in tellings
            for telling in one
        ),
        batch_size=500,
    )
