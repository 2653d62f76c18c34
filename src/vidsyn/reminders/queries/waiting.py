"""What waits for somebody, source by source. Each source costs the same however much it finds."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vidsyn.agreements import access as agreements
from vidsyn.agreements.models import Agreement, ReviewOpinion
from vidsyn.agreements.queries.deadlines import Coordinators, Deadline, deadlines, perhaps_mine
from vidsyn.agreements.queries.lists import AgreementFilter, agreements_counted
from vidsyn.agreements.vocabulary import DeadlineKind, Side, Stage
from vidsyn.collaborations.queries import CollaborationFilter, collaborations_counted
from vidsyn.kernel.words import Words
from vidsyn.partners.models import NetworkRepresentative, NetworkReview
from vidsyn.partners.queries import reviews_due
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Role
from vidsyn.reminders.logic.catalogue import plan
from vidsyn.reminders.logic.plan import horizon, is_near
from vidsyn.reminders.queries.clean_up import clean_up_counted
from vidsyn.reminders.vocabulary import Matter
from vidsyn.rows.counts import kept_counts
from vidsyn.sql.statements import asked

ON_THE_WAY = (Stage.REQUESTED, Stage.DRAFTING, Stage.IN_REVIEW, Stage.DECIDED, Stage.FOR_SIGNATURE)
# Windows for renewal can have opened this long ago and still be open.
WINDOW_DAYS = 800
REVIEW_DAYS = 90


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing that waits.

    `number` and `reference` name the agreement or network; both are empty for what gathers many things, and
    `count` says how many. `due_on` is the day it has to be done by, None when there is none; `of` the day it
    concerns (for a last day for notice, the end it would give); `since` is when it began to wait.
    """

    matter: Matter
    number: str
    reference: str
    title: Words
    due_on: date | None = None
    of: date | None = None
    since: date | None = None
    count: int = 1
    is_sample: bool = False
    subject_id: uuid.UUID | None = None


def from_deadlines(viewer: Actor, on: date, standing_in: Coordinators) -> list[TodayRow]:
    """Deadlines that have come near, one row an agreement: an open window gives way to the end it leads to."""
    found = deadlines(
        viewer,
        on,
        horizon(plan(), on),
        mine=True,
        lasting_since=on - timedelta(days=WINDOW_DAYS),
        standing_in=standing_in,
    )
    rows = [_deadline_row(item) for item in found if _is_shown(item, on)]
    pressing = {row.reference for row in rows if row.matter in (Matter.ENDS, Matter.NOTICE)}
    return [row for row in rows if row.matter is not Matter.WINDOW or row.reference not in pressing]


def from_moves(viewer: Actor, _on: date, standing_in: Coordinators) -> list[TodayRow]:
    """Agreements on their way whose next move is ours and mine: as owner, or standing in for one."""
    rows = asked(_moving, viewer)
    return [_move_row(row) for row in rows if _is_mine(viewer, standing_in.responsible(row))]


def _moving(viewer: Actor) -> QuerySet[Agreement]:
    waiting = Agreement.objects.filter(
        agreements.visible_to(viewer), stage__in=ON_THE_WAY, move=Side.OURS, voided_at=None
    )
    return waiting.filter(perhaps_mine(viewer)).select_related("unit", "owner", "decision_round")


def from_opinions(viewer: Actor, _on: date, _standing_in: Coordinators) -> list[TodayRow]:
    """Opinions I have been asked for and not given."""
    if viewer.person_id is None:
        return []
    rows = asked(_opinions, reviewer=viewer.person_id)
    return [_agreement_row(Matter.OPINION, item.agreement, since=item.asked_on) for item in rows]


def _opinions(reviewer: uuid.UUID) -> QuerySet[ReviewOpinion]:
    return ReviewOpinion.objects.filter(
        reviewer=reviewer, given_on=None, agreement__stage=Stage.IN_REVIEW, agreement__voided_at=None
    ).select_related("agreement__decision_round")


def from_decisions(viewer: Actor, _on: date, _standing_in: Coordinators) -> list[TodayRow]:
    """Agreements that every reviewer has answered on, in units I am a deciding member of."""
    paths = viewer.paths(Role.DECIDER)
    return [_agreement_row(Matter.DECISION, row) for row in asked(_decidable, paths)] if paths else []


def _decidable(paths: tuple[str, ...]) -> QuerySet[Agreement]:
    mine = Q(pk__in=[])
    for path in paths:
        mine |= Q(unit__path__startswith=path) if path else ~Q(pk__in=[])
    unanswered = ReviewOpinion.objects.filter(agreement=OuterRef("pk"), given_on=None)
    ready = Agreement.objects.filter(mine, ~Exists(unanswered), stage=Stage.IN_REVIEW, voided_at=None)
    return ready.select_related("decision_round")


def from_lists(viewer: Actor, on: date, _standing_in: Coordinators) -> list[TodayRow]:
    """What gathers many things, one row for each list they stand on, with that list's own count.

    Things with a partner that nobody has linked yet, and agreements that were past already when imported.
    """
    lists: dict[Matter, tuple[Any, ...]] = {}
    if viewer.may_write:
        ours = CollaborationFilter(unlinked=True, editable=True)
        lists[Matter.LINKS] = (collaborations_counted, viewer, ours)
        bound = AgreementFilter(unlinked=True, editable=True)
        lists[Matter.PARTY_LINKS] = (agreements_counted, viewer, bound, on)
    lists[Matter.CLEAN_UP] = (clean_up_counted, viewer, on)
    counts = zip(lists, kept_counts(*lists.values()), strict=True)
    return [TodayRow(matter, "", "", Words("", ""), count=n) for matter, n in counts if n]


def from_networks(viewer: Actor, on: date, _standing_in: Coordinators) -> list[TodayRow]:
    """Reviews of networks due soon: the office's, and those of networks I represent us in."""
    return [
        TodayRow(
            Matter.NETWORK_REVIEW,
            review.network.reference,
            review.network.reference,
            Words(review.network.name_sv, review.network.name_en),
            due_on=review.due_on,
            is_sample=review.network.is_sample,
            subject_id=review.network_id,
        )
        for review in asked(_reviews, viewer, on)
    ]


def _reviews(viewer: Actor, on: date) -> QuerySet[NetworkReview]:
    reviews = reviews_due(viewer, until=on + timedelta(days=REVIEW_DAYS))
    return reviews if viewer.is_office else reviews.filter(network__in=_represented(viewer, on))


SOURCES = (
    from_deadlines,
    from_moves,
    from_opinions,
    from_decisions,
    from_networks,
    from_lists,
)


def waiting(viewer: Actor, on: date) -> Iterator[TodayRow]:
    """Everything from every source, one row for each agreement and matter."""
    standing_in = Coordinators(on)
    for source in SOURCES:
        yield from source(viewer, on, standing_in)


def _is_shown(item: Deadline, on: date) -> bool:
    if item.kind is DeadlineKind.WINDOW:
        return item.due_on <= on <= item.of
    if item.kind is DeadlineKind.FOLLOW_UP:
        return item.due_on <= on
    lead = plan().get(item.kind)
    return lead is not None and is_near(lead, item.due_on, on)


def _deadline_row(item: Deadline) -> TodayRow:
    return TodayRow(
        Matter(item.kind.value),
        item.number,
        item.reference,
        item.title,
        due_on=item.due_on,
        of=item.of,
        is_sample=item.is_sample,
        subject_id=item.agreement_id,
    )


def _move_row(agreement: Agreement) -> TodayRow:
    matter = Matter.REQUEST if agreement.stage == Stage.REQUESTED else Matter.MOVE
    return _agreement_row(matter, agreement, since=agreement.move_since)


def _agreement_row(matter: Matter, agreement: Agreement, *, since: date | None = None) -> TodayRow:
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
    )


def _is_mine(viewer: Actor, responsible: uuid.UUID | None) -> bool:
    return responsible == viewer.person_id if responsible else viewer.is_office


def _represented(viewer: Actor, on: date) -> QuerySet[NetworkRepresentative, object]:
    current = NetworkRepresentative.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), person__isnull=False)
    return current.filter(person=viewer.person_id).values("network")
