"""Confidence: each kind of question has its own curve, and known facts separate namesakes."""

from __future__ import annotations

import numpy as np
import pytest

from vidsyn.matching import OrganisationIndex, OrganisationName, OrganisationRecord
from vidsyn.matching.index.building import build
from vidsyn.matching.index.opened import Index
from vidsyn.matching.judging import Asking, shipped_judge
from vidsyn.matching.model import Model, shipped


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Norrvik University", "SE", Asking.NAME_AND_COUNTRY),
        ("Norrvik University", "Sverige", Asking.NAME_AND_COUNTRY),
        ("Norrvik University", "nowhere on earth", Asking.NAME),  # an unreadable country means nothing
        ("Norrvik University", None, Asking.NAME),
        ("Dept. of Physics, Norrvik University", None, Asking.AFFILIATION),
        ("one two three four five six seven eight nine ten", None, Asking.NAME),
        ("one two three four five six seven eight nine ten eleven", None, Asking.AFFILIATION),
        ("", None, Asking.NAME),
    ],
)
def test_what_kind_of_question_it_is(text: str, country: str | None, expected: Asking) -> None:
    assert Asking.of(text, country) is expected


def test_the_same_score_is_worth_another_chance_in_each_kind() -> None:
    model = _model(levels=[[0.0, 0.5], [0.0, 1.0]])
    one, other = model.chance(1.0, 0), model.chance(1.0, 1)
    assert (round(one, 2), round(other, 2)) == (0.5, 1.0)
    assert model.confidence([1.0], 1).tolist() == pytest.approx([other])
    assert _model(levels=[0.0, 0.5]).chance(1.0) == one  # a single curve for all kinds is valid too


def test_shipped_calibration_rises_and_knows_every_kind() -> None:
    model = shipped("organisations-rivalry")
    scores = np.linspace(-12, 12, 200)
    for kind in Asking:
        assert (np.diff(model.confidence(scores, kind)) > 0).all()


def test_a_country_given_apart_is_weighed_otherwise_than_one_in_the_text(index: OrganisationIndex) -> None:
    inner = index._index
    rows = index._resolver.rows("Norrvik University", "SE")
    kinds = (Asking.NAME_AND_COUNTRY, Asking.AFFILIATION)
    given, written = shipped_judge().judge(inner, [rows, rows], kinds)
    assert [one.score for one in given] != [one.score for one in written]


def test_how_well_known_a_record_is() -> None:
    names = tuple(OrganisationName(name) for name in ("Norrvik University", "Norrviks universitet", "NVU"))
    system = OrganisationRecord("system", names, types=("education", "funder"))
    clinic = OrganisationRecord("clinic", names[:1], types=("healthcare",), parents=("system",))
    known = Index(build([system, clinic]))
    assert [known.renown(number) for number in (0, 1)] == [(1.0, 3.0, 1.0), (0.0, 1.0, 0.0)]


def _model(levels: list[float] | list[list[float]]) -> Model:
    nothing = {"feature": np.zeros((1, 1)), "border": np.zeros((1, 1)), "leaves": np.zeros((1, 2))}
    curve = {"knots": np.array([0.0, 1.0]), "levels": np.array(levels)}
    return Model({"names": np.array(["one"]), "bias": np.array(0.0), **nothing, **curve})
