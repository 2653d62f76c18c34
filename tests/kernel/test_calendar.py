"""Months clamp to the month's last day; days of the year recur each year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel.calendar import DayOfYear, add_months, last_day_of_month, months_between

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(-600, 600)
DAYS_OF_YEAR = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda d: DayOfYear(d.month, d.day))


@pytest.mark.parametrize(
    ("day", "months", "answer"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-07", 0, "2026-05-07"),
    ],
)
def test_known_answers(day, months, answer):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(answer)


@given(DAYS, MONTHS)
def test_lands_in_the_right_month_on_the_same_day_or_the_last(day, months):
    result = add_months(day, months)
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == months
    assert result.day == day.day or (
        result.day < day.day and result == last_day_of_month(result.year, result.month)
    )


@given(DAYS, DAYS, MONTHS)
def test_keeps_order(one, other, months):
    first, last = sorted((one, other))
    assert add_months(first, months) <= add_months(last, months)


@given(DAYS, DAYS)
def test_months_between_is_the_most_that_fit(first, last):
    months = months_between(first, last)
    assert add_months(first, months) <= last < add_months(first, months + 1)


@given(DAYS_OF_YEAR, DAYS)
def test_a_day_of_the_year_is_at_most_a_year_away(day_of_year, day):
    after, before = day_of_year.on_or_after(day), day_of_year.on_or_before(day)
    assert 0 <= (after - day).days <= 365
    assert 0 <= (day - before).days <= 365
    assert day_of_year.on_or_after(after) == after == day_of_year.on_or_before(after)


@given(DAYS_OF_YEAR)
def test_a_day_of_the_year_reads_back(day_of_year):
    assert DayOfYear.read(str(day_of_year)) == day_of_year


@pytest.mark.parametrize("text", ["13-01", "02-30", "0-1", "x", ""])
def test_what_is_no_day_of_the_year_is_refused(text):
    with pytest.raises(ValueError):
        DayOfYear.read(text)


def test_outside_the_calendar_is_an_error():
    with pytest.raises(OverflowError):
        add_months(date(9999, 6, 1), 12)
