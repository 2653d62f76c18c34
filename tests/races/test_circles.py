"""No tree and no chain closes into a circle, however two people meet in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db.models import Model
from tests.races import making

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.merging import partner_merge
from vidsyn.partners.operations.partners import partner_parent_set, partner_successor_set
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_move

Act = Callable[[], Any]
FURTHEST = 50


def three(make: Callable[[], Model]) -> dict[str, str]:
    return {name: str(make().pk) for name in "abc"}


def climbs(model: type[Model], field: str, *keys: str) -> None:
    """From each of them the way up ends."""
    for key in keys:
        step: Any = model._default_manager.get(pk=key)
        for _ in range(FURTHEST):
            step = getattr(step, field) if step is not None else None
        assert step is None, f"{model.__name__}.{field} has become a circle"


def three_units() -> dict[str, str]:
    return three(making.unit)


def unit_under(key: str, above: str) -> Act:
    named = Unit.objects.get
    return partial(unit_move, unit=named(pk=key), parent=named(pk=above), actor=local_operator())


def units_hold(a: str, b: str, c: str, outcomes: list[str]) -> None:
    climbs(Unit, "parent", a, b, c)
    for unit in Unit.objects.filter(pk__in=(a, b, c)):
        above = unit.parent.path if unit.parent else ""
        assert unit.path == f"{above}{unit.code}/", "a unit's path says another place than its parent"


def three_partners() -> dict[str, str]:
    return three(making.partner)


def partner_under(key: str, above: str) -> Act:
    named = Partner.objects.get
    return partial(partner_parent_set, partner=named(pk=key), parent=named(pk=above), actor=local_operator())


def parents_hold(a: str, b: str, c: str, outcomes: list[str]) -> None:
    climbs(Partner, "parent", a, b, c)


def partner_after(key: str, successor: str) -> Act:
    named = Partner.objects.get
    return partial(
        partner_successor_set, partner=named(pk=key), successor=named(pk=successor), actor=local_operator()
    )


def successors_hold(a: str, b: str, c: str, outcomes: list[str]) -> None:
    climbs(Partner, "successor", a, b, c)


def partner_into(key: str, kept: str) -> Act:
    named = Partner.objects.get
    return partial(partner_merge, merged=named(pk=key), kept=named(pk=kept), actor=local_operator())


def merges_hold(a: str, b: str, c: str, outcomes: list[str]) -> None:
    climbs(Partner, "merged_into", a, b, c)


def three_frameworks() -> dict[str, str]:
    return three(making.framework)


def agreement_under(key: str, above: str) -> Act:
    named = Agreement.objects.get
    return partial(
        agreement_update, agreement=named(pk=key), framework=named(pk=above), actor=local_operator()
    )


def frameworks_hold(a: str, b: str, c: str, outcomes: list[str]) -> None:
    climbs(Agreement, "framework", a, b, c)


TREES = {
    "units": (three_units, unit_under, units_hold, "Unit.parent"),
    "partner-parents": (three_partners, partner_under, parents_hold, "Partner.parent"),
    "partner-successors": (three_partners, partner_after, successors_hold, "Partner.successor"),
    "merged-partners": (three_partners, partner_into, merges_hold, "Partner.merged_into"),
    "frameworks": (three_frameworks, agreement_under, frameworks_hold, "Agreement.framework"),
}


@pytest.mark.parametrize("tree", TREES)
def test_two_under_each_other(arena, rounds, tree):
    prepare, under, holds, _field = TREES[tree]
    ends = arena.race(
        prepare=prepare, acts=[(under, "a", "b"), (under, "b", "a")], holds=holds, rounds=rounds
    )
    assert all("done" in outcomes for outcomes in ends), ends


@pytest.mark.parametrize("tree", TREES)
def test_three_in_a_ring(arena, rounds, tree):
    prepare, under, holds, _field = TREES[tree]
    acts = [(under, "a", "b"), (under, "b", "c"), (under, "c", "a")]
    arena.race(prepare=prepare, acts=acts, holds=holds, rounds=rounds)
