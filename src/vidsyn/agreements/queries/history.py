"""Who sees how much of an agreement's history, and the titles of agreements in it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from vidsyn.agreements import access
from vidsyn.agreements.logic.said import INSIDE
from vidsyn.agreements.models import Agreement, DecisionRound
from vidsyn.history.reading import Insight, Sight, insight, sight
from vidsyn.kernel.ids import read_id
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.rows.names import Naming, namer


@sight(Agreement)
def agreement_sight(viewer: Actor, agreement: Agreement) -> Sight:
    """Whoever sees inside an agreement sees its earlier content."""
    return Sight.ALL if access.may_see_inside(viewer, agreement) else Sight.FACTS


@insight(Agreement)
def agreement_insight(viewer: Actor, ids: Sequence[str]) -> Insight:
    """Only those inside read the values of a draft, and of an agreement that is confidential today."""
    rows = Agreement.objects.filter(pk__in=_keys(ids))
    return Insight(
        inside=rows.filter(access.inside(viewer)),
        open=rows.filter(access.contents_open_to(viewer)),
        secret=lambda _entry: INSIDE,
    )


@namer(Agreement)
def agreement_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Titles of agreements."""
    rows = Agreement.objects.filter(access.visible_to(viewer), pk__in=_keys(ids))
    return Naming(rows, "title_sv", "title_en", before="reference")


@namer(DecisionRound)
def decision_round_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Names of rounds, for those who read the register."""
    rows = DecisionRound.objects.filter(rights.readable(viewer), pk__in=_keys(ids))
    return Naming(rows, "name_sv", "name_en")


def _keys(ids: Sequence[str]) -> list[uuid.UUID]:
    """Return those that are ids: the field may once have held something else."""
    return [key for text in ids if (key := read_id(text))]
