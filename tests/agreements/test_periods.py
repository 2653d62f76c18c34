"""Derived dates over time: periods say what each day says, and what is unknown stays unknown."""

from datetime import date

import pytest
from hypothesis import given
from tests.agreements.strategies import DAYS, courses

from vidsyn.agreements.logic.deadlines import due
from vidsyn.agreements.logic.periods import periods
from vidsyn.agreements.logic.terms import Terms, end_after_notice
from vidsyn.agreements.logic.timeline import Course, Notice, standing_on
from vidsyn.agreements.vocabulary import DeadlineKind, Missing

DUE = (date(2026, 1, 1), date(2030, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


@given(courses(), DAYS)
def test_the_periods_say_what_is_derived_for_each_day(course, day):
    kept = periods(course, d("2000-01-01"), d("2045-12-31"))
    (held,) = [p for p in kept if (p.first or date.min) <= day <= (p.last or date.max)]
    standing = standing_on(course, day)
    assert (held.ends_on, held.notice_by, held.lacks) == (
        standing.ends_on,
        standing.notice_deadline,
        standing.lacks,
    )
    assert (kept[0].first, kept[-1].last) == (None, None)


@pytest.mark.parametrize("more", [{"ends_on": d("2026-12-31"), "renewal_months": 12}, {"open_ended": True}])
def test_an_unknown_notice_period_is_not_one_of_no_length(more):
    unknown, none = Terms(starts_on=d("2024-01-01"), **more), Terms(notice_months=0, **more)
    standing = standing_on(Course(unknown, taken_as_signed=True), d("2026-05-01"))
    assert (standing.notice_deadline, standing.lacks) == (None, (Missing.NOTICE,))
    assert standing_on(Course(none, taken_as_signed=True), d("2026-05-01")).lacks == ()
    assert (end_after_notice(unknown, d("2026-05-01")), end_after_notice(none, d("2026-05-01"))) == (
        None,
        d("2026-12-31") if unknown.renews else d("2026-05-01"),
    )
    due_kinds = {item.kind for item in due(Course(unknown, taken_as_signed=True), *DUE)}
    assert DeadlineKind.NOTICE not in due_kinds


def test_notice_of_unknown_effect_leaves_the_end_unknown():
    terms = Terms(starts_on=d("2024-01-01"), ends_on=d("2026-12-31"), renewal_months=12)
    course = Course(terms, taken_as_signed=True, notices=(Notice(d("2026-05-01")),))
    standing = standing_on(course, d("2027-05-01"))
    assert (standing.status, standing.ends_on, standing.renews_on) == ("notice_given", None, None)
    assert standing.lacks == (Missing.END,)
    told = Course(terms, taken_as_signed=True, notices=(Notice(d("2026-05-01"), d("2026-08-31")),))
    assert standing_on(told, d("2026-05-01")).ends_on == d("2026-08-31")
