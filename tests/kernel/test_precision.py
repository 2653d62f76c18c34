"""A day and its precision give back the period that was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel import precision
from vidsyn.kernel.precision import Precision, period_of


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(Precision))
def test_first_and_last_day_find_the_period_they_came_from(on, how):
    period = period_of(on, how)
    assert period.first <= on <= period.last
    assert period_of(period.first, how) == period_of(period.last, how) == period


def test_the_periods_people_write():
    assert precision.month(2024, 2).last == date(2024, 2, 29)
    assert precision.term(2025, autumn=True).first == date(2025, 7, 1)
    assert precision.term(2026, autumn=False).last == date(2026, 6, 30)
    assert precision.academic_year(2024) == period_of(date(2025, 5, 2), Precision.ACADEMIC_YEAR)
    with pytest.raises(ValueError):
        precision.month(2024, 13)
