"""Sent reminders and digests, secrets of calendar feeds, and settled rows of the clean-up list."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.vocabulary import DeadlineKind
from vidsyn.history.models import Record
from vidsyn.people.models import Person


class ReminderSent(models.Model):
    """One step of one deadline, sent to one person. `of` is the deadline's date."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in DeadlineKind])
    of = models.DateField()
    due_on = models.DateField()
    step = models.CharField(max_length=12)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reminders")
    sent_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "of", "due_on", "step", "person"], name="reminder_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.of} {self.step}"


class DigestSent(models.Model):
    """A week for which a person's digest was processed: sent, or found empty. `week` is its Monday."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="digests")
    week = models.DateField()
    rows = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="digest_once_a_week")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.week}"


class DigestChoice(Record):
    """Whether a person wants the weekly digest; yes without a row. Reminders of deadlines are always sent."""

    KIND: ClassVar[str] = "digest_choice"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="digest_choice")
    wanted = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.wanted}"


class CalendarFeed(Record):
    """A secret address of a person's deadlines. Only the secret's digest is stored."""

    KIND: ClassVar[str] = "calendar_feed"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(revoked_at=None), name="one_feed_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class CleanUpSettled(Record):
    """An agreement that had expired before its import, and that somebody has reviewed and left unchanged."""

    KIND: ClassVar[str] = "clean_up"

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="clean_up")

    def __str__(self) -> str:
        return str(self.agreement_id)
