"""The base class of every model, and the history itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models

from vidsyn.history.fitting import refuse_unfitting
from vidsyn.kernel.ids import new_id
from vidsyn.kernel.refusals import Refusal, RefusalKind


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that history may refer to: read and changed, never deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: see `Record.delete`."""
        raise Refusal("history_refers", kind=RefusalKind.STATE)


class Record(models.Model):
    """Base of stored objects: an id, a version for optimistic locking, and times of creation and change.

    `KIND` names each subclass in the history by a word that never changes ("partner"). `WHOLE` is the foreign key to
    the record whose history has this one's facts, where they are not its own (`recording.of_part`).
    """

    KIND: ClassVar[str]
    WHOLE: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **named: Any) -> None:
        """Save after checking column limits; bulk operations call `refuse_unfitting` themselves.

        Raises Refusal or Refusals, each with the field and its limit.
        """
        refuse_unfitting(self)
        super().save(*arguments, **named)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete a row that no history refers to; others are voided or erased, not deleted.

        Raises Refusal `history_refers`.
        """
        if HistoryEntry.objects.filter(subject_kind=self.KIND, subject_id=str(self.pk)).exists():
            raise Refusal("history_refers", kind=RefusalKind.STATE)
        return super().delete(using=using, keep_parents=keep_parents)


class HistoryEntry(models.Model):
    """One fact: what happened to what, by whom, when, why, and the values before and after.

    Append-only. Actor and subject are kind and id without foreign keys, so history outlives both. `digests` holds
    one salted digest per value of `before`, `after` and `reason`; erasing a personal value removes the value and
    its salt and leaves the digest, so the seal still verifies.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    fact = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_version = models.PositiveIntegerField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=40)
    door = models.CharField(max_length=10)
    correlation_id = models.UUIDField(db_index=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    restricted = models.BooleanField(default=False)
    personal = models.JSONField(default=list)
    salts = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)
    seal = models.ForeignKey("Seal", null=True, on_delete=models.PROTECT, related_name="entries")
    seal_position = models.PositiveIntegerField(null=True)
    # Written with the seal: shows which row of an altered batch it was. Proves nothing by itself.
    row_digest = models.CharField(max_length=64, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="history_subject"),
            models.Index(fields=["actor_kind", "actor_id", "id"], name="history_actor"),
            models.Index(fields=["fact", "id"], name="history_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.subject_kind}:{self.subject_id}"

    def save(self, *arguments: Any, **named: Any) -> None:
        """Insert; an existing row is never saved again."""
        if not self._state.adding:
            raise TypeError("history is append-only")
        super().save(*arguments, **named)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Refuse: history is never deleted."""
        raise TypeError("history is append-only")

    @classmethod
    def rewrite(cls, entries: Sequence[HistoryEntry], fields: Sequence[str]) -> None:
        """Save rows from which personal values were erased: the only change to a row besides sealing."""
        if not set(fields) <= {"before", "after", "reason", "salts"}:
            raise TypeError("history is append-only")
        cls.objects.bulk_update(entries, fields, batch_size=500)


class Seal(models.Model):
    """A batch of history under one keyed digest that also covers the previous seal."""

    sequence = models.PositiveBigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    batch_digest = models.CharField(max_length=64)
    previous_mac = models.CharField(max_length=64, blank=True)
    key_id = models.CharField(max_length=16)
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"seal {self.sequence}"
