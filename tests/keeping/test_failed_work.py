"""Work that has failed for good is tried again or forgotten by those who run the system, and the history says so."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult
from tests.later import queued

from vidsyn.history.models import HistoryEntry
from vidsyn.keeping.operations import work_forget, work_retry
from vidsyn.keeping.queries import failed_work
from vidsyn.kernel.actors import ActorKind, ActorRef, Door
from vidsyn.kernel.refusals import Refusal
from vidsyn.later.worker import work
from vidsyn.people.actors import Actor, Holding, local_operator
from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db(transaction=True)
OPERATOR = local_operator()


def holding(role: Role) -> Actor:
    return Actor(ActorRef(ActorKind.PERSON, str(uuid4())), Door.WEB, (Holding(role),))


ADMINISTRATOR = holding(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture(autouse=True)
def done():
    queued.DONE.clear()
    return queued.DONE


def failed(word: str = "letter") -> DBTaskResult:
    return DBTaskResult.objects.get(pk=queued.given_up(word))


def facts() -> list[tuple[str, str]]:
    return list(HistoryEntry.objects.filter(subject_kind="work").values_list("fact", "reason"))


@pytest.mark.parametrize("actor", [OPERATOR, ADMINISTRATOR], ids=["operator", "administrator"])
def test_it_is_done_once_more_with_every_attempt_before_it(done, actor):
    row = failed()
    (told,) = work_retry(works=(row.pk,), actor=actor)
    assert (told.work, told.fault, told.attempts) == ("note", "ConnectionRefusedError", 5)
    row.refresh_from_db()
    assert (row.status, row.worker_ids, row.finished_at, row.traceback) == ("READY", [], None, "")
    work(batch=True)
    assert done == ["letter"]
    assert facts() == [("work.retried", "")]
    assert failed_work(actor) == []


def test_it_is_forgotten_with_a_reason(done):
    row = failed()
    work_forget(works=(row.pk,), reason="Mottagaren har slutat", actor=ADMINISTRATOR)
    work(batch=True)
    assert (done, DBTaskResult.objects.count()) == ([], 0)
    assert facts() == [("work.forgotten", "Mottagaren har slutat")]
    with pytest.raises(Refusal, match="reason_required"):
        work_forget(works=(failed().pk,), reason=" ", actor=ADMINISTRATOR)


def test_the_history_says_what_it_was_and_not_whom_it_was_for():
    work_retry(works=(failed("nina@example.org").pk,), actor=OPERATOR)
    entry = HistoryEntry.objects.get(subject_kind="work")
    assert entry.after == {"work": "note", "fault": "ConnectionRefusedError", "attempts": 5}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR])
def test_nobody_else_sees_or_decides(role):
    row = failed()
    for act in (
        lambda: failed_work(holding(role)),
        lambda: work_retry(works=(row.pk,), actor=holding(role)),
        lambda: work_forget(works=(row.pk,), reason="R", actor=holding(role)),
    ):
        with pytest.raises(Refusal, match="not_allowed"):
            act()
    row.refresh_from_db()
    assert row.status == "FAILED"


def test_what_waits_is_left_alone_and_all_is_refused_with_it():
    row, waiting = failed(), queued.note.enqueue("waits")
    for other in (waiting.id, uuid4()):
        with pytest.raises(Refusal, match="work_not_failed"):
            work_retry(works=(row.pk, other), actor=OPERATOR)
    row.refresh_from_db()
    assert row.status == "FAILED"
