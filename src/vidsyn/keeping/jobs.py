"""Clock jobs that seal the history and delete data past its retention."""

from __future__ import annotations

from datetime import date

from vidsyn.acts import submissions
from vidsyn.history import erasure_log, forgetting, scrubbing, seals
from vidsyn.history.personal import sent
from vidsyn.keeping.backups.held import prune_replaced
from vidsyn.later.clock import Every, clock_job


@clock_job("seal-history", every=Every.MINUTE)
def seal_history(_on: date | None = None) -> int:
    """Seal new history rows; returns how many."""
    return seals.seal_history()


@clock_job("forget-submissions")
def forget_submissions(on: date) -> int:
    """Delete idempotency keys older than seven days with their answers; returns how many."""
    return submissions.forget_submissions(on)


@clock_job("forget-what-was-sent")
def forget_what_was_sent(_on: date | None = None) -> int:
    """Delete mail files and finished tasks past their retention; returns how many."""
    return sent.prune_sent()


@clock_job("forget-replaced-registers")
def forget_replaced_registers(_on: date | None = None) -> int:
    """Delete registers that a restore set aside, once they are as old as a backup may be; returns how many."""
    return prune_replaced()


@clock_job("clean-after-erasure", every=Every.MINUTE)
def clean_after_erasure(_on: date | None = None) -> bool:
    """Finish what an erasure left to do: the log, this process's caches, the database's own files.

    Returns whether those files have been cleaned now.
    """
    erasure_log.write_log()
    forgetting.forget_erased()
    return scrubbing.scrub()
