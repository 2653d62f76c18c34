"""Pending matters among agreements. Each source has a constant cost."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, ReviewOpinion
from vidsyn.agreements.queries.deadlines import Coordinators, Deadline, deadlines, perhaps_mine
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreements_counted
from vidsyn.agreements.vocabulary import AgreementMatter, DeadlineKind, Missing, Side, Stage
from vidsyn.kernel.bilingual import Words
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Role
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import kinds_of
from vidsyn.rows.waiting import Asking, Mark, TodayRow, Why, gathers, waits
from vidsyn.sql.statements import asked

ON_THE_WAY = (Stage.REQUESTED, Stage.DRAFTING, Stage.IN_REVIEW, Stage.DECIDED, Stage.FOR_SIGNATURE)
# Windows for renewal can have opened this long ago and still be open.
WINDOW_DAYS = 800
_PRESSING = frozenset({AgreementMatter.ENDS, AgreementMatter.NOTICE})


@waits(
    {
        AgreementMatter.NOTICE: Mark(10, kind="agreement", pressing=True),
        AgreementMatter.ENDS: Mark(20, kind="agreement", pressing=True),
        AgreementMatter.OPINION: Mark(30, kind="agreement", asked=True),
        AgreementMatter.DECISION: Mark(40, kind="agreement", asked=True),
        AgreementMatter.REQUEST: Mark(50, kind="agreement", asked=True),
        AgreementMatter.MOVE: Mark(60, kind="agreement", asked=True),
        AgreementMatter.FOLLOW_UP: Mark(70, kind="agreement"),
        AgreementMatter.ROUND: Mark(80, kind="agreement"),
        AgreementMatter.WINDOW: Mark(90, kind="agreement"),
        AgreementMatter.OBLIGATION: Mark(100, kind="agreement"),
    }
)
def _waiting(asking: Asking) -> Iterator[TodayRow]:
    standing_in = Coordinators(asking.on)
    yield from _deadlines(asking, standing_in)
    yield from _moves(asking.viewer, standing_in)
    yield from _opinions(asking.viewer)
    yield from _decisions(asking.viewer)


@gathers(AgreementMatter.TO_FILL_IN, place=125)
def _to_fill_in(viewer: Actor, on: date) -> Counting | None:
    wanted = AgreementFilter(missing=tuple(Missing), editable=True)
    about = kinds_of("agreements", "people")
    return Counting(agreements_counted, (viewer, wanted, on), about) if viewer.may_write else None


@gathers(AgreementMatter.PARTY_LINKS, place=130)
def _to_link(viewer: Actor, on: date) -> Counting | None:
    wanted = AgreementFilter(unlinked=True, editable=True)
    about = kinds_of("agreements", "people") | PARTNERS
    return Counting(agreements_counted, (viewer, wanted, on), about) if viewer.may_write else None


def _deadlines(asking: Asking, standing_in: Coordinators) -> list[TodayRow]:
    """Return near deadlines, one row per agreement: an open window yields to the end it leads to."""
    since = asking.on - timedelta(days=WINDOW_DAYS)
    found = deadlines(
        asking.viewer, asking.on, asking.until, mine=True, lasting_since=since, standing_in=standing_in
    )
    rows = [_deadline_row(item) for item in found if _is_shown(item, asking)]
    pressing = {row.reference for row in rows if row.matter in _PRESSING}
    return [row for row in rows if row.matter is not AgreementMatter.WINDOW or row.reference not in pressing]


def _is_shown(item: Deadline, asking: Asking) -> bool:
    if item.kind is DeadlineKind.WINDOW:
        return item.due_on <= asking.on <= item.of
    if item.kind is DeadlineKind.FOLLOW_UP:
        return item.due_on <= asking.on
    return asking.is_near(item.kind, item.due_on)


def _moves(viewer: Actor, standing_in: Coordinators) -> Iterable[TodayRow]:
    """Return unsigned agreements whose next move is the viewer's: as owner, or as the owner's substitute."""
    rows = asked(_moving, viewer)
    with_whom = ((row, standing_in.responsible(row)) for row in rows)
    return [_move_row(row, _why(_has_owner(row), who)) for row, who in with_whom if _is_mine(viewer, who)]


def _moving(viewer: Actor) -> QuerySet[Agreement]:
    waiting = Agreement.objects.filter(
        access.visible_to(viewer), stage__in=ON_THE_WAY, move=Side.OURS, voided_at=None
    )
    return waiting.filter(perhaps_mine(viewer)).select_related("unit", "owner", "decision_round")


def _opinions(viewer: Actor) -> Iterable[TodayRow]:
    """Return opinions requested of the viewer and not given."""
    if viewer.person_id is None:
        return []
    rows = asked(_unanswered, reviewer=viewer.person_id)
    return [_row(AgreementMatter.OPINION, item.agreement, Why.ASKED, since=item.asked_on) for item in rows]


def _unanswered(reviewer: uuid.UUID) -> QuerySet[ReviewOpinion]:
    return ReviewOpinion.objects.filter(
        reviewer=reviewer, given_on=None, agreement__stage=Stage.IN_REVIEW, agreement__voided_at=None
    ).select_related("agreement__decision_round")


def _decisions(viewer: Actor) -> Iterable[TodayRow]:
    """Return agreements with all opinions given, in units where the viewer is a deciding member."""
    paths = viewer.paths(Role.DECIDER)
    found = asked(_decidable, paths) if paths else []
    return [_row(AgreementMatter.DECISION, row, Why.DECIDER) for row in found]


def _decidable(paths: tuple[str, ...]) -> QuerySet[Agreement]:
    mine = Q(pk__in=[])
    for path in paths:
        mine |= Q(unit__path__startswith=path) if path else ~Q(pk__in=[])
    unanswered = ReviewOpinion.objects.filter(agreement=OuterRef("pk"), given_on=None)
    ready = Agreement.objects.filter(mine, ~Exists(unanswered), stage=Stage.IN_REVIEW, voided_at=None)
    return ready.select_related("decision_round")


def _deadline_row(item: Deadline) -> TodayRow:
    return TodayRow(
        item.matter,
        item.number,
        item.reference,
        item.title,
        due_on=item.due_on,
        of=item.of,
        is_sample=item.is_sample,
        subject_id=item.agreement_id,
        why=_why(item.has_own_owner, item.owner_id),
    )


def _why(has_owner: bool, responsible: uuid.UUID | None) -> Why:
    """Why it is with the one who is responsible."""
    if has_owner:
        return Why.OWNER
    return Why.COORDINATOR if responsible else Why.OFFICE


def _has_owner(agreement: Agreement) -> bool:
    return agreement.owner is not None and agreement.owner.is_active


def _move_row(agreement: Agreement, why: Why) -> TodayRow:
    matter = AgreementMatter.REQUEST if agreement.stage == Stage.REQUESTED else AgreementMatter.MOVE
    return _row(matter, agreement, why, since=agreement.move_since)


def _row(matter: AgreementMatter, agreement: Agreement, why: Why, *, since: date | None = None) -> TodayRow:
    aimed = agreement.decision_round
    return TodayRow(
        matter,
        agreement.number,
        agreement.reference,
        Words(agreement.title_sv, agreement.title_en),
        due_on=aimed.closes_on if aimed else None,
        since=since,
        is_sample=agreement.is_sample,
        subject_id=agreement.pk,
        why=why,
    )


def _is_mine(viewer: Actor, responsible: uuid.UUID | None) -> bool:
    return responsible == viewer.person_id if responsible else viewer.is_office
