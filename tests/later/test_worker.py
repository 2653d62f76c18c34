"""Queued work is done once, taken over from a worker that is gone, tried again after a fault, and its failure seen."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.later import queued

from vidsyn.later import claims, stopping, worker
from vidsyn.later.heartbeats import beat, worker_alive, workers_alive
from vidsyn.later.models import Heartbeat
from vidsyn.later.patience import LEASE, RETRIES
from vidsyn.later.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def done():
    queued.DONE.clear()
    stopping._asked.clear()
    yield queued.DONE
    stopping._asked.clear()


def states():
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_what_a_silent_worker_had_claimed_is_done_by_the_next(done):
    queued.note.enqueue("letter")
    beat("worker:gone")
    assert claims.claim("gone") is not None
    work(batch=True)
    assert (done, states()) == ([], ["RUNNING"])  # its lease still holds

    Heartbeat.objects.update(at=timezone.now() - LEASE - timedelta(seconds=1))
    work(batch=True)
    assert (done, states()) == (["letter"], ["SUCCESSFUL"])


def test_a_worker_started_again_under_its_name_goes_on_at_once(done):
    queued.note.enqueue("letter")
    beat("worker:mine")
    claims.claim("mine")
    work(batch=True, name="mine")
    assert done == ["letter"]


def test_work_claimed_before_there_were_leases_is_taken_up(done):
    queued.note.enqueue("letter")
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["of an earlier version"])
    work(batch=True)
    assert done == ["letter"]


def test_work_that_ends_every_worker_is_given_up_and_stays_to_be_seen(done):
    queued.note.enqueue("poison")
    for number in range(claims.MOST_CLAIMS):
        assert claims.claim(f"gone {number}") is not None
        claims.take_over("next")
    assert states() == ["FAILED"]
    assert DBTaskResult.objects.get().exception_class_path.endswith("WorkerLost")
    assert done == []


def test_a_fault_that_may_pass_is_tried_again_for_any_work():
    queued.break_down.enqueue()
    for attempt in range(len(RETRIES)):
        work(batch=True)
        row = DBTaskResult.objects.get()
        assert row.status == "READY"
        assert RETRIES[attempt] * 0.9 < row.run_after - timezone.now() <= RETRIES[attempt]
        DBTaskResult.objects.update(run_after=timezone.now())
    work(batch=True)
    assert states() == ["FAILED"]


def test_a_rule_that_says_no_is_not_asked_again():
    queued.refuse.enqueue()
    work(batch=True)
    assert states() == ["FAILED"]


def test_a_worker_asked_to_stop_hands_back_what_it_had_not_ended(done):
    queued.take_long.enqueue()
    stopping._asked.set()
    worker._do_next("stopping")
    assert (done, states()) == (["began"], ["READY"])
    stopping._asked.clear()
    work(batch=True)
    assert done == ["began", "began", "ended"]
    assert len(DBTaskResult.objects.get().worker_ids) == 1  # stopping on purpose is no attempt


def test_one_who_lost_its_claim_does_not_write_over_what_came_after():
    queued.note.enqueue("letter")
    slow = claims.claim("slow")
    claims.take_over("fast")
    fast = claims.claim("fast")
    claims.fail(slow, RuntimeError("woke up"))
    assert DBTaskResult.objects.get().worker_ids == ["slow", "fast"]
    assert states() == ["RUNNING"]
    claims.succeed(fast, None)
    assert states() == ["SUCCESSFUL"]


def test_a_worker_outlives_a_locked_database(done, monkeypatch):
    """A lock held for longer than a statement waits ends no worker."""
    queued.note.enqueue("letter")
    queued.stop.enqueue()
    faults = iter(["database is locked"] * 2)

    def locked_at_first(execute, sql, params, many, context):
        if "django_tasks_database" in sql:
            for fault in faults:
                raise OperationalError(fault)
        return execute(sql, params, many, context)

    monkeypatch.setattr(worker, "_PAUSE", timedelta(0))
    with connection.execute_wrapper(locked_at_first):
        work(batch=False)
    assert done == ["letter"]


def test_a_worker_is_alive_while_it_works_and_not_after():
    with worker_alive("one"):
        assert workers_alive() == {"one"}
    assert workers_alive() == set()


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="rows are locked one by one on PostgreSQL only")
def test_several_workers_do_each_piece_once(done):
    for number in range(40):
        queued.note.enqueue(str(number))
    together = threading.Barrier(4)

    def one(name):
        together.wait()
        work(batch=True, name=name)
        connection.close()

    threads = [threading.Thread(target=one, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(done, key=int) == [str(number) for number in range(40)]
