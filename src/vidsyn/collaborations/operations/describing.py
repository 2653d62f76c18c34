"""Shared by the operations: the codes that describe a collaboration, and its search words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.terms import TermChange, terms_wanted
from vidsyn.collaborations.models import Collaboration, Term
from vidsyn.collaborations.vocabulary import TermKind
from vidsyn.history.personal.register import rebuilds
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner
from vidsyn.sql.each import update_each

PLURAL = {
    TermKind.PURPOSE: "purposes",
    TermKind.GOAL: "goals",
    TermKind.SUBJECT: "subjects",
    TermKind.KIND: "kinds",
}
CHUNK = 500
Codes = Mapping[TermKind, tuple[str, ...]]


def terms_checked(change: TermChange, held: Codes | None = None) -> Codes:
    """Return the codes as stored, validated against the university's lists."""
    return terms_wanted(
        change,
        kinds=catalogues.kinds(),
        subjects=catalogues.subjects(),
        held=(held or {}).get(TermKind.SUBJECT, ()),
    )


def terms_held(collaboration: Collaboration) -> dict[TermKind, tuple[str, ...]]:
    """Return the present codes, each list in its stored order."""
    held: dict[TermKind, list[str]] = {kind: [] for kind in TermKind}
    for term in collaboration.terms.all():
        held[TermKind(term.kind)].append(term.code)
    return {kind: tuple(codes) for kind, codes in held.items()}


def terms_replace(collaboration: Collaboration, wanted: Codes) -> None:
    """Replace the lists in `wanted`; the others are unchanged."""
    if wanted:
        collaboration.terms.filter(kind__in=list(wanted)).delete()
        Term.objects.bulk_create(terms_rows(collaboration, wanted))


def terms_rows(collaboration: Collaboration, wanted: Codes) -> list[Term]:
    """Build unsaved rows."""
    return [
        Term(collaboration=collaboration, kind=kind, code=code)
        for kind, codes in wanted.items()
        for code in codes
    ]


def terms_recorded(codes: Codes) -> dict[str, list[str]]:
    """Return lists under their plural names, for the history."""
    return {PLURAL[kind]: list(listed) for kind, listed in codes.items()}


def set_words(collaboration: Collaboration, partners: Iterable[tuple[str, Partner | None]]) -> None:
    """Set search words: reference, titles, partners' written and registered names; separately, unmapped columns."""
    texts = [collaboration.reference, collaboration.title_sv, collaboration.title_en]
    for written, partner in partners:
        texts += [written, *(partner.every_name if partner else [])]
    collaboration.search = " ".join(dict.fromkeys(fold(text) for text in texts if text))
    collaboration.inside_search = fold(" ".join(str(value) for value in collaboration.extra.values()))


def words_refresh(partners: Collection[UUID]) -> int:
    """Rebuild the words of every collaboration with any of these partners; returns how many.

    For when a partner's names have changed. Locks the collaborations first, so that a concurrent edit cannot write
    the old names back.
    """
    found = Collaboration.objects.filter(partners__partner__in=partners)
    keys = sorted(set(found.values_list("pk", flat=True)))
    for start in range(0, len(keys), CHUNK):
        locked = Collaboration.objects.select_for_update().filter(pk__in=keys[start : start + CHUNK])
        collaborations = list(locked.order_by("pk").prefetch_related("partners__partner__names"))
        for collaboration in collaborations:
            set_words(collaboration, [(row.name, row.partner) for row in collaboration.partners.all()])
        update_each(collaborations, ["search"])
    return len(keys)


def refresh_words(collaboration: Collaboration) -> None:
    """Set the words from the stored data; the caller saves."""
    rows = collaboration.partners.select_related("partner")
    set_words(collaboration, [(row.name, row.partner) for row in rows])


@rebuilds(Collaboration)
def words_rebuilt(collaborations: Sequence[UUID]) -> None:
    """Rebuild the words of these after values were erased from their columns."""
    for collaboration in Collaboration.objects.filter(pk__in=collaborations):
        refresh_words(collaboration)
        collaboration.save(update_fields=["search", "inside_search"])
