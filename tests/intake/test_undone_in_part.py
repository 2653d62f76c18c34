"""Undoing reports when an import's text cannot be removed completely."""

import pytest
from tests.lists import coordinator_for, delimited

from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.vocabulary import ListKind
from vidsyn.partners.models import Partner
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import UnitKind

pytestmark = pytest.mark.django_db


def brought(actor, text):
    content = delimited([["Partner", "Land", "Anm. om dem"], ["Vårt bolag", "SE", text]])
    act = import_plan(kind=ListKind.PARTNERS, file_name="lista.csv", content=content, actor=actor)
    return import_carry_out(act, actor)


def test_text_that_stands_beside_another_units_is_not_called_undone(school, ror):
    other = Unit.objects.create(
        code="sci", name_sv="SCI", name_en="SCI", kind=UnitKind.SCHOOL, path="uni/sci/"
    )
    brought(coordinator_for(school), "Det ena")
    mine = coordinator_for(other)
    undone = import_undo(act=brought(mine, "Det andra"), reason="fel fil", actor=mine)
    assert "Det andra" in Partner.objects.get().extra.values(), "it is the office's now"
    assert (undone.undone, undone.kept) == (0, 1)


def test_text_of_ones_own_is_taken_back_and_called_so(school, ror):
    mine = coordinator_for(school)
    brought(mine, "Det ena")
    undone = import_undo(act=brought(mine, "Det andra"), reason="fel fil", actor=mine)
    assert list(Partner.objects.get().extra.values()) == ["Det ena"]
    assert (undone.undone, undone.kept) == (1, 0)
