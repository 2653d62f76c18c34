"""Agreements by the countries of the other parties."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from vidsyn import here
from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.vocabulary import RUNNING, Side
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import cached_sums, kinds_of


def agreement_countries(viewer: Actor, *, on: date | None = None) -> dict[str, int]:
    """How many agreements run in each country on a day; one with two countries counts in both.

    One statement, or up to three when something has happened since it was last asked.
    """
    in_two = _in_two(viewer, on or here.today())
    return {code: number for code, number in cached_sums(*in_two).items() if code}


def _in_two(viewer: Actor, day: date) -> tuple[Counting, Counting]:
    """What everybody sees, which is the same for everybody, and the few others."""
    about = kinds_of("agreements") | PARTNERS
    return Counting(_signed, (viewer, day), about), Counting(
        _others, (viewer, day), about | kinds_of("people")
    )


def _signed(viewer: Actor, day: date) -> QuerySet[Any, Any]:
    return _running(access.signed(viewer), day)


def _others(viewer: Actor, day: date) -> QuerySet[Any, Any]:
    return _running(access.on_the_way(viewer), day)


def _running(seen: Q, day: date) -> QuerySet[Any, Any]:
    held = Agreement.objects.filter(
        seen, spans__first__lte=day, spans__last__gte=day, spans__status__in=RUNNING
    )
    with_partner = held.filter(parties__removed_at=None, parties__side=Side.PARTNER).order_by()
    return with_partner.values_list("parties__partner__country").annotate(n=Count("pk", distinct=True))
