"""Lists of agreements: the status of every agreement on a day, in a few statements however many."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from vidsyn import here
from vidsyn.agreements import access
from vidsyn.agreements.logic.timeline import standing_on
from vidsyn.agreements.models import Agreement, AgreementSpan, Party
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.queries.courses import signature_proof, stored_course
from vidsyn.agreements.vocabulary import Level, Side, SignatureProof, Status
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.models import Partner
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.people.queries.units import units_under
from vidsyn.rows.counting import Counting, Kinds
from vidsyn.rows.counts import cached_counts, kinds_of
from vidsyn.rows.search import found_by, holding, narrowed, words_of
from vidsyn.sql.slots import rows_with
from vidsyn.sql.statements import asked, asked_part

PAGE = 50


# "-" in front reverses the order.
Order = Literal["newest", "number", "title", "-title", "ends", "-ends"]
AGREEMENT_ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Filters of a list; without any, it contains everything the viewer may see.

    `unit` and `partner` are a code and a reference; a unit includes units below it. `owner` is `me`, `none`, or a
    person's id. `editable` restricts it to those the viewer may change.
    """

    text: str = ""
    status: tuple[Status, ...] = ()
    kind: str = ""
    unit: str = ""
    country: str = ""
    partner: str = ""
    level: Level | None = None
    owner: str = ""
    unverified: bool = False
    unlinked: bool = False
    mine: bool = False
    editable: bool = False
    order: Order = "newest"


@dataclass(frozen=True, slots=True)
class PartyRow:
    """The other party in a row: as written and, where linked, the partner's reference, names and country."""

    name: str
    reference: str = ""
    words: Words | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as in lists, as of the requested day."""

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
    notice_months: int | None
    notice_days: int | None
    notice_deadline: date | None
    renews_on: date | None
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


@dataclass(frozen=True, slots=True)
class AgreementList:
    """One page of a list, the total number, and the day it is for."""

    rows: tuple[AgreementRow, ...]
    total: int
    page: int
    pages: int
    on: date


def agreement_list(
    viewer: Actor,
    wanted: AgreementFilter | None = None,
    *,
    on: date | None = None,
    page: int = 1,
    size: int = PAGE,
) -> AgreementList:
    """The page of agreements as they stood or will stand on a day.

    Four statements, or up to six when something has happened since its total was last asked for.
    """
    day = on or here.today()
    wanted = wanted or AgreementFilter()
    total = sum(cached_counts(*_in_two(viewer, wanted, day)))
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    keys = asked_part(_listed, (page - 1) * size, size, viewer, wanted, day)
    found = tuple(row_of(agreement, day) for agreement in rows_with(_whole_rows, keys))
    return AgreementList(found, total, page, pages, day)


def _in_two(viewer: Actor, wanted: AgreementFilter, day: date) -> tuple[Counting, Counting]:
    """All of a list for counting: what everybody sees, which is the same for everybody, and the few others."""
    given = viewer, wanted, day
    about = _about(wanted)
    return Counting(_signed, given, about), Counting(_on_the_way, given, about and about | kinds_of("people"))


def _about(wanted: AgreementFilter) -> Kinds | None:
    """What a list depends on; on everything where words are looked for."""
    if wanted.text:
        return None
    partners = wanted.country or wanted.partner or wanted.unlinked
    people = wanted.unit or wanted.owner or wanted.mine or wanted.editable
    about = kinds_of("agreements", "people") if people else kinds_of("agreements")
    return about | PARTNERS if partners else about


def _signed(viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Agreement]:
    return _narrowed(access.signed(viewer), viewer, wanted, day)


def _on_the_way(viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Agreement]:
    return _narrowed(access.on_the_way(viewer), viewer, wanted, day)


def _listed(viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Any, Any]:
    return _filtered(viewer, wanted, day).values_list("pk", flat=True)


def _whole_rows(**keys: uuid.UUID) -> QuerySet[Agreement]:
    return _shown(Agreement.objects.filter(pk__in=list(keys.values())))


def agreement_count(viewer: Actor, wanted: AgreementFilter, *, on: date | None = None) -> int:
    """Count a list's agreements. One statement."""
    return agreements_counted(viewer, wanted, on=on).count()


def agreements_counted(viewer: Actor, wanted: AgreementFilter, on: date | None = None) -> QuerySet[Agreement]:
    """Return a list's agreements as a queryset, to be counted in a larger statement."""
    return _filtered(viewer, wanted, on or here.today())


def agreements_on(viewer: Actor, day: date) -> tuple[AgreementRow, ...]:
    """Return every agreement that had been requested by a day, as of that day. Two statements."""
    return rows_of(_filtered(viewer, AgreementFilter(order="number"), day), day)


def agreements_found(
    viewer: Actor, text: str, limit: int, *, on: date | None = None
) -> tuple[AgreementRow, ...]:
    """Return the first that contain every word of the text. Two statements, three when the text has a word."""
    day = on or here.today()
    rows = found_by(_found, Agreement, typed_words(text), viewer, day, limit)
    return tuple(row_of(agreement, day) for agreement in rows)


def _found(viewer: Actor, day: date, limit: int, **slots: Any) -> QuerySet[Agreement]:
    rows = _filtered(viewer, AgreementFilter(text=words_of(slots)), day)
    return _shown(narrowed(rows, slots)[:limit])


def agreements_editable(
    viewer: Actor, wanted: AgreementFilter, limit: int, *, on: date | None = None
) -> list[Agreement]:
    """Return the first of a list that the viewer may change, for a bulk operation. One statement."""
    rows = _filtered(viewer, replace(wanted, editable=True), on or here.today())
    return list(rows.select_related("unit", "owner")[:limit])


def agreements_editable_named(viewer: Actor, references: Collection[str]) -> list[Agreement]:
    """Return those with these references that the viewer may change. One statement."""
    rows = Agreement.objects.filter(
        access.visible_to(viewer), access.editable(viewer), reference__in=references
    )
    return list(rows.select_related("unit", "owner").order_by("-id"))


def agreements_of_partner(
    viewer: Actor, partner: Partner, *, on: date | None = None
) -> tuple[AgreementRow, ...]:
    """Return all with this partner that the viewer may see, as of a day."""
    day = on or here.today()
    rows = asked(_with_partner, viewer, day, partner=partner.reference)
    return tuple(row_of(agreement, day) for agreement in rows)


def _with_partner(viewer: Actor, day: date, *, partner: str) -> QuerySet[Agreement]:
    return _shown(_filtered(viewer, AgreementFilter(partner=partner), day)[:500])


def agreements_of_collaboration(
    viewer: Actor, collaboration: uuid.UUID, *, on: date | None = None
) -> tuple[AgreementRow, ...]:
    """Return the visible agreements that this collaboration rests on, as of a day. Two statements."""
    day = on or here.today()
    rows = asked(_under, viewer, collaboration=collaboration)
    return tuple(row_of(agreement, day) for agreement in rows)


def _under(viewer: Actor, *, collaboration: uuid.UUID) -> QuerySet[Agreement]:
    return _shown(Agreement.objects.filter(access.visible_to(viewer), collaborations=collaboration))


def rows_of(rows: QuerySet[Agreement], on: date) -> tuple[AgreementRow, ...]:
    """Return the rows, with their related data fetched in two statements."""
    return tuple(row_of(agreement, on) for agreement in _shown(rows))


def _shown(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
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
        ends_precision=Precision(agreement.ends_precision),
        open_ended=standing.open_ended,
        term_ends_on=agreement.ends_on,
        notice_months=agreement.notice_months,
        notice_days=agreement.notice_days,
        notice_deadline=standing.notice_deadline,
        renews_on=standing.renews_on,
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


def _filtered(viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Agreement]:
    return _narrowed(access.visible_to(viewer), viewer, wanted, day)


def _narrowed(seen: Q, viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Agreement]:
    held = AgreementSpan.objects.filter(agreement=OuterRef("pk"), first__lte=day, last__gte=day)
    if wanted.status:
        held = held.filter(status__in=wanted.status)
    # As a condition per row: the database walks the list's order and stops when the page is full.
    words = holding(typed_words(wanted.text), access.inside(viewer))
    rows = Agreement.objects.filter(*words, seen)
    rows = rows.filter(Exists(held))
    for condition in _conditions(viewer, wanted):
        rows = rows.filter(condition)
    return rows.order_by(*_ORDERS[wanted.order])


_ORDERS: dict[Order, tuple[Any, ...]] = {
    "newest": ("-id",),
    "number": ("register_number", "reference"),
    "title": ("title_sv", "id"),
    "-title": ("-title_sv", "-id"),
    "ends": (F("ends_on").asc(nulls_last=True), "id"),
    "-ends": (F("ends_on").desc(nulls_last=True), "-id"),
}


def _conditions(viewer: Actor, wanted: AgreementFilter) -> list[Q]:
    conditions = []
    if wanted.kind:
        conditions.append(Q(kind=wanted.kind))
    if wanted.level:
        conditions.append(Q(level=wanted.level))
    if wanted.unit:
        conditions.append(_in_unit(wanted.unit))
    if wanted.country:
        conditions.append(_with_party(Q(partner__country=wanted.country)))
    if wanted.partner:
        conditions.append(_with_party(Q(partner__reference=wanted.partner)))
    if wanted.unlinked:
        conditions.append(_with_party(Q(partner=None, side=Side.PARTNER)))
    if wanted.unverified:
        conditions.append(Q(taken_as_signed=True, signature_confirmed_on=None))
    return [*conditions, *_by_owner(viewer, wanted)]


def _by_owner(viewer: Actor, wanted: AgreementFilter) -> list[Q]:
    found = [access.mine(viewer)] if wanted.mine else []
    if wanted.editable:
        found.append(access.editable(viewer))
    if wanted.owner == "me":
        found.append(Q(owner=viewer.person_id) if viewer.person_id else Q(pk__in=[]))
    elif wanted.owner == "none":
        found.append(Q(owner=None) | Q(owner__is_active=False))
    elif wanted.owner:
        found.append(Q(owner=wanted.owner) if _is_uuid(wanted.owner) else Q(pk__in=[]))
    return found


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _with_party(condition: Q) -> Q:
    return Q(pk__in=Party.objects.filter(condition, removed_at=None).values("agreement"))


def _in_unit(code: str) -> Q:
    under = units_under(code)
    further = Agreement.further_units.through.objects.filter(unit__in=under)
    return Q(unit__in=under) | Q(pk__in=further.values("agreement"))
