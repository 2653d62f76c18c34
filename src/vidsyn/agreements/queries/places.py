"""Where agreements are, by the countries of the other parties."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from vidsyn import here
from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.vocabulary import Side, Status
from vidsyn.people.actors import Actor
from vidsyn.rows.counts import cached_rows

_RUNNING = (Status.IN_FORCE, Status.NOTICE_GIVEN)


def agreement_countries(viewer: Actor, *, on: date | None = None) -> dict[str, int]:
    """How many agreements run in each country on a day; one with two countries counts in both.

    One statement, or two when something has happened since it was last asked.
    """
    day = on or here.today()
    return {code: number for code, number in cached_rows(_running, viewer, day) if code}


def _running(viewer: Actor, day: date) -> QuerySet[Any, Any]:
    held = Agreement.objects.filter(
        access.visible_to(viewer), spans__first__lte=day, spans__last__gte=day, spans__status__in=_RUNNING
    )
    with_partner = held.filter(parties__removed_at=None, parties__side=Side.PARTNER).order_by()
    return with_partner.values_list("parties__partner__country").annotate(n=Count("pk", distinct=True))
