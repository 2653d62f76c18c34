"""Lists of partners, and one partner in detail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from vidsyn.acts.lookup import find
from vidsyn.partners import access
from vidsyn.partners.models import (
    Contact,
    NetworkMembership,
    Partner,
    PartnerMerge,
    PartnerName,
    PartnerNote,
)
from vidsyn.partners.queries.rights import columns_seen
from vidsyn.partners.queries.search import partners_matching
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import cached_counts, cached_sums
from vidsyn.rows.paging import PAGE_SIZE, Page
from vidsyn.sql.statements import asked, asked_part

# "-" in front reverses the order.
Order = Literal[
    "name", "-name", "country", "-country", "city", "-city", "kind", "-kind", "newest", "-newest"
]  # fmt: skip
PARTNER_ORDERS: tuple[Order, ...] = get_args(Order)

# The kinds of things that a list of partners follows from, where no words are looked for.
PARTNERS = frozenset({Partner.KIND, PartnerMerge.KIND})


@dataclass(frozen=True, slots=True)
class PartnerFilter:
    """Filters of a partner list; without any, it contains everything but closed partners."""

    text: str = ""
    kind: PartnerKind | None = None
    countries: tuple[str, ...] = ()
    linked: bool | None = None  # has a ROR id
    closed: bool = False
    order: Order = "name"


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """A partner merged into this one, with the merge, which can be undone."""

    partner: Partner
    merge: UUID
    at: datetime


@dataclass(frozen=True)
class PartnerStory:
    """Everything this room shows one viewer about one partner."""

    partner: Partner
    names: list[PartnerName]
    contacts: list[Contact]
    past_contacts: list[Contact]
    notes: list[PartnerNote]
    children: list[Partner]
    predecessors: list[Partner]
    memberships: list[NetworkMembership]
    merges: list[MergedEntry]
    extra: dict[str, str]
    may_open_extra: bool
    may_edit: bool
    may_merge: bool
    may_note: bool


_ORDERS = {
    "name": ("sort_key", "id"),
    "country": ("country", "sort_key", "id"),
    "city": ("city", "sort_key", "id"),
    "kind": ("kind", "sort_key", "id"),
    "newest": ("-created_at", "-id"),
}


def partner_list(
    viewer: Actor, filters: PartnerFilter | None = None, *, page: int = 1, size: int = PAGE_SIZE
) -> Page[Partner]:
    """Return one page of partners; a number beyond the last gives the last.

    Two statements, or three when something has changed since they were last counted.
    """
    filters = filters or PartnerFilter()
    about = None if filters.text else PARTNERS
    [total] = cached_counts(Counting(partners_filtered, (viewer, filters), about))
    number = min(max(page, 1), max(1, -(-total // size)))
    rows = asked_part(partners_filtered, (number - 1) * size, size, viewer, filters)
    return Page(rows, total, number, size)


def partners_filtered(viewer: Actor, filters: PartnerFilter) -> QuerySet[Partner]:
    """Return the partners of a list, in its order, for paging and export."""
    matching = partners_matching(viewer, filters.text) if filters.text.strip() else None
    if matching is None:
        matching = Partner.objects.listed().filter(access.visible_to(viewer))
        if filters.text.strip():
            matching = matching.none()
    found = matching.filter(active=not filters.closed)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.countries:
        found = found.filter(country__in=filters.countries)
    if filters.linked is not None:
        found = found.exclude(ror="") if filters.linked else found.filter(ror="")
    return found.order_by(*_ordering(filters.order))


def _ordering(order: Order) -> tuple[str, ...]:
    fields = _ORDERS[order.removeprefix("-")]
    if not order.startswith("-"):
        return fields
    return tuple(field.removeprefix("-") if field.startswith("-") else f"-{field}" for field in fields)


def partner_countries(viewer: Actor) -> dict[str, int]:
    """Count active partners by country code; "" where none is given.

    One statement, or two when something has changed since the last call.
    """
    return cached_sums(Counting(_by_country, (viewer,), PARTNERS))


def _by_country(viewer: Actor) -> QuerySet[Any, Any]:
    rows = Partner.objects.listed().filter(access.visible_to(viewer), active=True).order_by()
    return rows.values_list("country").annotate(number=Count("pk"))


def partner_story(viewer: Actor, name: str, *, on: date) -> PartnerStory:
    """Return everything about the partner with this id, reference or ROR id. Six statements. Refuses `not_found`."""
    partner = find(Partner, viewer, name)
    key = partner.pk
    contacts, relatives = asked(_contacts, partner=key), asked(_relatives, partner=key)
    return PartnerStory(
        partner=partner,
        names=asked(_names, partner=key),
        contacts=[c for c in contacts if c.valid_until is None or c.valid_until >= on],
        past_contacts=[c for c in contacts if c.valid_until is not None and c.valid_until < on],
        notes=asked(_notes, viewer, partner=key),
        children=[one for one in relatives if one.parent_id == partner.pk and one.merged_into_id is None],
        predecessors=[
            one for one in relatives if one.successor_id == partner.pk and one.merged_into_id is None
        ],
        memberships=asked(_memberships, partner=key),
        merges=[
            MergedEntry(one, one.merge_id, one.merged_at)
            for one in relatives
            if one.merged_into_id == partner.pk and one.merge_id
        ],
        extra=columns_seen(viewer, partner),
        may_open_extra=bool(partner.extra) and access.may_open_extra(viewer, partner),
        may_edit=access.may_edit(viewer),
        may_merge=access.may_merge(viewer),
        may_note=access.may_write_some_note(viewer),
    )


def _names(*, partner: UUID) -> QuerySet[PartnerName]:
    return PartnerName.objects.filter(partner=partner)


def _contacts(*, partner: UUID) -> QuerySet[Contact]:
    return Contact.objects.filter(partner=partner, erased_at=None)


def _notes(viewer: Actor, *, partner: UUID) -> QuerySet[PartnerNote]:
    notes = PartnerNote.objects.filter(access.notes_visible_to(viewer), partner=partner, removed_at=None)
    return notes.select_related("unit")


def _memberships(*, partner: UUID) -> QuerySet[NetworkMembership]:
    memberships = NetworkMembership.objects.filter(partner=partner).select_related("network")
    return memberships.order_by("network__name_sv")


def _relatives(*, partner: UUID) -> QuerySet[Any]:
    """Return partners that refer to this one, in one statement, with the merges of those merged into it."""
    merge = PartnerMerge.objects.filter(merged=OuterRef("pk"), undone_at=None)
    pointing = Q(parent=partner) | Q(successor=partner) | Q(merged_into=partner)
    rows = Partner.objects.filter(pointing, voided_at=None)
    return rows.annotate(
        merge_id=Subquery(merge.values("pk")[:1]), merged_at=Subquery(merge.values("created_at")[:1])
    )
