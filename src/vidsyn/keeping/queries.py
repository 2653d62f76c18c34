"""Work that has failed for good, as those who run the system see it: what it was, never for whom or about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from vidsyn.kernel.shapes import AtMost
from vidsyn.later.claims import Claimed, failed_latest
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed

MOST = AtMost().most


@dataclass(frozen=True, slots=True)
class FailedWork:
    """A piece of work, the kind of fault it ended with, and how many times it was tried."""

    KIND: ClassVar[str] = "work"

    id: UUID
    work: str
    fault: str
    attempts: int
    queued_at: datetime
    failed_at: datetime | None

    @property
    def pk(self) -> UUID:
        """As the history names it."""
        return self.id

    @property
    def version(self) -> int:
        """Work has no versions: nobody edits it."""
        return 1


def failed_work(viewer: Actor) -> list[FailedWork]:
    """The latest that has failed for good, as many as can be acted on at once. One statement.

    Refuses `not_allowed` to those who do not run the system.
    """
    access.require(access.may_run_system(viewer), needed=Needed.SYSTEM_ADMINISTRATOR)
    return [as_failed(row) for row in failed_latest(MOST)]


def as_failed(row: Claimed) -> FailedWork:
    """A row of the queue without its arguments, which may name people."""
    return FailedWork(
        id=row.pk,
        work=_last(row.task_path),
        fault=_last(row.exception_class_path),
        attempts=len(row.worker_ids),
        queued_at=row.enqueued_at,
        failed_at=row.finished_at,
    )


def _last(path: str) -> str:
    return path.rpartition(".")[2]
