"""What may be said of an agreement, beside its terms of time and what it is linked to."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from vidsyn.agreements.vocabulary import Level


class AgreementSaid(TypedDict, total=False):
    """By the columns' names. What is left out, or None, is not said: the operation that edits keeps what was there."""

    title_sv: str | None
    title_en: str | None
    kind: str | None
    register_number: str | None
    languages: str | None
    level: Level | None
    amount: Decimal | None
    currency: str | None
    purpose: str | None
    note: str | None
    confidential: bool | None
    confidentiality_ground: str | None


SAID = tuple(AgreementSaid.__annotations__)
# Seen inside only, whatever the stage.
INSIDE = frozenset({"note", "amount", "confidentiality_ground", "extra"})
