"""What the clock does for the history."""

from __future__ import annotations

from datetime import date

from vidsyn.plumbing import seals, submissions
from vidsyn.plumbing.clock import Every, clock_job


@clock_job("seal-history", every=Every.MINUTE)
def seal_history(_on: date | None = None) -> int:
    """Seal what is new in the history; how many rows."""
    return seals.seal_history()


@clock_job("forget-submissions")
def forget_submissions(on: date) -> int:
    """Forget the keys of what was sent more than seven days ago, with the answers; how many."""
    return submissions.forget_submissions(on)
