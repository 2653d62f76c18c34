"""Calendar arithmetic with whole months, clamped to the month's last day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from vidsyn.kernel.shapes import Between

ONE_DAY = timedelta(days=1)


def last_day_of_month(year: int, month: int) -> date:
    """Return the month's last day: 2028-02 → 2028-02-29."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier when negative), clamped: 30 November + 3 → 28 or 29 February.

    Compute renewals from the first day of the row (`add_months(start, k * n)`), never step by step: clamping once
    loses nothing, clamping repeatedly drifts. Raises OverflowError outside years 1–9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"{day} {months:+} months is outside the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """Return the number of whole months: the greatest n with `add_months(first, n) <= last`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A yearly recurring day, such as 1 November. 29 February is the 28th in common years."""

    month: Annotated[int, Between(1, 12)]
    day: Annotated[int, Between(1, 31)]

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= calendar.monthrange(2024, self.month)[1]:
            raise ValueError(f"no such day of a year: {self.month:02}-{self.day:02}")

    def in_year(self, year: int) -> date:
        """Return the day in that year."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))

    def on_or_after(self, day: date) -> date:
        """Return its next occurrence, on `day` at the earliest."""
        this_year = self.in_year(day.year)
        return this_year if this_year >= day else self.in_year(day.year + 1)

    def on_or_before(self, day: date) -> date:
        """Return its last occurrence, on `day` at the latest."""
        this_year = self.in_year(day.year)
        return this_year if this_year <= day else self.in_year(day.year - 1)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    @classmethod
    def read(cls, text: str) -> DayOfYear:
        """Parse `mm-dd`. Raises ValueError when it is not a day of a year."""
        month, _, day = text.partition("-")
        return cls(int(month), int(day))
