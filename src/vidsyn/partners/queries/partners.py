"""Partners as lists and one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from vidsyn.partners import access
from vidsyn.partners.models import (
    Contact,
    NetworkMembership,
    Partner,
    PartnerMerge,
    PartnerName,
    PartnerNote,
)
from vidsyn.partners.queries.search import partners_matching
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.plumbing.paging import PAGE_SIZE, Page, page_of


@dataclass(frozen=True, slots=True)
class PartnerFilter:
    """What a list of partners is narrowed by; empty means everything but the closed ones."""

    text: str = ""
    kind: PartnerKind | None = None
    countries: tuple[str, ...] = ()
    linked: bool | None = None  # has a ROR id
    closed: bool = False
    order: str = "name"  # a key of _ORDERS, with "-" before it for the other way round


@dataclass(frozen=True)
class PartnerStory:
    """All this room can tell of one partner to one viewer."""

    partner: Partner
    names: list[PartnerName]
    contacts: list[Contact]
    past_contacts: list[Contact]
    notes: list[PartnerNote]
    children: list[Partner]
    predecessors: list[Partner]
    memberships: list[NetworkMembership]
    merges: list[PartnerMerge]
    extra: dict[str, str]
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
    """One page of partners; a number beyond the last gives the last. Two statements."""
    return page_of(partners_filtered(viewer, filters or PartnerFilter()), number=page, size=size)


def partners_filtered(viewer: Actor, filters: PartnerFilter) -> QuerySet[Partner]:
    """The partners a list shows, in its order, for paging and for writing out."""
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


def _ordering(order: str) -> tuple[str, ...]:
    fields = _ORDERS.get(order.removeprefix("-"), _ORDERS["name"])
    if not order.startswith("-"):
        return fields
    return tuple(field.removeprefix("-") if field.startswith("-") else f"-{field}" for field in fields)


def partner_countries(viewer: Actor) -> dict[str, int]:
    """How many active partners each country has, by its code; "" where none is given."""
    rows = Partner.objects.listed().filter(access.visible_to(viewer), active=True).order_by()
    return dict(rows.values_list("country").annotate(number=Count("pk")))


def partner_story(viewer: Actor, partner: Partner, *, on: date) -> PartnerStory:
    """Everything about the partner in a constant number of statements. Take `partner` from `lookup.find`."""
    whole = _whole(viewer, partner)
    contacts = [c for c in whole.contacts.all() if c.erased_at is None]
    past = [c for c in contacts if c.valid_until and c.valid_until < on]
    return PartnerStory(
        partner=whole,
        names=list(whole.names.all()),
        contacts=[c for c in contacts if c not in past],
        past_contacts=past,
        notes=list(whole.notes.all()),
        children=list(whole.children.all()),
        predecessors=list(whole.predecessors.all()),
        memberships=list(whole.memberships.all()),
        merges=list(whole.merges.all()),
        extra=whole.extra if access.may_see_extra(viewer) else {},
        may_edit=access.may_edit(viewer),
        may_merge=access.may_merge(viewer),
        may_note=access.may_write_some_note(viewer),
    )


def _whole(viewer: Actor, partner: Partner) -> Partner:
    notes = PartnerNote.objects.filter(access.notes_visible_to(viewer), removed_at=None).select_related(
        "unit"
    )
    listed = Partner.objects.listed()
    merges = PartnerMerge.objects.filter(undone_at=None).select_related("merged")
    return (
        Partner.objects.select_related("parent", "successor", "merged_into")
        .prefetch_related(
            "names",
            "contacts",
            Prefetch("notes", notes),
            Prefetch("children", listed),
            Prefetch("predecessors", listed),
            Prefetch("memberships", NetworkMembership.objects.select_related("network")),
            Prefetch("merges", merges),
        )
        .get(pk=partner.pk)
    )
