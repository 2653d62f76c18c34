"""Derive a phase on a day from a period."""

from __future__ import annotations

from datetime import date

from vidsyn.collaborations.vocabulary import Phase
from vidsyn.kernel.refusals import Refusal


def phase(starts_on: date | None, ends_on: date | None, on: date) -> Phase:
    """Planned before the first day, ended after the last, ongoing between; a missing date sets no bound."""
    if ends_on is not None and ends_on < on:
        return Phase.ENDED
    if starts_on is not None and starts_on > on:
        return Phase.PLANNED
    return Phase.ONGOING


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Refuse a last day before the first."""
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Refusal("last_day_before_first", field="ends_on", starts_on=starts_on, ends_on=ends_on)
