"""A circle that is there already: no walk hangs in it, an ordinary save goes through, and `vidsyn check` names it."""

from __future__ import annotations

import pytest
from tests.races.test_circles import TREES

from vidsyn.acts.trees import chains, is_under
from vidsyn.keeping.soundness import findings
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind

# By operation these are set only when a thing is made, so nothing can stand above itself by them.
MADE_WITH = {"Agreement.predecessor"}


def unit(code: str) -> Unit:
    made: Unit = unit_create(
        code=code, name_sv=code, name_en=code, kind=UnitKind.SCHOOL, actor=local_operator()
    )
    return made


@pytest.mark.django_db
def test_a_walk_over_a_circle_ends_and_the_check_names_it():
    one, other, third = unit("a"), unit("b"), unit("c")
    Unit.objects.filter(pk=one.pk).update(parent=other)
    Unit.objects.filter(pk=other.pk).update(parent=one)
    assert is_under(one, "parent", other)
    assert not is_under(third, "parent", other)
    found = [finding for finding in findings() if finding.code == "check_circle"]
    assert len(found) == 1
    assert found[0].params["subject"] == "unit"
    assert set(found[0].params["names"].split(" → ")) == {"a", "b"}


def test_every_tree_and_chain_is_raced():
    """A new field by which a thing stands under another of its kind gets its race."""
    there = {f"{model.__name__}.{field}" for model, field in chains()}
    assert there - MADE_WITH == {raced for _prepare, _under, _holds, raced in TREES.values()}
