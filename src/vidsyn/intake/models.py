"""Imports with their rows, and choices stored for the next one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.history.models import Record
from vidsyn.intake.vocabulary import ActState, Decided, ListKind, Outcome, Skip
from vidsyn.kernel.ids import new_reference


def new_import_reference() -> str:
    """Return a new reference such as `I-7K3QX2`."""
    return new_reference("I")


class Import(Record):
    """One file imported as one act. Everything it does to the register has `correlation_id`.

    `person_id` is the importer, None for the local operator. `sheets` is how the file was read, `settings` the
    person's choices (see `logic.settings`). `lost` are choices whose values had changed when the list was read
    again: sheet, number, name and field of each. `reading` identifies the reading of the list that its rows are
    from.
    """

    KIND: ClassVar[str] = "import"

    reference = models.CharField(max_length=10, unique=True, default=new_import_reference, editable=False)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ListKind])
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    person_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in ActState], default=ActState.PLANNED)
    correlation_id = models.UUIDField()
    sheets = models.JSONField(default=list)
    settings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    lost = models.JSONField(default=list)
    reading = models.CharField(max_length=32, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.reference} {self.file_name}"


class CurrentRows(models.Manager["ImportRow"]):
    """The rows of each import's current reading."""

    def get_queryset(self) -> models.QuerySet[ImportRow]:
        return super().get_queryset().filter(reading=models.F("act__reading"))


class ImportRow(models.Model):
    """One row of the file: its plan, and once carried out what it created or changed.

    `done_at` and `undone_at` record its progress; `kept` means that undoing left it because it was changed since.
    `made_partner_id` is the partner registered for it, `before` the values its update changed. `chosen` are the
    conflicts a person has resolved, with whose value to use (see `logic.judging.Chosen`). A list is read into rows
    with a new `reading`, unused until the import names it: `objects` are the rows in use, `every` is all.
    """

    act = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    sheet = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=[(o, o) for o in Outcome])
    skip = models.CharField(max_length=12, choices=[(s, s) for s in Skip], blank=True)
    same_as = models.PositiveIntegerField(null=True, blank=True)
    values = models.JSONField(default=dict)
    extra = models.JSONField(default=dict)
    identity = models.CharField(max_length=120, blank=True)
    refusals = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    chosen = models.JSONField(default=list)
    name = models.CharField(max_length=300, blank=True)
    decided = models.CharField(max_length=10, choices=[(d, d) for d in Decided], blank=True)
    proposal = models.JSONField(default=dict)
    subject_id = models.UUIDField(null=True, blank=True)
    subject_version = models.PositiveIntegerField(null=True, blank=True)
    made_partner_id = models.UUIDField(null=True, blank=True)
    made_partner_version = models.PositiveIntegerField(null=True, blank=True)
    fault = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    kept = models.BooleanField(default=False)
    reading = models.CharField(max_length=32, blank=True, editable=False)

    objects = CurrentRows()
    every = models.Manager["ImportRow"]()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["act", "reading", "order"], name="import_row_once")]
        indexes = [
            models.Index(fields=["act", "outcome", "order"], name="import_row_outcome"),
            models.Index(fields=["act", "decided", "order"], name="import_row_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.number} {self.outcome}"


class Imported(models.Model):
    """The record a row became, by the row's identity, with the imported values: later imports recognise it by this."""

    kind = models.CharField(max_length=20, choices=[(k, k) for k in ListKind])
    identity = models.CharField(max_length=120)
    subject_id = models.UUIDField(db_index=True)
    values = models.JSONField(default=dict)
    row = models.ForeignKey(ImportRow, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "identity"], name="imported_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.identity}"


class RememberedMapping(models.Model):
    """A person's choices for files of one shape: reused for the next file with the same headings."""

    kind = models.CharField(max_length=20, choices=[(k, k) for k in ListKind])
    shape = models.CharField(max_length=64)
    settings = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "shape"], name="mapping_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.shape[:8]}"


class RememberedName(models.Model):
    """The organisation that a person said a name in lists means; both empty: an unknown one."""

    folded = models.CharField(max_length=300)
    country = models.CharField(max_length=2, blank=True)
    ror = models.CharField(max_length=40, blank=True)
    partner_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folded", "country"], name="name_decided_once")]

    def __str__(self) -> str:
        return self.folded
