"""What may be said of a collaboration, beside what it is linked to and the codes that describe it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from vidsyn.kernel.precision import Precision


class CollaborationSaid(TypedDict, total=False):
    """By the columns' names. What is left out, or None, is not said: the operation that edits keeps what was there."""

    title_sv: str | None
    title_en: str | None
    starts_on: date | None
    starts_precision: Precision | None
    ends_on: date | None
    ends_precision: Precision | None
    purpose_text: str | None
    mutual_benefit: str | None
    notes: str | None


SAID = tuple(CollaborationSaid.__annotations__)
# Seen inside only, whatever the status.
INSIDE = ("notes", "extra")
