"""Collaborations by the countries of their partners."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.vocabulary import Status
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import cached_sums, kinds_of


def collaboration_countries(viewer: Actor) -> dict[str, int]:
    """How many running or potential collaborations each country has; one with two countries counts in both.

    One statement, or up to three when something has happened since it was last asked.
    """
    about = kinds_of("collaborations") | PARTNERS
    in_two = Counting(_begun, (viewer,), about), Counting(_others, (viewer,), about | kinds_of("people"))
    return {code: number for code, number in cached_sums(*in_two).items() if code}


def _begun(viewer: Actor) -> QuerySet[Any, Any]:
    """What everybody sees, which is the same for everybody."""
    return _linked(access.begun(viewer))


def _others(viewer: Actor) -> QuerySet[Any, Any]:
    return _linked(access.potential(viewer))


def _linked(seen: Q) -> QuerySet[Any, Any]:
    rows = Collaboration.objects.filter(seen).exclude(status=Status.ENDED)
    linked = rows.filter(partners__partner__isnull=False).order_by()
    return linked.values_list("partners__partner__country").annotate(n=Count("pk", distinct=True))
