"""Work for the tests of the queue to do."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from vidsyn.kernel.refusals import Refusal
from vidsyn.later import stopping
from vidsyn.later.stopping import pause_if_asked

DONE: list[str] = []


@task()
def note(word):
    """Note the word."""
    DONE.append(word)


@task()
def break_down():
    """Meet a fault that may pass."""
    raise RuntimeError("the network is away")


@task()
def refuse():
    """Meet a rule that says no."""
    raise Refusal("partner_voided")


@task()
def take_long():
    """Work in pieces."""
    DONE.append("began")
    pause_if_asked()
    DONE.append("ended")


@task()
def stop():
    """Ask the worker to stop, as a signal does."""
    stopping._asked.set()


def given_up(word: str = "letter") -> UUID:
    """A piece of work that has failed for good after several attempts; its id."""
    row = DBTaskResult.objects.get(pk=note.enqueue(word).id)
    row.status, row.worker_ids = "FAILED", ["a", "b", "c", "d", "e"]
    row.started_at = row.finished_at = timezone.now()
    row.exception_class_path, row.traceback = "builtins.ConnectionRefusedError", "…"
    row.save()
    return row.pk
