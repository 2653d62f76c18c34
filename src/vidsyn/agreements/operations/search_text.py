"""What an agreement is found by: its searchable words, made anew whenever one of them changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from vidsyn.agreements.models import Agreement, Party
from vidsyn.history.personal.register import rebuilds
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner
from vidsyn.sql.each import update_each

CHUNK = 500


def words_of(agreement: Agreement, parties: Iterable[tuple[str, Partner | None]]) -> str:
    """Titles, numbers and the parties' names, folded as names are: what everybody who sees it finds it by.

    A party is found by every name it has, former ones too: whoever reads an old letter knows no other.
    """
    said = [
        agreement.title_sv,
        agreement.title_en,
        agreement.register_number,
        agreement.reference,
    ]
    for name, partner in parties:
        said += [name, *partner.every_name] if partner else [name]
    return _folded(said)


def inside_words_of(agreement: Agreement) -> str:
    """The columns nobody mapped, which may be anybody's notes: only insiders find it by these."""
    return _folded(str(value) for value in agreement.extra.values())


def words_refresh(partners: Collection[UUID]) -> int:
    """Make the words of every agreement with any of these partners anew; how many.

    For when a partner's names have changed under them. Locks them first, so that nobody who is editing one
    writes back what it was called before.
    """
    found = Agreement.objects.filter(parties__partner__in=partners, parties__removed_at=None)
    keys = sorted(set(found.values_list("pk", flat=True)))
    for start in range(0, len(keys), CHUNK):
        _refresh(keys[start : start + CHUNK])
    return len(keys)


@rebuilds(Agreement)
def words_rebuilt(agreements: Sequence[UUID]) -> None:
    """Make the words of these again, after values were erased from their columns."""
    _refresh(list(agreements))
    for agreement in Agreement.objects.filter(pk__in=agreements):
        agreement.inside_search = inside_words_of(agreement)
        agreement.save(update_fields=["inside_search"])


def _refresh(keys: list[UUID]) -> None:
    agreements = list(Agreement.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    parties = Party.objects.filter(agreement__in=keys, removed_at=None).select_related("partner")
    named: dict[UUID, list[tuple[str, Partner | None]]] = defaultdict(list)
    for party in parties.prefetch_related("partner__names"):
        named[party.agreement_id].append((party.name, party.partner))
    for agreement in agreements:
        agreement.search = words_of(agreement, named[agreement.pk])
    update_each(agreements, ["search"])


def _folded(said: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(fold(text) for text in said if text))
