"""Parse a period of notice: `3`, `3 månader`, `90 dagar`, `thirty (30) days`, `6 veckor`, `ett år`."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum

from vidsyn.kernel.notice import DAYS_OF_WEEK, NoticePeriod
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import Cell, is_finite, plain_written
from vidsyn.kernel.written_months import AROUND, COUNT, MONTHS, count_of, read_months, said_once


class Unit(StrEnum):
    """Unit of a length of time."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_WEEKS = r"(?:vecka|veckor|veckors|v\.?|weeks?|wks?\.?)"
# Calendar days only: which days are working days is unknown here.
_DAYS = r"(?:(?:calendar |kalender)?(?:dag|dagar|dagars|dgr\.?|days?|d))"
_BARE = re.compile(rf"{COUNT}{AROUND}")
_WITH_UNIT = {
    Unit.MONTHS: re.compile(rf"{COUNT} ?{MONTHS}{AROUND}"),
    Unit.WEEKS: re.compile(rf"{COUNT} ?{_WEEKS}[’']?{AROUND}"),
    Unit.DAYS: re.compile(rf"{COUNT} ?{_DAYS}[’']?{AROUND}"),
}
_MOST = {Unit.DAYS: 3660, Unit.WEEKS: 520, Unit.MONTHS: 600, Unit.YEARS: 50}
# Under a heading without a unit such a number means months, as is usual in lists; 14, 30 and 90 are more likely
# days, but uncertain.
_SURELY_MONTHS = frozenset({*range(13), 18, 24})


def read_notice(value: Cell, *, units: Collection[Unit] = ()) -> NoticePeriod | None:
    """Return the notice period; None for an empty cell.

    `units` are the column's stated units: one, none, or several. Weeks are returned as days. Raises Refusal
    `notice_unit_unclear` for a number that may be months or days, `notice_unreadable` for anything else.
    """
    if value is None:
        return None
    if isinstance(value, bool | date) or not is_finite(value):
        raise Refusal("notice_unreadable", text=str(value))
    if isinstance(value, int | float):
        return _bare(value, units, f"{value:g}")
    text = said_once(plain_written(value).rstrip("."))
    if match := _BARE.fullmatch(text):
        return _bare(count_of(match["n"]), units, text)
    for unit, pattern in _WITH_UNIT.items():
        if match := pattern.fullmatch(text):
            return _period(count_of(match["n"]), unit, text)
    try:
        months = read_months(text)
    except Refusal as no:
        raise Refusal("notice_unreadable", text=text) from no
    return None if months is None else NoticePeriod(months=months)


def _bare(number: float, units: Collection[Unit], text: str) -> NoticePeriod:
    if len(units) == 1:
        return _period(number, next(iter(units)), text)
    if number != int(number) or number < 0:
        raise Refusal("notice_unreadable", text=text)
    if units or number not in _SURELY_MONTHS:
        raise Refusal("notice_unit_unclear", text=text)
    return _period(number, Unit.MONTHS, text)


def _period(number: float, unit: Unit, text: str) -> NoticePeriod:
    if not 0 <= number <= _MOST[unit] or number != int(number):
        raise Refusal("notice_unreadable", text=text)
    if unit in (Unit.MONTHS, Unit.YEARS):
        return NoticePeriod(months=int(number) * (12 if unit is Unit.YEARS else 1))
    return NoticePeriod(days=int(number) * (DAYS_OF_WEEK if unit is Unit.WEEKS else 1))
