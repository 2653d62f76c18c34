"""Existing records, in the terms a row is read into, so that the two can be compared."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from vidsyn.agreements.models import Agreement, Party
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.vocabulary import TermKind
from vidsyn.history.models import Record
from vidsyn.intake.logic.lengths import NOTICE_DAYS
from vidsyn.intake.logic.texts import TEXTS
from vidsyn.intake.models import Imported
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.kernel.batches import batched
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner
from vidsyn.partners.queries.rights import columns_seen
from vidsyn.partners.vocabulary import NameKind
from vidsyn.people.actors import Actor

NumberKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """An existing record: its version and its values by field.

    `names` is every name of its partners, normalised for comparison.
    """

    id: str
    version: int
    values: Mapping[str, Any]
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class Known:
    """Records that rows may refer to: by imported identity, by reference, by number with partner and kind."""

    imported: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    by_reference: dict[str, str] = field(default_factory=dict)
    by_number: dict[NumberKey, str] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)


class _Shelf(Protocol):
    """How to find and read one kind of record."""

    def listed(self) -> QuerySet[Any]: ...

    def values(self, viewer: Actor, thing: Any) -> dict[str, Any]: ...

    def names(self, thing: Any) -> Iterable[str]: ...


class _Partners:
    def listed(self) -> QuerySet[Partner]:
        return Partner.objects.listed().select_related("extra_unit").prefetch_related("names")

    def values(self, viewer: Actor, thing: Partner) -> dict[str, Any]:
        extra = columns_seen(viewer, thing)
        told = {Field.KIND: thing.kind, Field.NOTES: extra.get(Field.NOTES, ""), "extra": extra}
        return _texts(ListKind.PARTNERS, thing) | called(thing) | told

    def names(self, thing: Partner) -> Iterable[str]:
        return (name.folded for name in thing.names.all())


class _Collaborations:
    def listed(self) -> QuerySet[Collaboration]:
        found = Collaboration.objects.filter(voided_at=None).select_related("lead_unit")
        return found.prefetch_related("terms", "partners__partner__names")

    def values(self, viewer: Actor, thing: Collaboration) -> dict[str, Any]:
        terms = list(thing.terms.all())
        return {
            Field.KIND: sorted(term.code for term in terms if term.kind == TermKind.KIND),
            Field.SUBJECTS: sorted(term.code for term in terms if term.kind == TermKind.SUBJECT),
            Field.TITLE: thing.title_sv or thing.title_en,
            Field.UNIT: thing.lead_unit.code,
            Field.OWNER: str(thing.owner_id) if thing.owner_id else None,
            Field.STATUS: thing.status,
            Field.LEVEL: thing.level,
            "extra": thing.extra,
            **_texts(ListKind.COLLABORATIONS, thing),
            **_period(thing),
        }

    def names(self, thing: Collaboration) -> Iterable[str]:
        return _names_of(thing.partners.all())


class _Agreements:
    def listed(self) -> QuerySet[Agreement]:
        found = Agreement.objects.listed().select_related("unit")
        return found.prefetch_related("parties__partner__names")

    def values(self, viewer: Actor, thing: Agreement) -> dict[str, Any]:
        return {
            Field.TITLE: thing.title_sv or thing.title_en,
            Field.KIND: thing.kind,
            Field.UNIT: thing.unit.code if thing.unit else None,
            Field.OWNER: str(thing.owner_id) if thing.owner_id else None,
            Field.LEVEL: thing.level,
            Field.NOTICE_MONTHS: thing.notice_months,
            NOTICE_DAYS: thing.notice_days,
            Field.RENEWAL_MONTHS: thing.renewal_months,
            "open_ended": thing.open_ended,
            "extra": thing.extra,
            **_texts(ListKind.AGREEMENTS, thing),
            **_period(thing),
        }

    def names(self, thing: Agreement) -> Iterable[str]:
        return _names_of(party for party in thing.parties.all() if party.removed_at is None)


def _texts(kind: ListKind, thing: Any) -> dict[str, Any]:
    return {name: getattr(thing, column) for name, column in TEXTS[kind].items()}


def called(partner: Partner) -> dict[str, Any]:
    """Return the partner's names as our exports write them, by field."""
    names = list(partner.names.all())
    official = [name for name in names if name.kind == NameKind.OFFICIAL]
    return {
        Field.PARTNER: next((name.name for name in (official or names)), ""),
        Field.NAME_SV: next((name.name for name in official if name.language == "sv"), ""),
        Field.NAME_EN: next((name.name for name in official if name.language == "en"), ""),
        Field.ACRONYM: next((name.name for name in names if name.kind == NameKind.ACRONYM), ""),
    }


def _names_of(parts: Iterable[Any]) -> Iterator[str]:
    """Yield every name of the participating partners, or the written name of unlinked ones."""
    for part in parts:
        yield fold(part.name)
        if part.partner is not None:
            yield from (name.folded for name in part.partner.names.all())


def _period(thing: Collaboration | Agreement) -> dict[str, Any]:
    return {
        Field.STARTS_ON: thing.starts_on.isoformat() if thing.starts_on else None,
        "starts_precision": thing.starts_precision,
        Field.ENDS_ON: thing.ends_on.isoformat() if thing.ends_on else None,
        "ends_precision": thing.ends_precision,
    }


_SHELVES: Mapping[ListKind, _Shelf] = {
    ListKind.PARTNERS: _Partners(),
    ListKind.COLLABORATIONS: _Collaborations(),
    ListKind.AGREEMENTS: _Agreements(),
}


def known(
    viewer: Actor,
    kind: ListKind,
    *,
    identities: set[str],
    references: set[str],
    numbers: set[str],
    linked: set[str],
) -> Known:
    """Return all records that rows with these identities, references and register numbers may refer to.

    `linked` are partners that rows of a list of partners were matched with.
    """
    found = Known()
    for some in batched(identities, 500):
        for row in Imported.objects.filter(kind=kind, identity__in=some):
            found.imported[row.identity] = str(row.subject_id), row.values
    shelf = _SHELVES[kind]
    for some in batched(references, 500):
        rows = shelf.listed().filter(reference__in=some).values_list("reference", "pk")
        found.by_reference |= {reference: str(pk) for reference, pk in rows}
    if kind is ListKind.AGREEMENTS:
        found.by_number = _by_number(numbers)
    ids = {id_ for id_, _values in found.imported.values()} | linked
    found.standing = standing(
        viewer, kind, ids | set(found.by_reference.values()) | set(found.by_number.values())
    )
    return found


def standing(viewer: Actor, kind: ListKind, ids: Iterable[str]) -> dict[str, Standing]:
    """Return records by id, without columns of a partner that the viewer may not see; voided ones are missing."""
    shelf = _SHELVES[kind]
    found = {}
    for some in batched(set(ids), 500):
        for thing in shelf.listed().filter(pk__in=some):
            names = frozenset(shelf.names(thing))
            found[str(thing.pk)] = Standing(str(thing.pk), thing.version, shelf.values(viewer, thing), names)
    return found


def things(kind: ListKind, ids: Iterable[uuid.UUID | str]) -> dict[str, Record]:
    """Return the model instances by id, for operations."""
    shelf = _SHELVES[kind]
    found: dict[str, Record] = {}
    for some in batched({str(id_) for id_ in ids}, 500):
        found |= {str(thing.pk): thing for thing in shelf.listed().filter(pk__in=some)}
    return found


def _by_number(numbers: set[str]) -> dict[NumberKey, str]:
    """Return agreements by register number, partner and kind: the number alone may have several."""
    found: dict[NumberKey, str] = {}
    for some in batched(numbers, 500):
        rows = Party.objects.filter(
            ~Q(partner=None),
            removed_at=None,
            agreement__register_number__in=some,
            agreement__voided_at=None,
        ).values_list("agreement__register_number", "partner_id", "agreement__kind", "agreement_id")
        for number, partner, kind, agreement in rows:
            found[number, str(partner), kind] = str(agreement)
    return found
