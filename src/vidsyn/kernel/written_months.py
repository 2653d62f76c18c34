"""Months of notice as people write them: `12`, `12 mån`, `6 months`, `ett år`."""

from __future__ import annotations

import re
from datetime import date

from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import NO_VALUE, Cell, plain_written

_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            ("en", "ett", "one"),
            ("två", "two"),
            ("tre", "three"),
            ("fyra", "four"),
            ("fem", "five"),
            ("sex", "six"),
            ("sju", "seven"),
            ("åtta", "eight"),
            ("nio", "nine"),
            ("tio", "ten"),
            ("elva", "eleven"),
            ("tolv", "twelve"),
        ),
        start=1,
    )
    for word in words
}
_COUNT = rf"(?P<n>\d{{1,3}}(?:[.,]0+)?|{'|'.join(_NUMBER_WORDS)})"
_IN_MONTHS = re.compile(
    rf"{_COUNT} ?(?:mån|mån\.|månad|månader|månaders|mon|mos?|mths?|months?|m)?(?: notice| uppsägning(?:stid)?)?"
)
_IN_YEARS = re.compile(rf"{_COUNT} ?(?:år|års|years?|yrs?)(?: notice| uppsägning(?:stid)?)?")
_HALF_YEAR = frozenset({"halvår", "ett halvår", "halvt år", "ett halvt år", "half a year", "six months"})
_NO_NOTICE = frozenset({"ingen", "inget", "none", "no notice"})
_MOST_MONTHS = 120


def read_months(value: Cell) -> int | None:
    """Whole months of a notice period as written: `12`, 12.0, `12 mån`, `6 månader`, `ett år`; None for nothing.

    Raises Refusal `months_unreadable` for anything else, days and weeks too: they are not months.
    """
    if value is None:
        return None
    if isinstance(value, bool | date):
        raise Refusal("months_unreadable", text=str(value))
    if isinstance(value, int | float):
        return _months(value, str(value))
    text = plain_written(value)
    if text in NO_VALUE:
        return None
    if text in _NO_NOTICE:
        return 0
    if text in _HALF_YEAR:
        return 6
    for pattern, months_each in ((_IN_MONTHS, 1), (_IN_YEARS, 12)):
        match = pattern.fullmatch(text)
        if match:
            return _months(_count(match["n"]) * months_each, text)
    raise Refusal("months_unreadable", text=text)


def _count(written: str) -> float:
    return _NUMBER_WORDS.get(written) or float(written.replace(",", "."))


def _months(number: float, text: str) -> int:
    if number != int(number) or not 0 <= number <= _MOST_MONTHS:
        raise Refusal("months_unreadable", text=text)
    return int(number)
