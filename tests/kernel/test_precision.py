"""A day and its precision determine the period as written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel import precision
from vidsyn.kernel.precision import Precision, earliest, period_of, written


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


@pytest.mark.parametrize(
    ("on", "how", "first", "text"),
    [
        ("2014-05-19", "day", "2014-05-19", "2014-05-19"),
        ("2014-05-31", "month", "2014-05-01", "2014-05"),
        ("2025-12-31", "term", "2025-07-01", "HT25"),
        ("2026-06-30", "term", "2026-01-01", "VT26"),
        ("2025-06-30", "academic_year", "2024-07-01", "2024/25"),
        ("2000-06-30", "academic_year", "1999-07-01", "1999/00"),
        ("2026-12-31", "year", "2026-01-01", "2026"),
    ],
)
def test_a_vague_end_warns_from_its_first_day_and_is_written_as_far_as_it_is_known(on, how, first, text):
    assert earliest(date.fromisoformat(on), Precision(how)) == date.fromisoformat(first)
    assert written(date.fromisoformat(on), Precision(how)) == text
