"""What an agreement is found by: its searchable words, made anew whenever one of them changes."""

from __future__ import annotations

from collections.abc import Iterable

from vidsyn.agreements.models import Agreement
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner


def words_of(agreement: Agreement, parties: Iterable[tuple[str, Partner | None]]) -> str:
    """Titles, numbers, the parties' names and the columns nobody mapped, folded as names are."""
    said = [
        agreement.title_sv,
        agreement.title_en,
        agreement.register_number,
        agreement.reference,
        *(str(value) for value in agreement.extra.values()),
    ]
    for name, partner in parties:
        said += [name, partner.name_sv, partner.name_en] if partner else [name]
    folded = (fold(text) for text in said if text)
    return " ".join(dict.fromkeys(folded))
