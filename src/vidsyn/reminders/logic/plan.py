"""When somebody is told of a deadline: the steps before it, and what is due to be told on a day.

Each step is told once to whoever is responsible when it comes. If the clock has stood still, only the latest step
reached is told. Somebody who comes late to it (a new owner, an agreement registered shortly before its end) is
told at once; and whoever would be told only once is told again halfway to the day, so that nothing rests on one mail.
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
    """How long before a day somebody is told, in months and in days."""

    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A day on which to tell, and its name, which never changes while the configuration stands."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody has been told of a deadline: which step, and when."""

    step: str
    on: date


Plan = Mapping[DeadlineKind, Lead]


def read_plan(text: str) -> dict[DeadlineKind, Lead]:
    """The configuration as written. ValueError for a kind or a word that does not exist, or a lead below zero."""
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
    """The days on which to tell, earliest first."""
    by_month = (Step(add_months(due_on, -count), f"{count}m") for count in lead.months)
    by_day = (Step(due_on - timedelta(days=count), f"{count}d") for count in lead.days)
    return tuple(sorted((*by_month, *by_day)))


def horizon(plan: Plan, on: date) -> date:
    """The last day a deadline can fall on for any of its steps to have come on `on`."""
    by_month = (add_months(on, count) for lead in plan.values() for count in lead.months)
    by_day = (on + timedelta(days=count) for lead in plan.values() for count in lead.days)
    # A month is up to three days shorter counted back from a later day: 31 May less 3 months is 28 February.
    return max((*by_month, *by_day), default=on) + timedelta(days=3)


def to_tell(lead: Lead, due_on: date, told: Iterable[Told], on: date) -> Step | None:
    """The step to tell somebody on a day, given what she has been told; None when there is nothing to tell.

    Never after the day itself.
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
    """Once more, halfway to the day, for somebody who was told once and has no step ahead."""
    ahead = any(step.on > on for step in steps(lead, due_on))
    if ahead or len(told) != 1:
        return None
    halfway = told[0].on + max((due_on - told[0].on) // 2, timedelta(days=1))
    return Step(halfway, AGAIN) if halfway <= on else None


def is_near(lead: Lead, due_on: date, on: date) -> bool:
    """Whether it belongs on Today: the first step has come and the day has not passed."""
    first = steps(lead, due_on)[:1]
    return bool(first) and first[0].on <= on <= due_on
