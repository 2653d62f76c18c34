"""When to remind somebody of a deadline: the steps before it, and which is due on a day.

At each step, whoever is then responsible is reminded once. After an outage of the clock only the latest step
reached is sent. Somebody who joins late (a new owner, an agreement registered shortly before its end) is reminded
at once; and whoever would be reminded only once is reminded again halfway to the day, so that nothing depends on
one mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vidsyn.agreements.vocabulary import DeadlineKind
from vidsyn.kernel.calendar import add_months
from vidsyn.kernel.yaml_text import read_yaml

AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before a deadline a reminder is sent, in months and in days."""

    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A day to send a reminder, with a name that never changes while the configuration is unchanged."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sent reminder: which step, and when."""

    step: str
    on: date


Plan = Mapping[DeadlineKind, Lead]


def read_plan(text: str) -> dict[DeadlineKind, Lead]:
    """Parse the configuration. Raises ValueError for an unknown kind or word, or a negative lead."""
    plan = {}
    for kind, row in read_yaml(text).items():
        if unknown := set(row) - {"months", "days"}:
            raise ValueError(f"reminders: {kind} has unknown {sorted(unknown)}")
        lead = Lead(tuple(row.get("months", ())), tuple(row.get("days", ())))
        if any(count < 0 for count in (*lead.months, *lead.days)):
            raise ValueError(f"reminders: {kind} has a lead below zero")
        plan[DeadlineKind(kind)] = lead
    return plan


def steps(lead: Lead, due_on: date) -> tuple[Step, ...]:
    """Return the days on which to remind, earliest first."""
    by_month = (Step(add_months(due_on, -count), f"{count}m") for count in lead.months)
    by_day = (Step(due_on - timedelta(days=count), f"{count}d") for count in lead.days)
    return tuple(sorted((*by_month, *by_day)))


def horizon(plan: Plan, on: date) -> date:
    """Return the latest deadline of which any step has come on `on`."""
    by_month = (add_months(on, count) for lead in plan.values() for count in lead.months)
    by_day = (on + timedelta(days=count) for lead in plan.values() for count in lead.days)
    # Counted back from a later day, a month is up to three days shorter: 31 May less 3 months is 28 February.
    return max((*by_month, *by_day), default=on) + timedelta(days=3)


def to_tell(lead: Lead, due_on: date, told: Iterable[Told], on: date) -> Step | None:
    """Return the step to send somebody on a day, given the reminders sent; None when there is none.

    Never after the deadline.
    """
    if on > due_on:
        return None
    reached = [step for step in steps(lead, due_on) if step.on <= on]
    if not reached:
        return None
    so_far = list(told)
    if reached[-1].name not in {item.step for item in so_far}:
        return reached[-1]
    return _again(lead, due_on, so_far, on)


def _again(lead: Lead, due_on: date, told: list[Told], on: date) -> Step | None:
    """Return an extra step, halfway to the deadline, for somebody reminded once with no step ahead."""
    ahead = any(step.on > on for step in steps(lead, due_on))
    if ahead or len(told) != 1:
        return None
    halfway = told[0].on + max((due_on - told[0].on) // 2, timedelta(days=1))
    return Step(halfway, AGAIN) if halfway <= on else None


def is_near(lead: Lead, due_on: date, on: date) -> bool:
    """Check whether a deadline belongs on Today: its first step has come and the day has not passed."""
    first = steps(lead, due_on)[:1]
    return bool(first) and first[0].on <= on <= due_on
