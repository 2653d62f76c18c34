"""The status of an agreement on a day: known answers, and properties of every agreement."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.agreements.strategies import DAYS, courses, terms

from vidsyn.agreements.logic.amending import changes_read, changes_written
from vidsyn.agreements.logic.deadlines import due
from vidsyn.agreements.logic.terms import (
    Terms,
    end_after_notice,
    last_day_for_notice,
    period_end,
    running_renewal,
    terms_faults,
)
from vidsyn.agreements.logic.timeline import (
    Amendment,
    Course,
    Notice,
    Step,
    notice_deadline,
    renews_on,
    spans,
    standing_on,
    status_on,
    terms_on,
)
from vidsyn.agreements.vocabulary import AmendableTerm, Missing, Stage
from vidsyn.kernel.calendar import DayOfYear, add_months
from vidsyn.kernel.notice import NoticePeriod
from vidsyn.kernel.precision import Precision

DAY = timedelta(1)
DUE = (date(2026, 1, 1), date(2030, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


def signed(terms: Terms, on: str = "2020-01-01", **facts) -> Course:
    return Course(terms, signed_on=d(on), **facts)


FIXED = Terms(starts_on=d("2024-01-01"), ends_on=d("2026-12-31"))
OPEN = Terms(starts_on=d("2014-05-01"), open_ended=True, notice_months=3)
RENEWING = Terms(starts_on=d("2024-01-01"), ends_on=d("2026-12-31"), renewal_months=12, notice_months=6)


@pytest.mark.parametrize(
    ("course", "day", "status"),
    [
        (signed(FIXED), "2023-12-31", "upcoming"),
        (signed(FIXED), "2024-01-01", "in_force"),
        (signed(FIXED), "2026-12-31", "in_force"),
        (signed(FIXED), "2027-01-01", "expired"),
        (signed(OPEN), "2099-01-01", "in_force"),
        (signed(OPEN, notices=(Notice(d("2026-11-30")),)), "2026-11-29", "in_force"),
        (signed(OPEN, notices=(Notice(d("2026-11-30")),)), "2026-11-30", "notice_given"),
        (signed(OPEN, notices=(Notice(d("2026-11-30")),)), "2027-02-28", "notice_given"),
        (signed(OPEN, notices=(Notice(d("2026-11-30")),)), "2027-03-01", "ended"),
        (signed(RENEWING), "2040-06-01", "in_force"),
        (signed(RENEWING, notices=(Notice(d("2026-06-30")),)), "2027-01-01", "ended"),
        (signed(RENEWING, notices=(Notice(d("2026-07-01")),)), "2027-12-31", "notice_given"),
        (signed(RENEWING, notices=(Notice(d("2026-07-01")),)), "2028-01-01", "ended"),
        (signed(FIXED, successor_starts_on=d("2027-01-01")), "2026-12-31", "in_force"),
        (signed(FIXED, successor_starts_on=d("2027-01-01")), "2027-01-01", "renewed"),
        (signed(FIXED, successor_starts_on=d("2026-03-01")), "2026-03-01", "renewed"),
        (signed(FIXED, terminated_on=d("2025-03-01")), "2025-03-01", "in_force"),
        (signed(FIXED, terminated_on=d("2025-03-01")), "2025-03-02", "terminated"),
        (signed(FIXED, "2024-02-10"), "2024-02-09", None),
        (signed(FIXED, "2024-02-10"), "2024-02-10", "in_force"),
        (Course(FIXED, steps=(Step(d("2023-10-01"), Stage.FOR_SIGNATURE),)), "2024-06-01", "for_signature"),
        (Course(FIXED, taken_as_signed=True), "2023-06-01", "upcoming"),
        (Course(FIXED, taken_as_signed=True), "2025-06-01", "in_force"),
        (Course(Terms(ends_on=d("2020-01-01")), taken_as_signed=True), "1990-01-01", "in_force"),
    ],
)
def test_status_follows_from_the_dates(course, day, status):
    assert status_on(course, d(day)) == status


def test_a_request_passes_its_stages_and_may_be_withdrawn():
    steps = tuple(
        Step(d(day), stage)
        for day, stage in [
            ("2026-01-01", Stage.REQUESTED),
            ("2026-02-01", Stage.DRAFTING),
            ("2026-02-01", Stage.IN_REVIEW),
        ]
    )
    course = Course(FIXED, steps=steps, withdrawn_on=d("2026-03-01"))
    days = ["2025-12-31", "2026-01-15", "2026-02-01", "2026-02-28", "2026-03-01"]
    assert [status_on(course, d(day)) for day in days] == [
        None,
        "requested",
        "in_review",
        "in_review",
        "withdrawn",
    ]


@pytest.mark.parametrize(
    ("day", "ends", "deadline", "renews"),
    [
        ("2024-06-01", "2026-12-31", "2026-06-30", "2027-01-01"),
        ("2026-06-30", "2026-12-31", "2026-06-30", "2027-01-01"),
        # Too late for the current period: the date stays beside the end it belongs to.
        ("2026-07-01", "2026-12-31", "2026-06-30", "2027-01-01"),
        ("2026-12-31", "2026-12-31", "2026-06-30", "2027-01-01"),
        ("2027-03-01", "2027-12-31", "2027-06-30", "2028-01-01"),
        ("2031-01-01", "2031-12-31", "2031-06-30", "2032-01-01"),
    ],
)
def test_a_renewing_agreement_shows_its_running_period(day, ends, deadline, renews):
    standing = standing_on(signed(RENEWING), d(day))
    assert (standing.ends_on, standing.notice_deadline, standing.renews_on) == (
        d(ends),
        d(deadline),
        d(renews),
    )


def test_renewals_count_from_the_original_end_and_do_not_drift():
    terms = Terms(starts_on=d("2027-11-30"), ends_on=d("2028-02-29"), renewal_months=12)
    assert [period_end(terms, k).day for k in range(5)] == [29, 28, 28, 28, 29]


def test_after_notice_nothing_renews_and_the_end_is_known():
    course = signed(RENEWING, notices=(Notice(d("2026-05-01")),))
    before, after = standing_on(course, d("2026-04-30")), standing_on(course, d("2026-05-01"))
    assert (before.renews_on, before.ends_on) == (d("2027-01-01"), d("2026-12-31"))
    assert (after.renews_on, after.notice_deadline, after.ends_on) == (None, None, d("2026-12-31"))


@pytest.mark.parametrize(
    ("received", "end"),
    [("2026-11-01", "2027-09-01"), ("2026-11-02", "2028-09-01"), ("2026-01-15", "2027-09-01")],
)
def test_notice_by_a_fixed_day(received, end):
    clause = Terms(open_ended=True, notice_given_by=DayOfYear(11, 1), notice_effective=DayOfYear(9, 1))
    assert end_after_notice(clause, d(received)) == d(end)


def test_notice_never_prolongs_a_fixed_term():
    terms = Terms(ends_on=d("2026-12-31"), notice_months=6)
    assert end_after_notice(terms, d("2026-10-01")) == d("2026-12-31")
    assert end_after_notice(terms, d("2026-01-31")) == d("2026-07-31")


def test_the_parties_may_agree_on_another_last_day():
    course = signed(OPEN, notices=(Notice(d("2026-11-30"), ends_on=d("2026-12-15")),))
    assert status_on(course, d("2026-12-16")) == "ended"


def test_an_amendment_applies_from_its_day_and_the_past_stays():
    course = signed(FIXED, amendments=(Amendment(d("2026-06-01"), {"ends_on": d("2029-12-31")}),))
    assert terms_on(course, d("2026-05-31")).ends_on == d("2026-12-31")
    assert standing_on(course, d("2026-06-01")).ends_on == d("2029-12-31")
    assert status_on(course, d("2027-01-01")) == "in_force"


def test_a_notice_counts_by_the_terms_on_the_day_it_was_received():
    later = Amendment(d("2026-12-15"), {"notice_months": 12})
    course = signed(OPEN, notices=(Notice(d("2026-11-30")),), amendments=(later,))
    assert status_on(course, d("2027-03-01")) == "ended"


def test_a_vague_end_warns_from_the_first_day_it_may_mean():
    terms = Terms(
        starts_on=d("2024-01-01"),
        ends_on=d("2026-12-31"),
        ends_precision=Precision.TERM,
        renewal_months=12,
        notice_months=3,
    )
    assert last_day_for_notice(terms, d("2026-12-31")) == d("2026-04-01")
    assert status_on(signed(terms, notices=(Notice(d("2026-03-01")),)), d("2026-12-31")) == "notice_given"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(starts_on=d("2026-01-02"), ends_on=d("2026-01-01")), "ends_before_it_starts"),
        (Terms(ends_on=d("2026-01-01"), open_ended=True), "open_ended_with_end"),
        (Terms(open_ended=True, renewal_months=12), "renewal_without_end"),
        (Terms(notice_given_by=DayOfYear(1, 1)), "fixed_day_notice_incomplete"),
        (
            Terms(notice_months=3, notice_given_by=DayOfYear(1, 1), notice_effective=DayOfYear(2, 1)),
            "two_notice_rules",
        ),
        (
            Terms(notice_days=90, notice_given_by=DayOfYear(1, 1), notice_effective=DayOfYear(2, 1)),
            "two_notice_rules",
        ),
        (Terms(notice_months=3, notice_days=90), "notice_in_months_and_days"),
        (Terms(notice_months=-1), "months_out_of_range"),
        (Terms(notice_days=-1), "days_out_of_range"),
        (Terms(notice_days=3661), "days_out_of_range"),
    ],
)
def test_terms_that_do_not_hang_together(terms, code):
    assert [fault.code for fault in terms_faults(terms)] == [code]


OPEN_DAYS = replace(OPEN, notice_months=None, notice_days=90)
RENEWING_DAYS = replace(RENEWING, notice_months=None, notice_days=90)


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        # 90 days are not three months: after 30 November they end on 28 February even in a leap year.
        ("2026-12-01", "2027-03-01"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-28"),
        ("2028-01-31", "2028-04-30"),
        ("2026-07-01", "2026-09-29"),
    ],
)
def test_notice_in_days_counts_calendar_days(received, last_day):
    course = signed(OPEN_DAYS, notices=(Notice(d(received)),))
    assert end_after_notice(OPEN_DAYS, d(received)) == d(last_day)
    assert status_on(course, d(last_day)) == "notice_given"
    assert status_on(course, d(last_day) + DAY) == "ended"


def test_a_renewing_agreement_with_days_of_notice_ends_with_its_period_or_the_next():
    assert standing_on(signed(RENEWING_DAYS), d("2026-03-01")).notice_deadline == d("2026-10-02")
    assert end_after_notice(RENEWING_DAYS, d("2026-10-02")) == d("2026-12-31")
    assert end_after_notice(RENEWING_DAYS, d("2026-10-03")) == d("2027-12-31")
    assert standing_on(signed(RENEWING_DAYS), d("2027-03-01")).notice_deadline == d("2027-10-02")


def test_notice_longer_than_the_period_is_told_of_in_time():
    terms = replace(RENEWING_DAYS, notice_days=400)
    assert last_day_for_notice(terms, d("2027-12-31")) == d("2026-11-26")
    told = [item for item in due(signed(terms), d("2026-01-01"), d("2026-12-31")) if item.kind == "notice"]
    assert [(item.on, item.of) for item in told] == [(d("2026-11-26"), d("2027-12-31"))]


def test_a_notice_of_no_days_ends_the_same_day_and_never_prolongs_a_fixed_term():
    at_once = replace(OPEN_DAYS, notice_days=0)
    assert end_after_notice(at_once, d("2026-05-05")) == d("2026-05-05")
    assert at_once.has_notice_clause
    assert not Terms(open_ended=True).has_notice_clause
    fixed = replace(FIXED, notice_days=90)
    assert end_after_notice(fixed, d("2026-11-30")) == d("2026-12-31")
    assert end_after_notice(fixed, d("2026-01-01")) == d("2026-04-01")


def test_an_amendment_may_turn_months_into_days_and_an_older_one_days_into_months():
    days = changes_read(changes_written(OPEN_DAYS, [AmendableTerm.NOTICE]))
    course = signed(OPEN, amendments=(Amendment(d("2026-06-01"), days),))
    assert terms_on(course, d("2026-05-31")).notice == NoticePeriod(months=3)
    assert terms_on(course, d("2026-06-01")).notice == NoticePeriod(days=90)
    # As stored before days existed: the clause has since been corrected to days.
    before = changes_read({"notice_months": 6, "notice_given_by": "", "notice_effective": ""})
    course = signed(OPEN_DAYS, amendments=(Amendment(d("2026-06-01"), before),))
    assert terms_on(course, d("2026-06-01")).notice == NoticePeriod(months=6)
    assert (
        changes_read({"ends_on": None, "ends_precision": "day", "open_ended": True})
        .keys()
        .isdisjoint({"notice_days"})
    )


@given(st.integers(0, 600) | st.integers(0, 3660).map(lambda n: -n), DAYS)
def test_a_notice_given_on_the_last_day_for_it_ends_by_that_end(length, end):
    period = NoticePeriod(months=length) if length > 0 else NoticePeriod(days=-length)
    assert period.after(period.before(end)) <= end
    assert period.after(period.before(end) + DAY) >= end
    assert add_months(end, -period.at_most_months) <= period.before(end)


# Properties of every agreement


@given(courses(), DAYS)
def test_spans_say_the_same_as_the_day(course, day):
    holding = [s for s in spans(course) if (s.first or date.min) <= day <= (s.last or date.max)]
    assert [s.status for s in holding] == ([status_on(course, day)] if status_on(course, day) else [])


@given(courses())
def test_spans_follow_one_another_and_change_status(course):
    found = spans(course)
    for one, following in zip(found, found[1:], strict=False):
        assert one.last is not None
        assert following.first is not None
        assert one.last < following.first
        if one.last + DAY == following.first:
            assert one.status is not following.status
    assert all((s.first or date.min) <= (s.last or date.max) for s in found)


@given(terms(sort="renewing"), DAYS)
def test_the_running_period_holds_the_day(terms, day):
    k = running_renewal(terms, day)
    assert day <= period_end(terms, k)
    assert k == 0 or period_end(terms, k - 1) < day


@given(terms(sort="renewing"), DAYS)
def test_notice_in_time_ends_that_period_and_late_notice_a_later_one(terms, received):
    end = end_after_notice(terms, received)
    assert (end is None) == (not terms.has_notice_clause)
    if end is None:
        return
    assert received <= last_day_for_notice(terms, end)
    k = running_renewal(terms, end)
    assert end == period_end(terms, k)
    earlier = [period_end(terms, i) for i in range(running_renewal(terms, received), k)]
    assert all(received > last_day_for_notice(terms, e) for e in earlier)


@given(terms(sort="open"), DAYS)
def test_an_open_ended_agreement_is_in_force_through_the_notice_time(terms, received):
    course = Course(terms, taken_as_signed=True, notices=(Notice(received),))
    assume(terms.starts_on is None or terms.starts_on <= received)
    end = end_after_notice(terms, received)
    if not terms.has_notice_clause:
        assert (end, status_on(course, received)) == (None, "notice_given")
        return
    assert end >= received
    if terms.notice_months is not None:
        assert end == add_months(received, terms.notice_months)
    if terms.notice_days is not None:
        assert end == received + timedelta(terms.notice_days)
    assert status_on(course, end) == "notice_given"
    assert status_on(course, end + DAY) == "ended"


@given(terms(), DAYS)
def test_nothing_unsigned_is_ever_in_force(terms, day):
    course = Course(terms, steps=(Step(d("2001-01-01"), Stage.FOR_SIGNATURE),))
    assert status_on(course, day) in {None, "for_signature"}


@given(courses(), DAYS)
def test_a_deadline_and_a_renewal_are_shown_only_where_notice_still_matters(course, day):
    if renews_on(course, day) is not None:
        deadline = notice_deadline(course, day)
        clause = terms_on(course, day).has_notice_clause
        assert (deadline is None) == (not clause) == (Missing.NOTICE in standing_on(course, day).lacks)
        assert deadline is None or deadline < renews_on(course, day)
        assert status_on(course, day) in {"in_force", "upcoming"}
        assert standing_on(course, day).ends_on == renews_on(course, day) - DAY
