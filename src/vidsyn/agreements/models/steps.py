"""Opinions, decisions, notices and amendments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.agreements.models.agreements import Agreement
from vidsyn.agreements.vocabulary import Opinion, ReviewArea, Side, Verdict
from vidsyn.history.models import Record
from vidsyn.people.models import Person


class ReviewOpinion(Record):
    """A requested opinion, given once `given_on` is set. Several may be requested in parallel."""

    KIND: ClassVar[str] = "agreement_opinion"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="opinions")
    area = models.CharField(max_length=25, choices=[(a, a) for a in ReviewArea])
    reviewer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    reviewer_name = models.CharField(max_length=150, blank=True)
    asked_on = models.DateField()
    opinion = models.CharField(max_length=25, choices=[(o, o) for o in Opinion], blank=True)
    given_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.area} {self.opinion}"


class Decision(Record):
    """A decision: by whom, what, when, and under which register number."""

    KIND: ClassVar[str] = "agreement_decision"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in Verdict])
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_by_title = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField()
    register_number = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verdict} {self.decided_on}"


class Notice(Record):
    """Notice given by one side, effective from the day it was received.

    `ends_on` only where the parties agreed on a last day other than the clause's.
    """

    KIND: ClassVar[str] = "agreement_notice"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notices")
    side = models.CharField(max_length=10, choices=[(s, s) for s in Side])
    received_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["received_on", "id"]

    def __str__(self) -> str:
        return str(self.received_on)


class Amendment(Record):
    """Terms changed from a day on: field name → new value, dates as ISO text."""

    KIND: ClassVar[str] = "agreement_amendment"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="amendments")
    effective_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)
    register_number = models.CharField(max_length=60, blank=True)
    changes = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["effective_on", "id"]

    def __str__(self) -> str:
        return str(self.effective_on)
