"""Lists of collaborations. Every list takes a constant number of statements."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration, CollaborationPartner, CollaborationUnit, Term
from vidsyn.collaborations.vocabulary import Level, Purpose, Status, TermKind
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.models import Partner
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.people.queries.units import units_under
from vidsyn.rows.counting import Counting, Kinds
from vidsyn.rows.counts import cached_counts, kinds_of
from vidsyn.rows.paging import PAGE_SIZE, Page
from vidsyn.rows.search import found_by, holding, narrowed, words_of
from vidsyn.sql.slots import rows_with
from vidsyn.sql.statements import asked, asked_part


@dataclass(frozen=True, slots=True)
class CollaborationFilter:
    """Filters of a list; without any, it contains everything the viewer may see.

    `unit` is a code and includes units below it. `owner` is `me`, `none` (nobody, or a person who has left) or a
    person's id. `editable` restricts it to those the viewer may change.
    """

    text: str = ""
    status: tuple[Status, ...] = ()
    level: tuple[Level, ...] = ()
    purpose: tuple[Purpose, ...] = ()
    goal: int | None = None
    kind: str = ""
    subject: str = ""
    unit: str = ""
    country: str = ""
    unlinked: bool = False
    owner: str = ""
    mine: bool = False
    editable: bool = False


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner in a row: as written and, where linked, its reference and its name in both languages."""

    id: uuid.UUID
    written: str
    reference: str | None = None
    words: Words | None = None
    country: str = ""

    @property
    def linked(self) -> bool:
        """Whether it is a partner in the register."""
        return self.reference is not None


@dataclass(frozen=True, slots=True)
class CollaborationRow:
    """A collaboration as in lists."""

    id: uuid.UUID
    reference: str
    title: Words
    status: Status
    level: Level
    unit: Words
    owner: str
    owner_has_left: bool
    partners: tuple[PartnerRow, ...]
    kinds: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    subjects: tuple[str, ...]
    starts_on: date | None
    starts_precision: Precision
    ends_on: date | None
    ends_precision: Precision
    is_sample: bool
    version: int


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
    total = sum(cached_counts(*_in_two(viewer, wanted)))
    page = min(max(page, 1), max(1, -(-total // size)))
    keys = asked_part(_listed, (page - 1) * size, size, viewer, wanted)
    return Page([row_of(row) for row in rows_with(_whole_rows, keys)], total, page, size)


def _in_two(viewer: Actor, wanted: CollaborationFilter) -> tuple[Counting, Counting]:
    """All of a list for counting: what everybody sees, which is the same for everybody, and the few others."""
    given, about = (viewer, wanted), _about(wanted)
    return Counting(_begun, given, about), Counting(_potential, given, about and about | kinds_of("people"))


def _about(wanted: CollaborationFilter) -> Kinds | None:
    """What a list depends on; on everything where words are looked for."""
    if wanted.text:
        return None
    people = wanted.unit or wanted.owner or wanted.mine or wanted.editable
    about = kinds_of("collaborations", "people") if people else kinds_of("collaborations")
    return about | PARTNERS if wanted.country or wanted.unlinked else about


def _begun(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    return _narrowed(access.begun(viewer), viewer, wanted)


def _potential(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    return _narrowed(access.potential(viewer), viewer, wanted)


def _listed(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Any, Any]:
    return _filtered(viewer, wanted).values_list("pk", flat=True)


def _whole_rows(**keys: uuid.UUID) -> QuerySet[Collaboration]:
    return _with_parts(Collaboration.objects.filter(pk__in=list(keys.values())).order_by())


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
    partners = CollaborationPartner.objects.select_related("partner").only(*_NAMED)
    rows = narrowed(_filtered(viewer, CollaborationFilter(text=words_of(slots))), slots)
    rows = rows.only("reference", "title_sv", "title_en")
    return rows.prefetch_related(Prefetch("partners", partners))[:limit]


_NAMED = (
    *("collaboration_id", "name"),
    *("partner__reference", "partner__name_sv", "partner__name_en", "partner__country"),
)


def collaboration_count(viewer: Actor, wanted: CollaborationFilter) -> int:
    """Count a list's collaborations. One statement."""
    return collaborations_counted(viewer, wanted).count()


def collaborations_counted(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    """Return a list's collaborations as a queryset, to be counted in a larger statement."""
    return _filtered(viewer, wanted)


def collaborations_editable(viewer: Actor, wanted: CollaborationFilter, limit: int) -> list[Collaboration]:
    """Return the first of a list that the viewer may change, for a bulk operation. One statement."""
    rows = _filtered(viewer, replace(wanted, editable=True))
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


def rows_of(rows: QuerySet[Collaboration]) -> tuple[CollaborationRow, ...]:
    """Return the rows, with their related data fetched in three statements."""
    return tuple(row_of(collaboration) for collaboration in _with_parts(rows))


def partner_rows(partners: Iterable[CollaborationPartner]) -> tuple[PartnerRow, ...]:
    """Return partners as rows show them."""
    return tuple(_partner_row(row) for row in partners)


def _with_parts(rows: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    partners = CollaborationPartner.objects.select_related("partner").only(*_NAMED)
    terms = Term.objects.only("collaboration_id", "kind", "code")
    parts = Prefetch("partners", partners), Prefetch("terms", terms)
    return rows.select_related("lead_unit", "owner").only(*_SHOWN).prefetch_related(*parts)


# Fetch only the columns that a row shows.
_SHOWN = (
    *("reference", "title_sv", "title_en", "status", "level", "is_sample", "version"),
    *("starts_on", "starts_precision", "ends_on", "ends_precision"),
    *("lead_unit__name_sv", "lead_unit__name_en", "owner__name", "owner__is_active"),
)


def _filtered(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    return _narrowed(access.visible_to(viewer), viewer, wanted)


def _narrowed(seen: Q, viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    words = holding(typed_words(wanted.text), access.inside(viewer))
    rows = Collaboration.objects.filter(*words, seen)
    if wanted.status:
        rows = rows.filter(status__in=wanted.status)
    if wanted.level:
        rows = rows.filter(level__in=wanted.level)
    for kind, code in _codes(wanted):
        rows = rows.filter(_with_term(kind, code))
    if wanted.unit:
        rows = rows.filter(_in_unit(wanted.unit))
    if wanted.country:
        rows = rows.filter(_with_partner(Q(partner__country=wanted.country)))
    if wanted.unlinked:
        rows = rows.filter(_with_few(Q(partner=None)))
    if wanted.owner:
        rows = rows.filter(_by_owner(viewer, wanted.owner))
    if wanted.editable:
        rows = rows.filter(access.editable(viewer))
    return rows.filter(access.mine(viewer)) if wanted.mine else rows


def _by_owner(viewer: Actor, owner: str) -> Q:
    if owner == "none":
        return Q(owner=None) | Q(owner__is_active=False)
    try:
        wanted = viewer.person_id if owner == "me" else uuid.UUID(owner)
    except ValueError:
        wanted = None
    return Q(owner=wanted) if wanted else Q(pk__in=[])


def _codes(wanted: CollaborationFilter) -> list[tuple[TermKind, str]]:
    codes = [(TermKind.PURPOSE, purpose.value) for purpose in wanted.purpose]
    codes += [(TermKind.GOAL, str(wanted.goal))] if wanted.goal else []
    codes += [(TermKind.KIND, wanted.kind)] if wanted.kind else []
    codes += [(TermKind.SUBJECT, wanted.subject)] if wanted.subject else []
    return codes


def _with_term(kind: TermKind, code: str) -> Q:
    """Match a subject and those below it: SSIF codes grow by digits."""
    same = Q(code__startswith=code) if kind is TermKind.SUBJECT else Q(code=code)
    return Q(Exists(Term.objects.filter(same, collaboration=OuterRef("pk"), kind=kind)))


def _with_partner(condition: Q) -> Q:
    """As EXISTS per collaboration: many may match, and a page is soon full."""
    return Q(Exists(CollaborationPartner.objects.filter(condition, collaboration=OuterRef("pk"))))


def _with_few(condition: Q) -> Q:
    """As a subquery from the partners' side, by index: few match, and no other collaboration is examined."""
    return Q(pk__in=CollaborationPartner.objects.filter(condition).values("collaboration"))


def _in_unit(code: str) -> Q:
    under = units_under(code)
    further = CollaborationUnit.objects.filter(unit__in=under, collaboration=OuterRef("pk"))
    return Q(lead_unit__in=under) | Q(Exists(further))


def row_of(collaboration: Collaboration) -> CollaborationRow:
    """Build one row from prefetched data."""
    unit, owner = collaboration.lead_unit, collaboration.owner
    terms = list(collaboration.terms.all())
    return CollaborationRow(
        id=collaboration.pk,
        reference=collaboration.reference,
        title=Words(collaboration.title_sv, collaboration.title_en),
        status=Status(collaboration.status),
        level=Level(collaboration.level),
        unit=Words(unit.name_sv, unit.name_en),
        owner=owner.name if owner else "",
        owner_has_left=owner is not None and not owner.is_active,
        partners=partner_rows(collaboration.partners.all()),
        kinds=tuple(term.code for term in terms if term.kind == TermKind.KIND),
        purposes=tuple(Purpose(term.code) for term in terms if term.kind == TermKind.PURPOSE),
        subjects=tuple(term.code for term in terms if term.kind == TermKind.SUBJECT),
        starts_on=collaboration.starts_on,
        starts_precision=Precision(collaboration.starts_precision),
        ends_on=collaboration.ends_on,
        ends_precision=Precision(collaboration.ends_precision),
        is_sample=collaboration.is_sample,
        version=collaboration.version,
    )


def _sibling(collaboration: Collaboration) -> Sibling:
    unit = collaboration.lead_unit
    return Sibling(
        collaboration.reference,
        Words(collaboration.title_sv, collaboration.title_en),
        Words(unit.name_sv, unit.name_en),
        Status(collaboration.status),
    )


def _partner_row(row: CollaborationPartner) -> PartnerRow:
    if row.partner is None:
        return PartnerRow(row.pk, row.name)
    partner = row.partner
    words = Words(partner.name_sv, partner.name_en)
    return PartnerRow(row.pk, row.name, partner.reference, words, partner.country)
