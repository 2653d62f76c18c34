"""What may be said of a collaboration, beside what it is linked to and the codes that describe it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from vidsyn.kernel.precision import Precision


class OwnWords(TypedDict, total=False):
    """Texts of any length about the collaboration, in the order in which its pages show them; open to everybody."""

    purpose_text: str | None
    mutual_benefit: str | None


class CollaborationSaid(OwnWords, total=False):
    """By the columns' names. What is left out, or None, is not said: the operation that edits keeps what was there."""

    title_sv: str | None
    title_en: str | None
    starts_on: date | None
    starts_precision: Precision | None
    ends_on: date | None
    ends_precision: Precision | None
    notes: str | None


SAID = tuple(CollaborationSaid.__annotations__)
OWN_WORDS = tuple(OwnWords.__annotations__)
# Seen inside only, whatever the status.
INSIDE = ("notes", "extra")
