"""Lists of networks, and one network in detail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from vidsyn.acts.lookup import find
from vidsyn.partners import access
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.models import (
    Network,
    NetworkMembership,
    NetworkPhase,
    NetworkRepresentative,
    NetworkReview,
)
from vidsyn.people.actors import Actor
from vidsyn.sql.statements import asked


@dataclass(frozen=True)
class NetworkStory:
    """All that is known of one network, current and past as of a given day."""

    network: Network
    members: list[NetworkMembership]
    past_members: list[NetworkMembership]
    own: NetworkMembership | None
    representatives: list[NetworkRepresentative]
    past_representatives: list[NetworkRepresentative]
    phases: list[NetworkPhase]
    open_review: NetworkReview | None
    decided_reviews: list[NetworkReview]
    may_edit: bool


def network_list(viewer: Actor, text: str = "", *, on: date, closed: bool = False) -> list[Network]:
    """Return networks annotated with `members` (number on the day) and the open review's `review_due_on`. One
    statement.
    """
    found = networks_matching(viewer, text).filter(active=not closed)
    running = Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=on)
    partners = Q(memberships__partner__isnull=False)
    review = NetworkReview.objects.filter(network=OuterRef("pk"), outcome="").values("due_on")[:1]
    return list(
        found.annotate(
            members=Count("memberships", filter=running & partners), review_due_on=Subquery(review)
        ).order_by(F("name_sv"), "id")
    )


def networks_matching(viewer: Actor, text: str) -> QuerySet[Network]:
    """Return networks whose names contain every word of `text`; there are few, so the whole table is read."""
    found = Network.objects.filter(access.visible_to(viewer))
    for word in typed_words(text):
        found = found.filter(folded__contains=word)
    return found


def network_search(viewer: Actor, text: str, limit: int = 10) -> list[Network]:
    """Return networks by name or acronym, active ones first. One statement; empty for text without a word."""
    words = typed_words(text)
    return asked(_named, viewer, limit, **{f"word{n}": word for n, word in enumerate(words)}) if words else []


def _named(viewer: Actor, limit: int, **words: str) -> QuerySet[Network]:
    return networks_matching(viewer, " ".join(words.values())).order_by("-active", "name_sv", "id")[:limit]


def network_story(viewer: Actor, name: str, *, on: date) -> NetworkStory:
    """Return everything about the network with this id or reference. Five statements. Refuses `not_found`."""
    whole = find(Network, viewer, name)
    members = list(whole.memberships.select_related("partner").order_by("partner__sort_key", "id"))
    representatives = list(whole.representatives.select_related("person", "unit"))
    reviews = list(whole.reviews.all())
    return NetworkStory(
        network=whole,
        members=[m for m in members if m.partner_id and not _past(m.ends_on, on)],
        past_members=[m for m in members if m.partner_id and _past(m.ends_on, on)],
        own=next((m for m in members if m.partner_id is None and not _past(m.ends_on, on)), None),
        representatives=[r for r in representatives if not _past(r.ends_on, on)],
        past_representatives=[r for r in representatives if _past(r.ends_on, on)],
        phases=list(whole.phases.select_related("funder")),
        open_review=next((r for r in reviews if not r.outcome), None),
        decided_reviews=[r for r in reviews if r.outcome],
        may_edit=access.may_edit(viewer),
    )


def reviews_due(viewer: Actor, *, until: date) -> QuerySet[NetworkReview]:
    """Return open reviews due by the day `until`, earliest first, each with its network."""
    return (
        NetworkReview.objects.filter(
            access.visible_to(viewer), outcome="", due_on__lte=until, network__active=True
        )
        .select_related("network")
        .order_by("due_on", "id")
    )


def _past(last_day: date | None, on: date) -> bool:
    return last_day is not None and last_day < on
