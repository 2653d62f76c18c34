"""Pending matters among networks: their reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from vidsyn.kernel.bilingual import Words
from vidsyn.partners.models import NetworkRepresentative, NetworkReview
from vidsyn.partners.queries.networks import reviews_due
from vidsyn.partners.vocabulary import NetworkMatter
from vidsyn.people.actors import Actor
from vidsyn.rows.waiting import Asking, Mark, TodayRow, Why, waits
from vidsyn.sql.statements import asked

REVIEW_DAYS = 90


@waits({NetworkMatter.REVIEW: Mark(110, kind="network")})
def _waiting(asking: Asking) -> Iterator[TodayRow]:
    """Reviews due soon, for the office and for the network's representatives."""
    for review in asked(_reviews, asking.viewer, asking.on):
        yield TodayRow(
            NetworkMatter.REVIEW,
            review.network.reference,
            review.network.reference,
            Words(review.network.name_sv, review.network.name_en),
            due_on=review.due_on,
            is_sample=review.network.is_sample,
            subject_id=review.network_id,
            why=Why.OFFICE if asking.viewer.is_office else Why.REPRESENTATIVE,
        )


def _reviews(viewer: Actor, on: date) -> QuerySet[NetworkReview]:
    reviews = reviews_due(viewer, until=on + timedelta(days=REVIEW_DAYS))
    return reviews if viewer.is_office else reviews.filter(network__in=_represented(viewer, on))


def _represented(viewer: Actor, on: date) -> QuerySet[NetworkRepresentative, object]:
    current = NetworkRepresentative.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), person__isnull=False)
    return current.filter(person=viewer.person_id).values("network")
