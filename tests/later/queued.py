"""Work for the tests of the queue to do."""

from django_tasks import task

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
