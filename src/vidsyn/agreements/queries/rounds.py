"""Decision rounds with their agreements, and the routing rules."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, DecisionRound, RequestRoute
from vidsyn.agreements.queries.rows import kind_words
from vidsyn.agreements.vocabulary import Stage
from vidsyn.kernel.bilingual import Words
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor

# Stages that a round has still to decide on.
UNDECIDED = (Stage.REQUESTED, Stage.DRAFTING, Stage.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class AwaitingLine:
    """An agreement awaiting a decision; `chosen` means that somebody assigned it to its round."""

    reference: str
    number: str
    title: Words
    kind: Words
    unit: Words | None
    stage: Stage
    chosen: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round and its agreements. `kinds` empty means every kind; `days` is the number of days until it closes.

    `used`: somebody has assigned an agreement to it, decided or not, so it cannot be removed.
    """

    id: uuid.UUID
    name: Words
    closes_on: date
    days: int
    kinds: tuple[Words, ...]
    awaiting: tuple[AwaitingLine, ...]
    used: bool


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Future rounds, the nearest first; past ones, the latest first; and agreements that no future round takes."""

    ahead: tuple[RoundLine, ...]
    past: tuple[RoundLine, ...]
    without: tuple[AwaitingLine, ...]
    may_set: bool


def decision_rounds(viewer: Actor, on: date) -> RoundPlan:
    """Return every round as of a day. Three statements.

    An undecided agreement belongs to its assigned round, else to the next to close that takes its kind.
    """
    rounds = list(DecisionRound.objects.filter(rights.readable(viewer), removed_at=None))
    ahead = [one for one in rounds if one.closes_on >= on]
    waiting = Agreement.objects.filter(access.visible_to(viewer), stage__in=UNDECIDED)
    found: dict[uuid.UUID | None, list[AwaitingLine]] = defaultdict(list)
    for agreement in waiting.select_related("unit").order_by("id"):
        found[falls_in(agreement, ahead)].append(_awaiting(agreement))
    used = set(
        Agreement.objects.listed().filter(decision_round__in=rounds).values_list("decision_round", flat=True)
    )
    lines = [_line(one, found[one.pk], on, used=one.pk in used) for one in rounds]
    return RoundPlan(
        ahead=tuple(line for line in lines if line.days >= 0),
        past=tuple(line for line in reversed(lines) if line.days < 0),
        without=tuple(found[None]),
        may_set=rights.may_run_register(viewer),
    )


def falls_in(agreement: Agreement, ahead: Iterable[DecisionRound]) -> uuid.UUID | None:
    """Return an undecided agreement's round: the assigned one, else the first future one that takes its kind."""
    if agreement.decision_round_id:
        return agreement.decision_round_id
    return next((one.pk for one in ahead if not one.kinds or agreement.kind in one.kinds), None)


def _line(one: DecisionRound, awaiting: Sequence[AwaitingLine], on: date, *, used: bool) -> RoundLine:
    return RoundLine(
        id=one.pk,
        name=Words(one.name_sv, one.name_en),
        closes_on=one.closes_on,
        days=(one.closes_on - on).days,
        kinds=tuple(kind_words(kind) for kind in one.kinds),
        awaiting=tuple(awaiting),
        used=used,
    )


def _awaiting(agreement: Agreement) -> AwaitingLine:
    unit = agreement.unit
    return AwaitingLine(
        reference=agreement.reference,
        number=agreement.number,
        title=Words(agreement.title_sv, agreement.title_en),
        kind=kind_words(agreement.kind),
        unit=Words(unit.name_sv, unit.name_en) if unit else None,
        stage=Stage(agreement.stage),
        chosen=agreement.decision_round_id is not None,
    )


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A rule: requests that match every given condition go to this person."""

    id: uuid.UUID
    unit: Words | None
    partner: Words | None
    country: str
    coordinator: str
    has_left: bool


def request_routes(viewer: Actor) -> tuple[RouteLine, ...]:
    """Return the rules in force, narrowest first, as they are tried; for the office only. One statement."""
    if not viewer.is_office:
        return ()
    rows = RequestRoute.objects.filter(removed_at=None).select_related("unit", "partner", "coordinator")
    return tuple(_route(row) for row in sorted(rows, key=_narrow))


def _narrow(row: RequestRoute) -> tuple[bool, bool, int, str]:
    """Sort as `logic.routing` does: partner before country before unit, a department before its school."""
    depth = row.unit.path.count("/") if row.unit else 0
    return (row.partner_id is None, not row.country, -depth, row.unit.path if row.unit else "")


def _route(row: RequestRoute) -> RouteLine:
    return RouteLine(
        id=row.pk,
        unit=Words(row.unit.name_sv, row.unit.name_en) if row.unit else None,
        partner=Words(row.partner.name_sv, row.partner.name_en) if row.partner else None,
        country=row.country,
        coordinator=row.coordinator.name,
        has_left=not row.coordinator.is_active,
    )
