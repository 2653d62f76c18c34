"""Documents of an agreement, each version a row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.agreements.models.agreements import Agreement
from vidsyn.agreements.vocabulary import DocumentKind
from vidsyn.history.models import Record


class AgreementDocument(Record):
    """One version of a document. `digest` identifies its content in the file store; `series` groups its versions.

    Visible to the agreement's units and the office only.
    """

    KIND: ClassVar[str] = "agreement_document"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in DocumentKind])
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=3, blank=True)
    series = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=1)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "title", "-number"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return self.title
