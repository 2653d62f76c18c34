"""Lists of collaborations. Every list takes a constant number of statements."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration, CollaborationPartner
from vidsyn.collaborations.queries.filtering import CollaborationFilter, _with_few, counted_in_two, filtered
from vidsyn.collaborations.queries.rows import (
    NAMED,
    CollaborationRow,
    PartnerRow,
    partner_rows,
    row_of,
    shown,
)
from vidsyn.collaborations.vocabulary import Status
from vidsyn.kernel.bilingual import Words
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor
from vidsyn.rows.counts import cached_counts
from vidsyn.rows.paging import PAGE_SIZE, Page
from vidsyn.rows.search import found_by, narrowed, words_of
from vidsyn.sql.slots import rows_with
from vidsyn.sql.statements import asked, asked_part


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another collaboration with the same partner, in one line."""

    reference: str
    title: Words
    unit: Words
    status: Status


def collaboration_list(
    viewer: Actor, wanted: CollaborationFilter | None = None, *, page: int = 1, size: int = PAGE_SIZE
) -> Page[CollaborationRow]:
    """A page of collaborations, latest changed first.

    Five statements, or up to seven when something has happened since its total was last asked for.
    """
    wanted = wanted or CollaborationFilter()
    total = sum(cached_counts(*counted_in_two(viewer, wanted)))
    page = min(max(page, 1), max(1, -(-total // size)))
    keys = asked_part(_listed, (page - 1) * size, size, viewer, wanted)
    return Page([row_of(row) for row in rows_with(_whole_rows, keys)], total, page, size)


def _listed(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Any, Any]:
    return filtered(viewer, wanted).values_list("pk", flat=True)


def _whole_rows(**keys: uuid.UUID) -> QuerySet[Collaboration]:
    return shown(Collaboration.objects.filter(pk__in=list(keys.values())).order_by())


@dataclass(frozen=True, slots=True)
class CollaborationBrief:
    """A collaboration in short, for another object's page."""

    reference: str
    title: Words
    unit: Words
    status: Status


@dataclass(frozen=True, slots=True)
class CollaborationHit:
    """A collaboration as a search result."""

    reference: str
    title: Words
    partners: tuple[PartnerRow, ...]


def collaborations_found(viewer: Actor, text: str, limit: int) -> tuple[CollaborationHit, ...]:
    """Return the first that contain every word of the text. Two statements, three when the text has a word."""
    return tuple(
        CollaborationHit(row.reference, Words(row.title_sv, row.title_en), partner_rows(row.partners.all()))
        for row in found_by(_found, Collaboration, typed_words(text), viewer, limit)
    )


def _found(viewer: Actor, limit: int, **slots: Any) -> QuerySet[Collaboration]:
    partners = CollaborationPartner.objects.select_related("partner").only(*NAMED)
    rows = narrowed(filtered(viewer, CollaborationFilter(text=words_of(slots))), slots)
    rows = rows.only("reference", "title_sv", "title_en")
    return rows.prefetch_related(Prefetch("partners", partners))[:limit]


def collaboration_count(viewer: Actor, wanted: CollaborationFilter) -> int:
    """Count a list's collaborations. One statement."""
    return collaborations_counted(viewer, wanted).count()


def collaborations_counted(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    """Return a list's collaborations as a queryset, to be counted in a larger statement."""
    return filtered(viewer, wanted)


def collaborations_editable(viewer: Actor, wanted: CollaborationFilter, limit: int) -> list[Collaboration]:
    """Return the first of a list that the viewer may change, for a bulk operation. One statement."""
    rows = filtered(viewer, replace(wanted, editable=True))
    return list(rows.select_related("lead_unit", "owner")[:limit])


def collaborations_editable_named(viewer: Actor, references: Collection[str]) -> list[Collaboration]:
    """Return those with these references that the viewer may change. One statement."""
    rows = Collaboration.objects.filter(
        access.visible_to(viewer), access.editable(viewer), reference__in=references
    )
    return list(rows.select_related("lead_unit", "owner"))


def collaborations_with(viewer: Actor, partner: Partner) -> tuple[CollaborationBrief, ...]:
    """Return all with this partner that the viewer may see, in short. One statement."""
    return tuple(
        CollaborationBrief(
            row.reference,
            Words(row.title_sv, row.title_en),
            Words(row.lead_unit.name_sv, row.lead_unit.name_en),
            Status(row.status),
        )
        for row in asked(_with, viewer, partner=partner.pk)
    )


def _with(viewer: Actor, *, partner: uuid.UUID) -> QuerySet[Collaboration]:
    rows = Collaboration.objects.filter(access.visible_to(viewer), _with_few(Q(partner=partner)))
    shown = ("reference", "title_sv", "title_en", "status", "lead_unit__name_sv", "lead_unit__name_en")
    return rows.select_related("lead_unit").only(*shown)


def possible_doubles(viewer: Actor, row: CollaborationRow) -> tuple[Sibling, ...]:
    """Return, for a potential one, others with a common partner that have not ended, the same unit's first; at most
    five.
    """
    references = [partner.reference for partner in row.partners if partner.reference]
    if not references or row.status != Status.POTENTIAL:
        return ()
    same = _with_few(Q(partner__reference__in=references))
    rows = Collaboration.objects.filter(access.visible_to(viewer), same).exclude(pk=row.id)
    found = (_sibling(other) for other in rows.exclude(status=Status.ENDED).select_related("lead_unit")[:20])
    return tuple(sorted(found, key=lambda other: other.unit != row.unit))[:5]


def _sibling(collaboration: Collaboration) -> Sibling:
    unit = collaboration.lead_unit
    return Sibling(
        collaboration.reference,
        Words(collaboration.title_sv, collaboration.title_en),
        Words(unit.name_sv, unit.name_en),
        Status(collaboration.status),
    )
