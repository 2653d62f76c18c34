"""A list's rows are written piece by piece and are unused until complete."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.lists import agreement_row, agreements_list

from vidsyn.intake.jobs import forget_rows
from vidsyn.intake.logic.judging import NameChoice
from vidsyn.intake.logic.settings import Settings
from vidsyn.intake.models import Import, ImportRow
from vidsyn.intake.operations.judging import import_names_decide
from vidsyn.intake.operations.planning import (
    import_drop,
    import_plan,
    import_read,
    import_receive,
    import_settings_set,
    planned_now,
)
from vidsyn.intake.operations.staging import stage
from vidsyn.intake.vocabulary import ActState, ListKind

pytestmark = pytest.mark.django_db
ROWS = 6


@pytest.fixture
def content():
    return agreements_list(*(agreement_row(str(number)) for number in range(ROWS)))


@pytest.fixture
def received(operator, school, ror, content):
    return import_receive(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)


@pytest.fixture
def planned(operator, school, ror, content):
    return import_plan(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)


def test_what_is_staged_counts_for_nobody(received, operator):
    stage(received, planned_now(received, operator))
    assert ImportRow.every.count() == ROWS
    assert (ImportRow.objects.count(), received.rows.count()) == (0, 0)


def test_what_was_interrupted_is_read_again_and_swept_up(received, operator):
    stage(received, planned_now(received, operator))
    assert forget_rows(timezone.now().date()) == 0  # somebody may be writing it at this moment
    act = import_read(act=received, actor=operator)
    assert (act.state, act.rows.count()) == (ActState.PLANNED, ROWS)
    assert ImportRow.every.count() == ROWS


def test_the_clock_sweeps_up_what_nobody_did(planned, operator):
    stage(planned, planned_now(planned, operator))
    assert forget_rows(timezone.now().date()) == 1
    assert (ImportRow.every.count(), planned.rows.count()) == (ROWS, ROWS)
    assert forget_rows(timezone.now().date()) == 0


def test_a_plan_that_somebody_else_has_made_meanwhile_is_thrown_away(received, operator):
    looked_at = Import.objects.get()
    import_read(act=received, actor=operator)
    again = import_read(act=looked_at, actor=operator)
    assert (again.state, again.version) == (ActState.PLANNED, 2)
    assert ImportRow.every.count() == ROWS


def test_reading_again_leaves_no_rows_of_the_reading_before(planned, operator):
    import_settings_set(act=planned, settings=Settings(), actor=operator)
    name = NameChoice(name="Lund University", country="SE")
    import_names_decide(act=Import.objects.get(), names=(name,), actor=operator)
    assert (ImportRow.every.count(), planned.rows.count()) == (ROWS, ROWS)


def test_a_plan_thrown_away_leaves_no_rows(planned, operator):
    import_drop(act=planned, actor=operator)
    assert not ImportRow.every.exists()
