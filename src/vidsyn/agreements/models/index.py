"""Derived rows for queries over many agreements. Never edited: `operations.indexing` rebuilds them.

They agree with `logic.timeline` and `logic.deadlines`, which a test verifies.
"""

from __future__ import annotations

from django.db import models

from vidsyn.agreements.models.agreements import Agreement
from vidsyn.agreements.vocabulary import DeadlineKind, Status
from vidsyn.people.models import Person


class AgreementSpan(models.Model):
    """One status over a range of days, both inclusive. Unbounded: year 1 and year 9999.

    `came_past`: the agreement had already expired when it was entered in the register.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="spans")
    first = models.DateField()
    last = models.DateField()
    status = models.CharField(max_length=15, choices=[(s, s) for s in Status])
    came_past = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # Looked up per agreement, whatever the status: the index alone answers.
            models.Index(fields=["agreement", "first", "last", "status"], name="agreement_span_day"),
            models.Index(fields=["came_past", "agreement", "first"], name="agreement_span_past"),
        ]
        ordering = ["first"]

    def __str__(self) -> str:
        return f"{self.status} {self.first}–{self.last}"


class AgreementPeriod(models.Model):
    """Days, both inclusive, with the same derived dates: what lists show, sort and filter by.

    Unbounded: year 1 and year 9999. Renewals are followed from `operations.indexing.SINCE_YEARS` back to
    `HORIZON_YEARS` ahead; the first and the last row extend beyond.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="periods")
    first = models.DateField()
    last = models.DateField()
    ends_on = models.DateField(null=True)
    notice_by = models.DateField(null=True)
    lacks_end = models.BooleanField(default=False)
    lacks_notice = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["agreement", "first", "last", "ends_on"], name="agreement_period_day"),
            models.Index(fields=["ends_on"], name="agreement_period_ends"),
            models.Index(fields=["notice_by"], name="agreement_period_notice"),
        ]
        ordering = ["first"]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}: {self.ends_on}"


class AgreementDue(models.Model):
    """Something due on a day, as far ahead as `operations.indexing.HORIZON_YEARS`.

    `owner` is the agreement's, so that one person's deadlines are found without reading everybody's.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="dues")
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in DeadlineKind])
    of = models.DateField()
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["on", "agreement"], name="agreement_due_on"),
            models.Index(fields=["owner", "on"], name="agreement_due_owner"),
        ]
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class AgreementCourse(models.Model):
    """The facts of an agreement's course that stand in other tables, as one row: what a list needs of each.

    Read with `queries.courses.stored_course`, beside the agreement's own columns.
    """

    agreement = models.OneToOneField(
        Agreement, on_delete=models.CASCADE, related_name="kept_course", primary_key=True
    )
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.agreement_id)
