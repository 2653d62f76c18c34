"""Kinds are data, validated as a whole; signatories follow from kind, level, unit and amount."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from vidsyn.agreements.logic.kinds import Needs, kinds, read_kinds
from vidsyn.agreements.vocabulary import Level, Stage


def test_the_kinds_are_shipped_and_only_a_framework_and_a_kind_not_stated_carry_no_activity():
    shipped = kinds()
    assert list(shipped) == [
        "memorandum",
        "exchange",
        "erasmus_inter_institutional",
        "joint_degree",
        "double_degree",
        "cotutelle",
        "research",
        "personnel_exchange",
        "innovation",
        "commissioned_education",
        "seed_funding",
        "unspecified",
    ]
    resting = [key for key, kind in shipped.items() if not kind.activity_may_rest_on_it]
    assert resting == ["memorandum", "unspecified"]


@pytest.mark.parametrize(
    ("level", "path", "amount", "signs"),
    [
        (Level.STRATEGIC, "kth/abe/", None, ["President"]),
        (Level.UNIT, "kth/abe/", Decimal(4_999_999), ["Head of School"]),
        (Level.UNIT, "kth/abe/", Decimal(5_000_000), ["President"]),
        (Level.RESEARCHER, "kth/abe/", None, ["Head of Department"]),
    ],
)
def test_who_signs_research(level, path, amount, signs):
    assert [office.en for office in kinds()["research"].signatories(level, path, amount)] == signs


def test_some_kinds_are_signed_jointly():
    assert [o.sv for o in kinds()["joint_degree"].signatories(Level.UNIT, "", None)] == ["Rektor", "Skolchef"]


def test_a_rule_for_a_unit_holds_for_those_under_it_and_no_other():
    text = "kinds: {x: {sv: X, en: X, signs: [{units: [abe], sv: A, en: A}, {sv: B, en: B}]}}"
    kind = read_kinds(text)["x"]
    signs = [kind.signatories(None, path, None)[0].en for path in ("u/abe/", "u/abe/real/", "u/abe2/", "")]
    assert signs == ["A", "A", "B", "B"]


def test_what_is_needed_grows_with_the_stages():
    research = kinds()["research"]
    assert research.needed_for(Stage.REQUESTED) == frozenset()
    assert Needs.CONFIDENTIALITY in research.needed_for(Stage.IN_REVIEW)
    assert research.needed_for(Stage.IN_REVIEW) < research.needed_for(Stage.FOR_SIGNATURE)
    assert Needs.FRAMEWORK in kinds()["joint_degree"].needed_for(Stage.DECIDED)


@pytest.mark.parametrize(
    "text",
    [
        "kinds: {}",
        "kinds: {x: {sv: X, en: X, signs: []}}",
        "kinds: {x: {sv: X, signs: [{sv: A, en: A}]}}",
        "kinds: {x: {sv: X, en: X, colour: red, signs: [{sv: A, en: A}]}}",
        "kinds: {x: {sv: X, en: X, required: {decided: [colour]}, signs: [{sv: A, en: A}]}}",
        "kinds: {x: {sv: X, en: X, required: {never: [title]}, signs: [{sv: A, en: A}]}}",
    ],
)
def test_a_faulty_file_is_refused_whole(text):
    with pytest.raises(ValidationError):
        read_kinds(text)
