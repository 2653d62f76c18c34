"""The weekly digest: each person's pending matters, by mail. Nothing is sent to a person without any."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from vidsyn.kernel.actors import Door
from vidsyn.later.clock import clock_job
from vidsyn.later.mail import mail_enqueue
from vidsyn.people.actors import actor_of
from vidsyn.people.models import Person
from vidsyn.reminders.jobs.letters import digest_letter
from vidsyn.reminders.models import DigestSent
from vidsyn.reminders.queries.today import today_all


@clock_job("digests")
def digests(on: date) -> int:
    """Send the week's digest once to each person who wants it; returns the number of messages."""
    week = on - timedelta(days=on.weekday())
    people = Person.objects.filter(is_active=True, assignments__isnull=False)
    people = people.exclude(digests__week=week).exclude(digest_choice__wanted=False)
    return sum(_send(person, week, on) for person in people.select_related("unit").distinct())


@transaction.atomic
def _send(person: Person, week: date, on: date) -> int:
    rows = today_all(actor_of(person, door=Door.CLOCK, on=on), on)
    _sent, first = DigestSent.objects.get_or_create(person=person, week=week, defaults={"rows": len(rows)})
    if not rows or not first:
        return 0
    subject, text = digest_letter(rows, person.language)
    mail_enqueue(to=person.email, subject=subject, text=text)
    return 1
