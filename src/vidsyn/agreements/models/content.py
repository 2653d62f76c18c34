"""Content of an agreement: exchange places, and obligations that outlive it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.agreements.models.agreements import Agreement
from vidsyn.agreements.vocabulary import Direction, PlaceUnit, StudyLevel
from vidsyn.history.models import Record
from vidsyn.people.models import Unit


class ExchangePlaces(Record):
    """Places in one direction for an academic year, level, subject and school.

    `academic_year` is the year it begins in: 2024 for 2024/25; None is every year. `subject` is an ISCED-F code or
    words.
    """

    KIND: ClassVar[str] = "agreement_places"
    WHOLE: ClassVar[str] = "agreement"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="places")
    academic_year = models.PositiveSmallIntegerField(null=True, blank=True)
    direction = models.CharField(max_length=3, choices=[(d, d) for d in Direction])
    level = models.CharField(max_length=6, choices=[(x, x) for x in StudyLevel], default=StudyLevel.ANY)
    subject = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField()
    counts = models.CharField(max_length=8, choices=[(u, u) for u in PlaceUnit], default=PlaceUnit.STUDENTS)
    note = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-academic_year", "direction", "level", "subject", "id"]

    def __str__(self) -> str:
        return f"{self.academic_year} {self.direction} {self.count}"


class Obligation(Record):
    """An obligation that remains after the agreement has ended, until a day."""

    KIND: ClassVar[str] = "agreement_obligation"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="obligations")
    text = models.CharField(max_length=300)
    ends_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["ends_on", "id"]

    def __str__(self) -> str:
        return self.text
