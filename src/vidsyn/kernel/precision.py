"""Dates with limited precision: "May 2014", HT25 and the academic year 2024/25 are periods, not days.

A register stores one day for sorting and warnings, with its precision. For a start it is the period's first day;
for an end the period's last ("through May 2014"), where a term and an academic year close at their earliest usual
date. Warnings count from the first day an end may mean (`earliest`), so that they come too early rather than too
late.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    TERM = "term"  # HT or VT
    ACADEMIC_YEAR = "academic_year"  # läsår
    YEAR = "year"


# First and last month of the two terms at their earliest usual close: autumn July–December, spring January–June
# (the budget halves that Swedish universities count terms by).
_AUTUMN_STARTS = 7


@dataclass(frozen=True, slots=True)
class Period:
    """The days a written date may mean, both inclusive."""

    first: date
    last: date
    precision: Precision = Precision.DAY


def day(on: date) -> Period:
    """An exact day."""
    return Period(on, on)


def month(year: int, number: int) -> Period:
    """A calendar month; raises ValueError for a number outside 1–12."""
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {number}")
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Precision.MONTH)


def term(year: int, *, autumn: bool) -> Period:
    """HT (autumn: July–December) or VT (spring: January–June) of a year."""
    if autumn:
        return Period(date(year, _AUTUMN_STARTS, 1), date(year, 12, 31), Precision.TERM)
    return Period(date(year, 1, 1), date(year, _AUTUMN_STARTS - 1, 30), Precision.TERM)


def academic_year(starts: int) -> Period:
    """The academic year that starts in the autumn of `starts`: 1 July to 30 June."""
    return Period(date(starts, _AUTUMN_STARTS, 1), date(starts + 1, 6, 30), Precision.ACADEMIC_YEAR)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def period_of(on: date, precision: Precision) -> Period:
    """Return the period that a stored day and its precision represent; any day of the period gives the same one."""
    if precision is Precision.MONTH:
        return month(on.year, on.month)
    if precision is Precision.TERM:
        return term(on.year, autumn=on.month >= _AUTUMN_STARTS)
    if precision is Precision.ACADEMIC_YEAR:
        return academic_year(on.year if on.month >= _AUTUMN_STARTS else on.year - 1)
    return year(on.year) if precision is Precision.YEAR else day(on)


def earliest(on: date, precision: Precision) -> date:
    """Return the first day a stored day may mean: warnings and last days for notice count from it."""
    return period_of(on, precision).first


def written(on: date, precision: Precision) -> str:
    """Format the date as far as it is known, the same in both languages: 2014-05-07, 2014-05, HT25, 2024/25, 2014."""
    if precision is Precision.MONTH:
        return f"{on.year:04}-{on.month:02}"
    if precision is Precision.TERM:
        return f"{'HT' if on.month >= _AUTUMN_STARTS else 'VT'}{on.year % 100:02}"
    if precision is Precision.ACADEMIC_YEAR:
        starts = period_of(on, precision).first.year
        return f"{starts}/{(starts + 1) % 100:02}"
    return f"{on.year:04}" if precision is Precision.YEAR else on.isoformat()
