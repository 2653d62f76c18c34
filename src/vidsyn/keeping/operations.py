"""Failed work: tried again, or forgotten, by those who run the system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated
from uuid import UUID

from vidsyn.acts.operations import operation
from vidsyn.history.recording import nothing_changed, record
from vidsyn.keeping.facts import WorkFact
from vidsyn.keeping.queries import FailedWork, as_failed
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import AtMost, Filled, Reason
from vidsyn.later.claims import Claimed, failed_locked, forget, queue_afresh
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed

Works = Annotated[tuple[UUID, ...], AtMost(), Filled()]


@operation(records=[WorkFact.RETRIED])
def work_retry(*, works: Works, actor: Actor) -> list[FailedWork]:
    """Queue work that has failed for good once more, as if it had never been tried.

    Refuses `work_not_failed` for work that has not failed, or is gone: nothing of it is queued then.
    """
    return _each(works, WorkFact.RETRIED, queue_afresh, "", actor)


@operation(records=[WorkFact.FORGOTTEN])
def work_forget(*, works: Works, reason: Reason, actor: Actor) -> list[FailedWork]:
    """Take work that has failed for good out of the queue: a letter is then never sent. Takes a reason."""
    require_reason(reason)
    return _each(works, WorkFact.FORGOTTEN, forget, reason, actor)


def _each(
    works: Sequence[UUID], fact: WorkFact, act: Callable[[Claimed], None], reason: str, actor: Actor
) -> list[FailedWork]:
    access.require(access.may_run_system(actor), needed=Needed.SYSTEM_ADMINISTRATOR)
    found = failed_locked(works)
    if missing := [str(work) for work in works if work not in {row.pk for row in found}]:
        raise Refusal("work_not_failed", kind=RefusalKind.STATE, field="works", work=missing[0])
    if not found:
        nothing_changed()
    done = [as_failed(row) for row in found]
    for row, told in zip(found, done, strict=True):
        act(row)
        after = {"work": told.work, "fault": told.fault, "attempts": told.attempts}
        record(fact, subject=told, actor=actor, after=after, reason=reason)
    return done
