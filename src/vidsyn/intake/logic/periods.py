"""Parse a first and a last day in one cell: `2019–2024`, `1 juli 2024 till 30 juni 2027`, `t.o.m. 2026-06-30`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vidsyn.kernel.calendar import add_months
from vidsyn.kernel.precision import Period, Precision
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import DateOrder, OpenEnded, plain_written, read_date
from vidsyn.kernel.written_months import read_months

End = Period | OpenEnded
_FROM = r"(?:gäller |giltigt? |valid )?(?:fr\.? ?o\.? ?m\.?|från och med|från|from|since|sedan|starting)"
_TO = (
    r"(?:gäller |giltigt? |löper |valid |runs )?"
    r"(?:t\.? ?o\.? ?m\.?|till och med|tills|till|upp till|until|to|through|thru|senast|expires)"
)
_BOTH = (
    re.compile(rf"(?:{_FROM} )?(?P<a>.+?),? {_TO} (?P<b>.+)"),
    re.compile(rf"(?:{_FROM} )?(?P<a>.+?),? (?:och )?(?P<b>(?:tills|until) .+)"),
    re.compile(r"(?P<a>.+?) ?(?:–|—|--|\.\.\.?) ?(?P<b>.+)"),
    re.compile(r"(?P<a>.+?) - ?(?P<b>.+)"),
    re.compile(r"(?P<a>(?:19|20)\d\d)-(?P<b>(?:19|20)\d\d)"),
    re.compile(r"(?P<a>\d{4}-\d\d-\d\d)[-/](?P<b>\d{4}-\d\d-\d\d)"),
    re.compile(r"(?P<a>\d{8})-(?P<b>\d{8})"),
)
_ONLY_FROM = (re.compile(rf"{_FROM} (?P<a>.+)"), re.compile(r"(?P<a>.+?) ?[-–—]"))
_ONLY_TO = (re.compile(rf"{_TO} (?P<b>.+)"), re.compile(r"[-–—] ?(?P<b>.+)"))
_LENGTH = re.compile(r".*(?:år|years?|yrs?|mån|mån\.|månad|månader|months?)")


@dataclass(frozen=True, slots=True)
class Written:
    """The period in a cell; None for an end it does not mention."""

    starts: Period | None = None
    ends: End | None = None


def written_period(text: str, order: DateOrder | None = None) -> Written | None:
    """Return the period in a text, or None without one. Refuses an unclear date in it."""
    plain = plain_written(text)
    for pattern in _BOTH:
        match = pattern.fullmatch(plain)
        if match and (found := _both(match["a"], match["b"], order)):
            return found
    for pattern in _ONLY_TO:
        match = pattern.fullmatch(plain)
        if match and (ends := _read(match["b"], order)):
            return Written(ends=ends)
    for pattern in _ONLY_FROM:
        match = pattern.fullmatch(plain)
        if match and isinstance(starts := _read(match["a"], order), Period):
            return Written(starts=starts)
    return None


def is_length(text: str) -> bool:
    """Check whether a text gives a length rather than an end: `5 år`."""
    plain = plain_written(text)
    return bool(_LENGTH.fullmatch(plain)) and _months(plain) is not None


def end_after(starts_on: date, text: str) -> date:
    """Return the last day of a period of that length, for a person to confirm."""
    return add_months(starts_on, _months(plain_written(text)) or 0) - timedelta(days=1)


def _months(text: str) -> int | None:
    try:
        return read_months(text)
    except Refusal:
        return None


def _both(first: str, second: str, order: DateOrder | None) -> Written | None:
    starts, ends = _read(first, order), _read(second, order)
    if isinstance(starts, Period) and isinstance(ends, Period) and _next_year(starts, ends):
        # A slash means an academic year; a dash is ambiguous.
        readings = f"{starts.first}–{ends.last} / {starts.first.year}/{ends.first.year}"
        raise Refusal("date_ambiguous", text=f"{first}–{second}", readings=readings)
    if isinstance(starts, Period) and ends is not None:
        return Written(starts, ends)
    return None


def _next_year(starts: Period, ends: Period) -> bool:
    years = starts.precision is ends.precision is Precision.YEAR
    return years and ends.first.year == starts.first.year + 1


def _read(text: str, order: DateOrder | None) -> End | None:
    """Return None for what is no date; refuse one that is ambiguous or not in the calendar."""
    try:
        return read_date(text, order=order)
    except Refusal as refusal:
        if refusal.code == "date_unreadable":
            return None
        raise
