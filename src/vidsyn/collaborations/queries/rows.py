"""A row of a list of collaborations: what it shows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Prefetch, QuerySet

from vidsyn.collaborations.logic.said import SAID
from vidsyn.collaborations.models import Collaboration, CollaborationPartner, Term
from vidsyn.collaborations.vocabulary import Level, Purpose, Status, TermKind
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision


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
    unit_code: str
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


SAID_IN_ROWS = tuple(field.name for field in fields(CollaborationRow) if field.name in SAID)


def rows_of(rows: QuerySet[Collaboration]) -> tuple[CollaborationRow, ...]:
    """Return the rows, with their related data fetched in three statements."""
    return tuple(row_of(collaboration) for collaboration in shown(rows))


def partner_rows(partners: Iterable[CollaborationPartner]) -> tuple[PartnerRow, ...]:
    """Return partners as rows show them."""
    return tuple(_partner_row(row) for row in partners)


NAMED = (
    *("collaboration_id", "name"),
    *("partner__reference", "partner__name_sv", "partner__name_en", "partner__country"),
)


def shown(rows: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    partners = CollaborationPartner.objects.select_related("partner").only(*NAMED)
    terms = Term.objects.only("collaboration_id", "kind", "code")
    parts = Prefetch("partners", partners), Prefetch("terms", terms)
    return rows.select_related("lead_unit", "owner").only(*_SHOWN).prefetch_related(*parts)


# Fetch only the columns that a row shows.
_SHOWN = (
    *("reference", "title_sv", "title_en", "status", "level", "is_sample", "version"),
    *SAID_IN_ROWS,
    *("lead_unit__code", "lead_unit__name_sv", "lead_unit__name_en", "owner__name", "owner__is_active"),
)


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
        unit_code=unit.code,
        unit=Words(unit.name_sv, unit.name_en),
        owner=owner.name if owner else "",
        owner_has_left=owner is not None and not owner.is_active,
        partners=partner_rows(collaboration.partners.all()),
        kinds=tuple(term.code for term in terms if term.kind == TermKind.KIND),
        purposes=tuple(Purpose(term.code) for term in terms if term.kind == TermKind.PURPOSE),
        subjects=tuple(term.code for term in terms if term.kind == TermKind.SUBJECT),
        **{name: getattr(collaboration, name) for name in SAID_IN_ROWS}
        | {name: Precision(getattr(collaboration, name)) for name in ("starts_precision", "ends_precision")},
        is_sample=collaboration.is_sample,
        version=collaboration.version,
    )


def _partner_row(row: CollaborationPartner) -> PartnerRow:
    if row.partner is None:
        return PartnerRow(row.pk, row.name)
    partner = row.partner
    words = Words(partner.name_sv, partner.name_en)
    return PartnerRow(row.pk, row.name, partner.reference, words, partner.country)
