"""What a list of agreements is filtered by, and how that is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Literal, get_args

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, AgreementPeriod, AgreementSpan, Party
from vidsyn.agreements.vocabulary import Level, Missing, Side, Status
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import owned_by
from vidsyn.people.queries.units import units_under
from vidsyn.rows.counting import Counting, Kinds
from vidsyn.rows.counts import kinds_of
from vidsyn.rows.search import holding

# "-" in front reverses the order.
Order = Literal[
    "newest", "number", "-number", "title", "-title", "ends", "-ends", "partner", "-partner"
]  # fmt: skip
AGREEMENT_ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Filters of a list; without any, it contains everything the viewer may see.

    `unit` and `partner` are a code and a reference; a unit includes units below it. `owner` is `me`, `none`, or a
    person's id. `ends_from` and the three after it restrict the end, and the last day for notice, that the list shows:
    both days inclusive, and none whose day is not known. `missing` restricts it to those that lack any of these terms
    on the day, `editable` to those the viewer may change.
    """

    text: str = ""
    status: tuple[Status, ...] = ()
    missing: tuple[Missing, ...] = ()
    ends_from: date | None = None
    ends_to: date | None = None
    notice_from: date | None = None
    notice_to: date | None = None
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


def counted_in_two(viewer: Actor, wanted: AgreementFilter, day: date) -> tuple[Counting, Counting]:
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


def filtered(viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Agreement]:
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
    period = AgreementPeriod.objects.filter(agreement=OuterRef("pk"), first__lte=day, last__gte=day)
    if wanted.missing:
        rows = rows.filter(Exists(period.filter(_lacking(wanted.missing))))
    if between := _between(wanted):
        rows = rows.filter(Exists(period.filter(**between)))
    if wanted.order in _BY_END:
        rows = rows.annotate(current_end=Subquery(period.values("ends_on")[:1]))
    return rows.order_by(*_ORDERS[wanted.order])


def _between(wanted: AgreementFilter) -> dict[str, date]:
    """What the days that follow from the dates must be, in a row of periods."""
    days = {
        "ends_on__gte": wanted.ends_from,
        "ends_on__lte": wanted.ends_to,
        "notice_by__gte": wanted.notice_from,
        "notice_by__lte": wanted.notice_to,
    }
    return {condition: day for condition, day in days.items() if day is not None}


def _lacking(missing: tuple[Missing, ...]) -> Q:
    """Periods that lack any of these terms."""
    return reduce(or_, (Q(**{f"lacks_{term}": True}) for term in missing))


_BY_END = ("ends", "-ends")
_PARTNERS = Party.objects.filter(agreement=OuterRef("pk"), side=Side.PARTNER, removed_at=None).order_by("id")
# As it is called in the register where it is linked, else as it was written.
_PARTNER = Subquery(_PARTNERS.values(called=Lower(Coalesce("partner__name_sv", "name")))[:1])
_ORDERS: dict[Order, tuple[Any, ...]] = {
    "newest": ("-id",),
    "number": ("register_number", "reference"),
    "-number": ("-register_number", "-reference"),
    "partner": (_PARTNER.asc(nulls_last=True), "id"),
    "-partner": (_PARTNER.desc(nulls_last=True), "-id"),
    "title": ("title_sv", "id"),
    "-title": ("-title_sv", "-id"),
    "ends": (F("current_end").asc(nulls_last=True), "id"),
    "-ends": (F("current_end").desc(nulls_last=True), "-id"),
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
        conditions.append(_with_party(Q(partner__country=wanted.country, side=Side.PARTNER)))
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
    return [*found, owned_by(viewer, wanted.owner)] if wanted.owner else found


def _with_party(condition: Q) -> Q:
    return Q(pk__in=Party.objects.filter(condition, removed_at=None).values("agreement"))


def _in_unit(code: str) -> Q:
    under = units_under(code)
    further = Agreement.further_units.through.objects.filter(unit__in=under)
    return Q(unit__in=under) | Q(pk__in=further.values("agreement"))
