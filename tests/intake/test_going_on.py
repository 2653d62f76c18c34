"""An import interrupted in its worker, command or page is resumed, and nothing is imported twice."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.lists import agreement_row, agreements_list

from vidsyn.agreements.models import Agreement
from vidsyn.intake.jobs import LEFT, import_carry_out, import_enqueue, import_read_later, imports_go_on
from vidsyn.intake.models import Import, ImportRow
from vidsyn.intake.operations import carrying
from vidsyn.intake.operations.carrying import import_advance, import_start
from vidsyn.intake.operations.planning import import_plan, import_receive
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.vocabulary import ListKind
from vidsyn.later import claims
from vidsyn.later.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    return agreements_list(*(agreement_row(str(number)) for number in range(6)))


@pytest.fixture
def planned(operator, school, ror, content):
    return import_plan(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)


@pytest.fixture
def some_done(planned, operator, monkeypatch):
    """An import of six rows, four of them carried out."""
    monkeypatch.setattr(carrying, "PIECE", 2)
    act = import_start(act=planned, actor=operator)
    for _ in range(2):
        act = import_advance(act=act, actor=operator)
    return act


def long_ago():
    earlier = timezone.now() - LEFT - timedelta(seconds=1)
    Import.objects.update(updated_at=earlier)
    ImportRow.objects.exclude(done_at=None).update(done_at=earlier)
    ImportRow.objects.exclude(undone_at=None).update(undone_at=earlier)


def test_what_a_dead_worker_was_carrying_out_is_carried_out_once(some_done, operator):
    import_enqueue(some_done, operator)
    claims.claim("gone")
    work(batch=True)
    assert Import.objects.get().state == "done"
    assert Agreement.objects.count() == 6


def test_what_a_dead_worker_was_reading_is_read(operator, school, ror, content):
    act = import_receive(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)
    import_read_later(act, operator)
    claims.claim("gone")
    work(batch=True)
    assert (Import.objects.get().state, ImportRow.objects.count()) == ("planned", 6)


def test_an_import_left_by_a_command_is_gone_on_with_by_the_worker(some_done):
    assert imports_go_on() == 0  # somebody may still be working on it
    long_ago()
    assert imports_go_on() == 1
    assert imports_go_on() == 0  # it is queued
    work(batch=True)
    assert (Import.objects.get().state, Agreement.objects.count()) == ("done", 6)
    assert imports_go_on() == 0


def test_an_undoing_left_by_a_page_is_gone_on_with(planned, operator):
    act = import_carry_out(planned, operator)
    import_undo(act=act, reason="fel fil", most=2, actor=operator)
    long_ago()
    assert imports_go_on() == 1
    work(batch=True)
    assert (Import.objects.get().state, Agreement.objects.listed().count()) == ("undone", 0)


def test_a_list_left_unread_is_read(operator, school, ror, content):
    import_receive(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)
    long_ago()
    assert imports_go_on() == 1
    work(batch=True)
    assert Import.objects.get().state == "planned"


def test_work_that_failed_for_good_is_not_asked_for_again(operator, school, ror, content):
    act = import_receive(kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=operator)
    long_ago()
    import_read_later(act, operator)
    DBTaskResult.objects.update(status="FAILED")
    assert imports_go_on() == 0


def test_a_plan_that_waits_for_a_person_is_left_to_her(planned):
    long_ago()
    assert imports_go_on() == 0
