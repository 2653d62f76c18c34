"""What an agreement is found by: its searchable words, made anew whenever one of them changes."""

from __future__ import annotations

from collections.abc import Iterable

from vidsyn.agreements.models import Agreement
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner


def words_of(agreement: Agreement, parties: Iterable[tuple[str, Partner | None]]) -> str:
    """Titles, numbers and the parties' names, folded as names are: what everybody who sees it finds it by."""
    said = [
        agreement.title_sv,
        agreement.title_en,
        agreement.register_number,
        agreement.reference,
    ]
    for name, partner in parties:
        said += [name, partner.name_sv, partner.name_en] if partner else [name]
    return _folded(said)


def inside_words_of(agreement: Agreement) -> str:
    """The columns nobody mapped, which may be anybody's notes: only insiders find it by these."""
    return _folded(str(value) for value in agreement.extra.values())


def _folded(said: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(fold(text) for text in said if text))
