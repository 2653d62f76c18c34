"""Two acts that lock the same two things in opposite order: both are done in turn, and neither by halves."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from tests.races import making

from vidsyn.acts.contention import attempted
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.many import agreements_move
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit

Act = Callable[[], Any]
MEANWHILE = 0.05  # seconds in which the other one surely takes its first


def two_units() -> dict[str, str]:
    return {"one": str(making.unit().pk), "other": str(making.unit().pk), "ada": "Ada", "bo": "Bo"}


def named_in_turn(first: str, second: str, name: str) -> Act:
    """In one transaction, in the order given: a deadlock in every round where rows are locked one by one."""

    @transaction.atomic
    def act() -> None:
        for key in (first, second):
            Unit.objects.filter(pk=key).update(name_en=name)
            time.sleep(MEANWHILE)

    return partial(attempted, act)


def both_by_one(one: str, other: str, outcomes: list[str], **_names: str) -> None:
    assert outcomes == ["done", "done"]
    names = set(Unit.objects.filter(pk__in=(one, other)).values_list("name_en", flat=True))
    assert names in ({"Ada"}, {"Bo"}), "the one has written this, the other that"


def test_a_deadlock_is_tried_again(arena, rounds):
    acts = [(named_in_turn, "one", "other", "ada"), (named_in_turn, "other", "one", "bo")]
    arena.race(prepare=two_units, acts=acts, holds=both_by_one, rounds=rounds)


def two_agreements() -> dict[str, str]:
    things = {name: str(making.framework().pk) for name in ("one", "other")}
    return things | {"here": str(making.unit().pk), "there": str(making.unit().pk)}


def moved(first: str, second: str, to: str) -> Act:
    named = Agreement.objects.get
    both, unit = (named(pk=first), named(pk=second)), Unit.objects.get(pk=to)
    return partial(agreements_move, agreements=both, unit=unit, reason="R", actor=local_operator())


def both_in_one_place(one: str, other: str, outcomes: list[str], **_units: str) -> None:
    assert outcomes == ["done", "done"]
    assert len(set(Agreement.objects.filter(pk__in=(one, other)).values_list("unit", flat=True))) == 1


def test_two_lists_in_opposite_order(arena, rounds):
    acts = [(moved, "one", "other", "here"), (moved, "other", "one", "there")]
    arena.race(prepare=two_agreements, acts=acts, holds=both_in_one_place, rounds=rounds)
