"""Where collaborations are, by the countries of their partners."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.vocabulary import Status
from vidsyn.people.actors import Actor
from vidsyn.rows.counts import cached_rows


def collaboration_countries(viewer: Actor) -> dict[str, int]:
    """How many running or potential collaborations each country has; one with two countries counts in both.

    One statement, or two when something has happened since it was last asked.
    """
    return {code: number for code, number in cached_rows(_linked, viewer) if code}


def _linked(viewer: Actor) -> QuerySet[Any, Any]:
    rows = Collaboration.objects.filter(access.visible_to(viewer)).exclude(status=Status.ENDED)
    linked = rows.filter(partners__partner__isnull=False).order_by()
    return linked.values_list("partners__partner__country").annotate(n=Count("pk", distinct=True))
