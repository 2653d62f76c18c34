"""Parse dates as people write them in lists. Never guesses: what could mean two days is refused.

The day comes first where the notation implies it: with dots (`1.7.2024`) and in the Swedish `1/7 2024` and
`30/8-23`. With three slashes or dashes (`03/04/27`) it is ambiguous, unless the person has given the column's
order. Two-digit years 70–99 are the 1900s, 00–69 the 2000s.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from vidsyn.kernel import precision
from vidsyn.kernel.precision import Period
from vidsyn.kernel.refusals import Refusal


class DateOrder(StrEnum):
    """The order a person has set for a column of ambiguous dates."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """No end: runs until notice is given."""


OPEN_ENDED = OpenEnded()
Cell = str | int | float | date | datetime | bool | None

_EARLIEST, _LATEST = 1900, 2199
_EXCEL_DAY_ZERO = date(1899, 12, 30)
# Serial numbers of 1927-05-18 and 2119-01-10: a bare number outside them is probably no date.
_SERIALS = range(10_000, 80_001)
NO_VALUE = frozenset({"", "-", "–", "—", "--", "n/a", "na", "saknas", "uppgift saknas", "okänt", "unknown"})
_OPEN_WORDS = frozenset(
    {
        "tills vidare",
        "tillsvidare",
        "gäller tills vidare",
        "gäller tillsvidare",
        "tv",
        "t.v.",
        "löpande",
        "pågående",
        "ongoing",
        "open-ended",
        "open ended",
        "open",
        "until terminated",
        "until further notice",
        "until notice",
        "indefinite",
        "indefinitely",
        "unlimited",
        "permanent",
        "no end date",
        "no end",
        "utan slutdatum",
        "inget slutdatum",
        "obegränsad",
        "obegränsat",
        "obestämd tid",
        "ej tidsbegränsat",
        "ej tidsbegränsad",
        "tills uppsägning",
        "till uppsägning",
        "evergreen",
        "fortlöpande",
        "löper tills vidare",
        "löper tillsvidare",
        "tills vidareavtal",
        "tillsvidareavtal",
        "tills uppsagt",
        "till dess det sägs upp",
        "tills det sägs upp",
        "obegränsad tid",
        "utan tidsbegränsning",
        "inget slut",
        "no expiry",
        "no expiry date",
        "no expiration",
        "no expiration date",
        "does not expire",
        "never expires",
        "until terminated by either party",
        "until cancelled",
        "until notice is given",
        "no fixed end",
        "no fixed term",
        "continuous",
        "perpetual",
    }
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february febr feb",
            "mars march mar mrs",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "augusti august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
# A weekday before a date adds nothing.
_WEEKDAY = re.compile(
    r"^(?:mån|tis|ons|tors?|fre|lör|sön|mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)"
    r"(?:dag|day)?(?:en)?\.?,? (?=\d)"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AUTUMN = "ht|höstterminen|hösttermin|hösten|höst|autumn term|autumn semester|autumn|fall semester|fall"
_SPRING = "vt|vårterminen|vårtermin|våren|vår|spring term|spring semester|spring"
_ACADEMIC = "läsåret|läsår|lå|academic year|acad. year|ay|study year"

Reading = tuple[int, int, int]
Ordered = tuple[DateOrder, Reading]


def read_date(value: Cell, *, order: DateOrder | None = None) -> Period | OpenEnded | None:
    """Return what a cell means: a day or a longer period, open-ended, or None for nothing.

    Raises Refusal `date_ambiguous` (with the possible `readings`), `date_impossible` or `date_unreadable`.
    """
    if isinstance(value, date):
        return _real_day(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, bool) or not is_finite(value):
        raise Refusal("date_unreadable", text=str(value))
    if isinstance(value, int | float):
        return _from_number(value)
    text = plain_written(value or "")
    if text in NO_VALUE:
        return None
    if text in _OPEN_WORDS or text.rstrip(".") in _OPEN_WORDS:
        return OPEN_ENDED
    return _from_text(_WEEKDAY.sub("", text.translate(_DASHES)), order)


def is_finite(value: object) -> bool:
    """Check that a value can be calculated with: any text and number but `inf` and `nan`, which some programs
    write.
    """
    return not isinstance(value, float) or math.isfinite(value)


def _real_day(value: date) -> Period:
    """Return a day within the years a list may contain; some programs write the year 9999 for no end."""
    if not _EARLIEST <= value.year <= _LATEST:
        raise Refusal("date_impossible", text=value.isoformat())
    return precision.day(value)


def _from_number(value: float) -> Period:
    if value in range(_EARLIEST, _LATEST + 1):
        return precision.year(int(value))
    if int(value) in _SERIALS:
        return precision.day(_EXCEL_DAY_ZERO + timedelta(days=int(value)))
    text = str(int(value)) if float(value).is_integer() else str(value)
    return _from_text(text, None)


def _from_text(text: str, order: DateOrder | None) -> Period:
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            found = read(match)
            return found if isinstance(found, Period) else _one_day(text, list(found), order)
    raise Refusal("date_unreadable", text=text)


def _one_day(text: str, readings: list[Ordered], order: DateOrder | None) -> Period:
    """Return the only possible day, or the one in the order the person has set."""
    if order is not None and any(known is order for known, _ in readings):
        readings = [(known, reading) for known, reading in readings if known is order]
    days = sorted({day for _order, reading in readings if (day := _valid(reading)) is not None})
    if not days:
        raise Refusal("date_impossible", text=text)
    if len(days) > 1:
        raise Refusal("date_ambiguous", text=text, readings=" / ".join(day.isoformat() for day in days))
    return precision.day(days[0])


def _valid(reading: Reading) -> date | None:
    year, month, day = reading
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)


def _year_month_day(match: re.Match[str]) -> list[Ordered]:
    return [(DateOrder.YEAR_FIRST, (int(match["y"]), int(match["m"]), int(match["d"])))]


def _day_month_year(match: re.Match[str]) -> list[Ordered]:
    return [(DateOrder.DAY_FIRST, (_year(match["y"]), int(match["m"]), int(match["d"])))]


def _named_month(match: re.Match[str]) -> list[Ordered]:
    return [(DateOrder.DAY_FIRST, (_year(match["y"]), _MONTHS[match["m"]], int(match["d"])))]


def _any_order(match: re.Match[str]) -> Iterator[Ordered]:
    """Yield all readings of three numbers in unknown order; with dots the month never comes first."""
    a, b, c = match["a"], match["b"], match["c"]
    yield DateOrder.DAY_FIRST, (_year(c), int(b), int(a))
    if match["s"] != ".":
        yield DateOrder.MONTH_FIRST, (_year(c), int(a), int(b))
    if len(a) == len(c) == 2:
        yield DateOrder.YEAR_FIRST, (_year(a), int(b), int(c))


def _six_digits(match: re.Match[str]) -> Iterator[Ordered]:
    a, b, c = match["a"], match["b"], match["c"]
    yield DateOrder.YEAR_FIRST, (_year(a), int(b), int(c))
    yield DateOrder.DAY_FIRST, (_year(c), int(b), int(a))
    yield DateOrder.MONTH_FIRST, (_year(c), int(a), int(b))


def _month(match: re.Match[str]) -> Period:
    number = _MONTHS[match["m"]] if match["m"].isalpha() else int(match["m"])
    if not 1 <= number <= 12:
        raise Refusal("date_impossible", text=match.group())
    return precision.month(_year(match["y"]), number)


def _year_then_two(match: re.Match[str]) -> Period:
    """`2024/25` is an academic year and `2024-07` a month, but `2011/12` could be either."""
    year, second = int(match["y"]), int(match["z"])
    is_next, is_month = second == (year + 1) % 100, 1 <= second <= 12
    if is_next and is_month:
        raise Refusal("date_ambiguous", text=match.group(), readings=f"{year}-{second} / {year}/{year + 1}")
    if is_next:
        return precision.academic_year(year)
    if is_month:
        return precision.month(year, second)
    raise Refusal("date_impossible", text=match.group())


def _academic_year(match: re.Match[str]) -> Period:
    first, second = _year(match["y"]), match["z"]
    if second and int(second) % 100 != (first + 1) % 100:
        raise Refusal("date_impossible", text=match.group())
    return precision.academic_year(first)


def _autumn(match: re.Match[str]) -> Period:
    return precision.term(_year(match["y"]), autumn=True)


def _spring(match: re.Match[str]) -> Period:
    return precision.term(_year(match["y"]), autumn=False)


def _serial(match: re.Match[str]) -> Period:
    if int(match["n"]) not in _SERIALS:
        raise Refusal("date_unreadable", text=match.group())
    return precision.day(_EXCEL_DAY_ZERO + timedelta(days=int(match["n"])))


_YEAR4 = r"(?P<y>(?:19|20|21)\d\d)"
_YEAR = r"(?P<y>(?:19|20|21)\d\d|\d\d)"
_DAY = r"(?P<d>\d{1,2})"
_YEAR_SHORT = r"(?P<y>\d\d)"
_NAME = rf"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_TIME = r"(?:[ t]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?"
# In order: the first form that matches the whole text applies.
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | Iterable[Ordered]]]] = [
    (re.compile(rf"{_YEAR4}(?P<s>[-./ ])(?P<m>\d{{1,2}})(?P=s){_DAY}{_TIME}"), _year_month_day),
    (re.compile(rf"{_YEAR4}(?P<m>\d\d)(?P<d>\d\d)"), _year_month_day),
    (re.compile(rf"{_DAY}\. ?(?P<m>\d{{1,2}})\. ?{_YEAR4}"), _day_month_year),
    (re.compile(rf"{_DAY} ?/ ?(?P<m>\d{{1,2}}) ?(?:- ?| |['’]){_YEAR}"), _day_month_year),
    (
        re.compile(rf"(?:den )?{_DAY}(?::?[ae]|st|nd|rd|th)?\.?[ -]?(?:of )?{_NAME},?[ -]?['’]?{_YEAR}"),
        _named_month,
    ),
    (re.compile(rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR4}"), _named_month),
    (re.compile(rf"{_YEAR4}[ -]{_NAME}[ -]{_DAY}"), _named_month),
    (re.compile(r"(?P<a>\d{1,2})(?P<s>[-./])(?P<b>\d{1,2})(?P=s)(?P<c>(?:19|20|21)\d\d|\d\d)"), _any_order),
    (re.compile(r"(?P<a>\d\d)(?P<b>\d\d)(?P<c>\d\d)"), _six_digits),
    (re.compile(rf"{_NAME}[ -]?{_YEAR4}"), _month),
    # A dash or an apostrophe after a space replaces the century: `maj -14`; `jul-24` could be a day in July.
    (re.compile(rf"{_NAME} [-'’]{_YEAR_SHORT}"), _month),
    (re.compile(rf"(?P<m>\d{{1,2}})[/.-]{_YEAR4}"), _month),
    (re.compile(rf"(?:{_ACADEMIC}) ?{_YEAR}(?:[/-](?P<z>\d\d|\d{{4}}))?"), _academic_year),
    (re.compile(rf"{_YEAR4}/(?P<z>(?:19|20|21)\d\d)"), _academic_year),
    (re.compile(rf"{_YEAR4}[/-](?P<z>\d\d)"), _year_then_two),
    (re.compile(rf"(?:{_AUTUMN})[ -]?{_YEAR}"), _autumn),
    (re.compile(rf"(?:{_SPRING})[ -]?{_YEAR}"), _spring),
    (re.compile(rf"{_YEAR4}(?:[.,]0)?"), lambda match: precision.year(int(match["y"]))),
    (re.compile(r"(?P<n>\d{5})(?:[.,]0+)?"), _serial),
]


def plain_written(text: str) -> str:
    """Normalise: lower case, no no-break or double spaces, no meaningless full stop at the end."""
    return " ".join(text.replace("\u00a0", " ").casefold().split()).strip(" ,;")
