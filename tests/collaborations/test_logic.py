"""The pure rules: lifecycle, levels, subjects, kinds and own fields, periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.kinds import details_read, read_forms, read_kinds
from vidsyn.collaborations.logic.levels import (
    Profile,
    Requirement,
    above,
    check_lowering,
    check_promotion,
    read_rules,
    unmet,
)
from vidsyn.collaborations.logic.lifecycle import TRANSITIONS, Step, possible, transition
from vidsyn.collaborations.logic.periods import phase
from vidsyn.collaborations.logic.subjects import read_subjects, subjects_current
from vidsyn.collaborations.logic.terms import TermChange, terms_wanted
from vidsyn.collaborations.vocabulary import Form, Level, Phase, Status, TermKind
from vidsyn.kernel.refusals import Refusal, Refusals

EMPTY = Profile(False, False, 1, 0, frozenset(), False, False, False, False)
FULL = Profile(
    True, True, 2, 2, frozenset({"leadership_contact", "mobility", "research"}), True, True, True, True
)


@given(st.sampled_from(Status), st.sampled_from(Step))
def test_a_step_leads_on_exactly_where_it_is_offered(status, step):
    if step in possible(status):
        assert transition(status, step, reason="därför").target != status
    else:
        with pytest.raises(Refusal) as no:
            transition(status, step, reason="därför")
        assert no.value.code == "collaboration_step_not_possible"


def test_every_status_is_reached_and_every_status_can_be_left():
    assert {row.target for row in TRANSITIONS} | {Status.POTENTIAL} == set(Status)
    assert all(possible(status) for status in Status)


def test_resting_and_ending_take_a_reason_that_is_not_blank():
    for step, status in (
        (Step.PAUSE, Status.ONGOING),
        (Step.END, Status.DORMANT),
        (Step.REOPEN, Status.ENDED),
    ):
        with pytest.raises(Refusal) as no:
            transition(status, step, reason="  ")
        assert (no.value.code, no.value.field) == ("reason_required", "reason")


def test_each_level_asks_for_all_that_the_one_below_asks_or_more():
    rules = catalogues.level_rules()
    for lower, higher in zip(list(Level), list(Level)[1:], strict=False):
        asked = {Requirement.KINDS if r is Requirement.SEVERAL_KINDS else r for r in rules[higher].requires}
        assert set(rules[lower].requires) <= asked


@pytest.mark.parametrize(
    ("requirement", "lacking"),
    [
        (Requirement.OWNER, {"has_owner": False}),
        (Requirement.PURPOSE, {"has_purpose": False}),
        (Requirement.LINKED_PARTNERS, {"linked_partners": 1}),
        (Requirement.SUBJECTS, {"has_subjects": False}),
        (Requirement.BENEFIT, {"has_benefit": False}),
        (Requirement.COUNTERPART, {"has_counterpart": False}),
        (Requirement.PERIOD, {"has_start": False}),
        (Requirement.SEVERAL_KINDS, {"kinds": frozenset({"leadership_contact", "mobility"})}),
        (Requirement.LEADERSHIP_CONTACT, {"kinds": frozenset({"seed_funding", "mobility", "research"})}),
    ],
)
def test_promotion_names_exactly_what_is_missing(requirement, lacking):
    rules = catalogues.level_rules()
    with pytest.raises(Refusal) as no:
        check_promotion(Level.UNIT, Level.STRATEGIC, replace(FULL, **lacking), rules, reason="växer")
    assert no.value.params["missing"] == (requirement,)
    check_promotion(Level.UNIT, Level.STRATEGIC, FULL, rules, reason="växer")


@given(st.sampled_from(Level), st.sampled_from(Level))
def test_promotion_goes_up_lowering_goes_down_and_neither_stays(current, wanted):
    rules = catalogues.level_rules()
    up = wanted in above(current)
    down = current in above(wanted)
    assert [up, down, current == wanted].count(True) == 1
    for goes, check in (
        (up, lambda: check_promotion(current, wanted, FULL, rules, reason="r")),
        (down, lambda: check_lowering(current, wanted, reason="r")),
    ):
        if goes:
            check()
        else:
            with pytest.raises(Refusal):
                check()


def test_no_partner_at_all_is_not_every_partner_linked():
    rule = catalogues.level_rules()[Level.UNIT]
    assert Requirement.LINKED_PARTNERS in unmet(rule, replace(FULL, partners=0, linked_partners=0))


def test_a_table_without_a_level_does_not_start():
    with pytest.raises(ValueError, match="levels"):
        read_rules("unit: {requires: [owner]}")


def test_the_shipped_subjects_are_the_standard_with_its_retired_codes():
    subjects = catalogues.subjects()
    assert len(subjects) == 386
    assert sum(subject.retired for subject in subjects.values()) == 41
    assert all(s.words.sv and s.words.en for s in subjects.values() if not s.retired)
    assert all(
        s.broader == s.code[: -2 if len(s.code) > 1 else 1] or len(s.code) == 1
        for s in subjects.values()
        if not s.retired
    )


@given(st.lists(st.sampled_from(sorted(catalogues.subjects())), max_size=6))
def test_codes_come_out_current_or_are_refused_for_a_person_to_choose(codes):
    subjects = catalogues.subjects()
    if any(len(subjects[code].replaced_by) > 1 for code in codes):
        with pytest.raises(Refusal) as no:
            subjects_current(codes, subjects)
        assert no.value.code == "subject_retired"
        return
    current = subjects_current(codes, subjects)
    assert len(set(current)) == len(current)
    assert not any(subjects[code].retired for code in current)
    assert subjects_current(current, subjects) == current


def test_a_subject_list_that_points_nowhere_does_not_start():
    with pytest.raises(ValueError, match="points at 999"):
        read_subjects("code,sv,en,broader,deprecated,replaced_by\n1,a,a,,,\n2,,,,true,999\n")


def test_a_retired_subject_already_held_may_stay():
    subjects = catalogues.subjects()
    split = next(s.code for s in subjects.values() if len(s.replaced_by) > 1)
    change = TermChange(subjects=(split, "10101"))
    with pytest.raises(Refusal):
        terms_wanted(change, kinds=(), subjects=subjects)
    kept = terms_wanted(change, kinds=(), subjects=subjects, held=(split,))
    assert kept == {TermKind.SUBJECT: (split, "10101")}


def test_all_faults_among_the_codes_are_told_at_once():
    with pytest.raises(Refusals) as no:
        terms_wanted(TermChange(goals=(0, 18, 4), kinds=("alkemi",)), kinds=("mobility",), subjects={})
    assert [r.code for r in no.value.refusals] == ["goal_unknown", "goal_unknown", "kind_unknown"]


def test_the_shipped_kinds_hold_the_six_that_a_profile_counts():
    profile = [kind.code for kind in catalogues.kinds().values() if kind.profile]
    assert profile == [
        "leadership_contact",
        "joint_doctoral",
        "joint_programme",
        "mobility",
        "seed_funding",
        "research",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "- {code: a, sv: A}",
        "- {code: a, sv: A, en: A, colour: red}",
        "- {code: a, sv: A, en: A}\n- {code: a, sv: B, en: B}",
        "- {code: a, sv: A, en: A, forms: [opera]}",
    ],
)
def test_a_mistake_in_the_kinds_does_not_start(wrong):
    with pytest.raises(ValueError):
        read_kinds(wrong)


def test_a_choice_without_choices_does_not_start():
    with pytest.raises(ValueError, match="choices"):
        read_forms("plain: [{name: x, type: choice, sv: X, en: X}]")


def test_own_fields_are_read_as_people_write_them():
    fields = catalogues.forms()[Form.JOINT_COURSE]
    stored = details_read(fields, {"cycle": "second", "credits": " 7,5 ", "code": "", "delivery": "digital"})
    assert stored == {"cycle": "second", "credits": "7.5", "delivery": "digital"}


def test_own_fields_refuse_each_fault_at_its_field():
    fields = catalogues.forms()[Form.JOINT_PROGRAMME]
    with pytest.raises(Refusals) as no:
        details_read(fields, {"degree": "honorary", "credits": "1000", "colour": "red"})
    assert {(r.code, r.field) for r in no.value.refusals} == {
        ("activity_choice_unknown", "details.degree"),
        ("activity_field_required", "details.cycle"),
        ("activity_number_outside", "details.credits"),
        ("activity_field_unknown", "details.colour"),
    }


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_a_number_is_stored_within_its_bounds_or_not_at_all(number):
    fields = catalogues.forms()[Form.JOINT_COURSE]
    try:
        stored = details_read(fields, {"cycle": "first", "credits": str(number)})
    except Refusal:
        return
    assert Decimal("0.5") <= Decimal(stored["credits"]) <= 60


days = st.dates(date(2000, 1, 1), date(2050, 1, 1))


@given(st.none() | days, st.none() | days, days)
def test_an_activity_goes_through_its_phases_in_order(starts_on, ends_on, on):
    order = [Phase.PLANNED, Phase.ONGOING, Phase.ENDED]
    if starts_on and ends_on and ends_on < starts_on:
        return
    today, tomorrow = phase(starts_on, ends_on, on), phase(starts_on, ends_on, on + timedelta(days=1))
    assert order.index(today) <= order.index(tomorrow)
    if starts_on is not None and ends_on != starts_on - timedelta(days=1):
        assert phase(starts_on, ends_on, starts_on) is Phase.ONGOING
