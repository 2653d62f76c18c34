"""What there may be one of is one, whoever asks for it at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind


def a_code() -> dict[str, str]:
    return {"code": f"u{uuid4().hex[:12]}"}


def unit_called(code: str) -> Callable[[], Any]:
    kind = UnitKind.DEPARTMENT
    return partial(
        unit_create, code=code, name_sv=code, name_en=code, kind=kind, parent=None, actor=local_operator()
    )


def one_unit(code: str, outcomes: list[str]) -> None:
    assert Unit.objects.filter(code=code).count() == 1
    assert sorted(outcomes) == ["done", "refused unit_code_taken"]


def test_two_units_of_one_code(arena, rounds):
    arena.race(
        prepare=a_code, acts=[(unit_called, "code"), (unit_called, "code")], holds=one_unit, rounds=rounds
    )
