"""When reminders are sent, as a pure rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.agreements.vocabulary import DeadlineKind
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.calendar import add_months
from vidsyn.reminders.logic.catalogue import plan
from vidsyn.reminders.logic.choosing import first_ones, in_order
from vidsyn.reminders.logic.plan import Lead, Told, horizon, is_near, read_plan, steps, to_tell
from vidsyn.rows.waiting import Mark, TodayRow, Urgency, marks

DUE = date(2027, 8, 31)
days = st.dates(date(2026, 1, 1), date(2032, 12, 31))
leads = st.sampled_from([lead for lead in plan().values() if lead.months or max(lead.days) > 0])


def test_as_shipped_twelve_six_and_three_months_before_an_end_and_ninety_and_thirty_days_before_notice():
    ends = [step.on for step in steps(plan()[DeadlineKind.ENDS], DUE)]
    assert ends == [date(2026, 8, 31), date(2027, 2, 28), date(2027, 5, 31)]
    notice = [step.on for step in steps(plan()[DeadlineKind.NOTICE], DUE)]
    assert notice == [DUE - timedelta(days=90), DUE - timedelta(days=30)]
    assert set(plan()) == set(DeadlineKind)


def simulated(lead: Lead, due_on: date, clock: list[date]) -> list[Told]:
    """Return what one person is sent when the clock runs on these days."""
    told: list[Told] = []
    for on in clock:
        step = to_tell(lead, due_on, told, on)
        if step is not None:
            told.append(Told(step.name, on))
    return told


@given(lead=leads, due_on=days)
def test_with_a_clock_that_runs_every_day_each_step_is_told_on_its_day_and_once(lead, due_on):
    first = min(step.on for step in steps(lead, due_on))
    clock = [first - timedelta(days=5) + timedelta(days=n) for n in range((due_on - first).days + 15)]
    told = simulated(lead, due_on, clock)
    assert [(item.step, item.on) for item in told] == [(step.name, step.on) for step in steps(lead, due_on)]


@given(lead=leads, due_on=days, seed=st.randoms(use_true_random=False), late=st.integers(2, 400))
def test_whoever_comes_late_is_told_twice_in_time_however_often_the_clock_comes_by(lead, due_on, seed, late):
    clock = [due_on - timedelta(days=n) for n in range(late, -1, -1)]
    # After the first day the clock runs at least every second day.
    clock = [day for n, day in enumerate(clock) if n == 0 or n % 2 == 0 or seed.random() < 0.5]
    told = simulated(lead, due_on, clock)
    if late >= 4:
        assert len(told) >= 2
    assert len({item.step for item in told}) == len(told)
    assert all(item.on <= due_on for item in told)


@given(
    lead=leads,
    due_on=days,
    on=days,
    told=st.lists(st.sampled_from(["12m", "6m", "3m", "90d", "30d", "again"])),
)
def test_nobody_is_told_after_the_day_or_before_the_first_step(lead, due_on, on, told):
    step = to_tell(lead, due_on, [Told(name, due_on) for name in told], on)
    near = is_near(lead, due_on, on)
    assert step is None or near
    assert near == (min(s.on for s in steps(lead, due_on)) <= on <= due_on)
    if near:
        assert due_on <= horizon(plan(), on)


def test_after_a_standstill_only_the_latest_step_is_told():
    lead = plan()[DeadlineKind.ENDS]
    told = simulated(lead, DUE, [add_months(DUE, -13), add_months(DUE, -4), add_months(DUE, -2)])
    assert [item.step for item in told] == ["6m", "3m"]


@pytest.mark.parametrize("wrong", ["ends: {weeks: [1]}", "ends: {days: [-1]}", "birthday: {days: [1]}"])
def test_a_plan_with_a_mistake_does_not_start(wrong):
    with pytest.raises(ValueError):
        read_plan(wrong)


MARKS = marks()
rows = st.builds(
    lambda matter, due_on, n: TodayRow(
        matter, "" if MARKS[matter].is_gathered else str(n), "", Words("", ""), due_on
    ),
    st.sampled_from(list(MARKS)),
    st.none() | days,
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("asked", "days", "urgency"),
    [
        (False, -1, Urgency.OVERDUE),
        (False, 0, Urgency.THIS_WEEK),
        (False, 7, Urgency.THIS_WEEK),
        (False, 8, Urgency.LATER),
        (True, 8, Urgency.WAITING),
        (True, -1, Urgency.OVERDUE),
        (True, None, Urgency.WAITING),
        (False, None, Urgency.LATER),
    ],
)
def test_what_somebody_waits_for_comes_before_what_ends_in_a_year(asked, days, urgency):
    on = date(2026, 11, 29)
    due_on = None if days is None else on + timedelta(days=days)
    assert Mark(1, kind="agreement", asked=asked).urgency(due_on, on) is urgency


@given(st.lists(rows, max_size=20))
def test_seven_at_most_the_most_urgent_first_and_nothing_lost(found):
    on = date(2026, 11, 29)
    ordered = in_order(found, MARKS, on)
    shown, more = first_ones(ordered)
    assert len(shown) == min(7, len(found))
    assert len(shown) + more == len(found)
    single = [row for row in ordered if not MARKS[row.matter].is_gathered]
    keys = [
        (list(Urgency).index(MARKS[row.matter].urgency(row.due_on, on)), row.due_on or date.max)
        for row in single
    ]
    assert keys == sorted(keys)
    gathered = [MARKS[row.matter].is_gathered for row in ordered]
    assert gathered == sorted(gathered)
