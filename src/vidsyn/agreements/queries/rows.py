"""A row of a list of agreements: what it shows, as of a day."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from vidsyn.agreements.logic.timeline import standing_on
from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.queries.courses import signature_proof, stored_course
from vidsyn.agreements.vocabulary import Missing, Side, SignatureProof, Status
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision


@dataclass(frozen=True, slots=True)
class PartyRow:
    """The other party in a row: as written and, where linked, the partner's reference, names and country."""

    name: str
    reference: str = ""
    words: Words | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as in lists, as of the requested day; `term_…` is as first written."""

    id: uuid.UUID
    reference: str
    number: str
    register_number: str
    kind: str
    kind_words: Words
    title: Words
    status: Status | None
    starts_on: date | None
    starts_precision: Precision
    ends_on: date | None
    ends_precision: Precision
    open_ended: bool
    term_ends_on: date | None
    term_ends_precision: Precision
    term_open_ended: bool
    notice_months: int | None
    notice_days: int | None
    notice_deadline: date | None
    renews_on: date | None
    lacks: tuple[Missing, ...]
    unit_code: str
    unit: Words | None
    owner: str
    owner_has_left: bool
    parties: tuple[PartyRow, ...]
    proof: SignatureProof
    move: Side | None
    move_since: date | None
    confidential: bool
    is_sample: bool
    version: int

    @property
    def own_title(self) -> Words | None:
        """The title somebody wrote; None where it was made from the kind and the partner, which the row shows."""
        made = self.title.sv.startswith(f"{self.kind_words.sv}: ")
        return None if made else self.title


def rows_of(rows: QuerySet[Agreement], on: date) -> tuple[AgreementRow, ...]:
    """Return the rows, with their related data fetched in two statements."""
    return tuple(row_of(agreement, on) for agreement in shown(rows))


def shown(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    parties = Party.objects.filter(removed_at=None, side=Side.PARTNER).select_related("partner")
    return (
        rows.select_related("unit", "owner", "kept_course")
        .only(*_SHOWN)
        .prefetch_related(Prefetch("parties", queryset=parties.only(*_SHOWN_OF_PARTY), to_attr="others"))
    )


# A list may have ten thousand rows: fetch only the columns shown.
_SHOWN = (
    *("reference", "register_number", "kind", "title_sv", "title_en", "stage", "confidential", "is_sample"),
    *("starts_on", "starts_precision", "ends_on", "ends_precision", "open_ended"),
    *("notice_months", "notice_days", "notice_given_by", "notice_effective"),
    *("renewal_months", "renewal_window_months"),
    *("taken_as_signed", "signature_confirmed_on", "terminated_on", "withdrawn_on", "move", "move_since"),
    *("version", "unit__code", "unit__name_sv", "unit__name_en", "owner__name", "owner__is_active"),
    "kept_course__facts",
)


_SHOWN_OF_PARTY = (
    *("agreement_id", "side", "name"),
    *("partner__reference", "partner__name_sv", "partner__name_en", "partner__country"),
)


def row_of(agreement: Agreement, on: date) -> AgreementRow:
    """Build one row from prefetched data."""
    standing = standing_on(stored_course(agreement), on)
    unit, owner = agreement.unit, agreement.owner
    return AgreementRow(
        id=agreement.pk,
        reference=agreement.reference,
        number=agreement.number,
        register_number=agreement.register_number,
        kind=agreement.kind,
        kind_words=kind_words(agreement.kind),
        title=Words(agreement.title_sv, agreement.title_en),
        status=standing.status,
        starts_on=standing.starts_on,
        starts_precision=Precision(agreement.starts_precision),
        ends_on=standing.ends_on,
        ends_precision=standing.ends_precision,
        open_ended=standing.open_ended,
        term_ends_on=agreement.ends_on,
        term_ends_precision=Precision(agreement.ends_precision),
        term_open_ended=agreement.open_ended,
        notice_months=agreement.notice_months,
        notice_days=agreement.notice_days,
        notice_deadline=standing.notice_deadline,
        renews_on=standing.renews_on,
        lacks=standing.lacks,
        unit_code=unit.code if unit else "",
        unit=Words(unit.name_sv, unit.name_en) if unit else None,
        owner=owner.name if owner else "",
        owner_has_left=owner is not None and not owner.is_active,
        parties=tuple(party_row(party) for party in agreement.others),  # type: ignore[attr-defined]
        proof=signature_proof(agreement),
        move=Side(agreement.move) if agreement.move else None,
        move_since=agreement.move_since,
        confidential=bool(agreement.confidential),
        is_sample=agreement.is_sample,
        version=agreement.version,
    )


def party_row(party: Party) -> PartyRow:
    """Build a party's row."""
    partner = party.partner
    if partner is None:
        return PartyRow(party.name)
    words = Words(partner.name_sv, partner.name_en)
    return PartyRow(party.name, partner.reference, words, partner.country)


def kind_words(key: str) -> Words:
    """Return a kind's name, or the key of one that is no longer configured."""
    kind = agreement_kinds().get(key)
    return Words(kind.sv, kind.en) if kind else Words(key, key)
