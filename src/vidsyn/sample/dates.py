"""Dates in the data files: absolute, or relative to the day the sample is loaded."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vidsyn.kernel.calendar import add_months
from vidsyn.kernel.precision import Period, day, month, year

_DISTANCE = re.compile(r"([+-]\d+)([dmy])")


def written_period(text: str, on: date) -> Period:
    """Parse `2014-05-12`, `2014-05`, `2014`, or an offset from `on` in days, months or years: `+40d`, `-13m`,
    `-2y`.
    """
    distance = _DISTANCE.fullmatch(text)
    if distance:
        return day(_moved(on, int(distance[1]), distance[2]))
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return month(*parts) if len(parts) == 2 else year(parts[0])


def next_yearly(text: str, on: date) -> date:
    """Return the next `month-day` after a day: `05-01` after 2026-11-22 is 2027-05-01."""
    month_number, day_number = (int(part) for part in text.split("-"))
    this_year = date(on.year, month_number, day_number)
    return this_year if this_year > on else this_year.replace(year=on.year + 1)


def _moved(on: date, number: int, unit: str) -> date:
    if unit == "d":
        return on + timedelta(days=number)
    return add_months(on, number * (12 if unit == "y" else 1))
