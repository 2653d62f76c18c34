"""The table is complete, and the diagram in the documentation is generated from it."""

from pathlib import Path

import pytest

from vidsyn.acts.calls import operations
from vidsyn.agreements.logic.lifecycle import (
    PASSAGES,
    TRANSITIONS,
    Act,
    next_stage,
    require_status,
    steps_from,
)
from vidsyn.agreements.vocabulary import Stage, Status
from vidsyn.config import lifecycles
from vidsyn.kernel.refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
LAST = (Stage.SIGNED, Stage.WITHDRAWN)


def test_the_diagram_in_the_documentation_is_current():
    assert (ROOT / "docs" / "lifecycles.md").read_text() == lifecycles.page()


def test_every_stage_can_be_reached_and_left():
    assert {t.target for t in TRANSITIONS} == set(Stage)
    assert {t.source for t in TRANSITIONS} - {None} == set(Stage) - set(LAST)


def test_one_operation_leads_from_one_stage_to_one():
    pairs = [(t.operation, t.source) for t in TRANSITIONS]
    assert len(pairs) == len(set(pairs))


def test_every_act_of_the_table_is_an_operation():
    assert {str(act) for act in Act} - {"agreement_decide_no"} <= set(operations())


def test_every_status_after_signing_is_reached_by_a_passage():
    later = {
        Status.IN_FORCE,
        Status.NOTICE_GIVEN,
        Status.RENEWED,
        Status.ENDED,
        Status.TERMINATED,
        Status.EXPIRED,
    }
    assert {p.target for p in PASSAGES} == later


@pytest.mark.parametrize("stage", [*LAST, Stage.REQUESTED])
def test_a_step_from_the_wrong_stage_is_refused(stage):
    with pytest.raises(Refusal) as refused:
        next_stage(Act.SEND_FOR_SIGNATURE, stage)
    assert refused.value.code == "wrong_stage"
    assert refused.value.params["needed"] == (Stage.DECIDED,)


def test_the_page_offers_each_next_step_once():
    assert steps_from(Stage.IN_REVIEW) == (
        Act.REVIEW_OPEN,
        Act.DECIDE,
        Act.DRAFT_START,
        Act.WITHDRAW,
    )
    assert steps_from(Stage.SIGNED) == ()


def test_notice_on_what_has_ended_is_refused():
    with pytest.raises(Refusal) as refused:
        require_status(Act.NOTICE_GIVE, Status.EXPIRED)
    assert refused.value.code == "wrong_status"
