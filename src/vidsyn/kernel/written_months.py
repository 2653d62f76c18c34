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
# "6 (sex) månader": the same number twice, in digits and in a word.
_TWICE = re.compile(
    rf"^(?P<a>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)}) ?\((?P<b>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\)"
)
_AROUND = (
    r"(?:[’']? ?notice(?: period)?| uppsägning(?:stid)?| (?:before|prior to|före|innan) "
    r"(?:the )?(?:end|expiry|expiration|termination|utgång(?:en)?|avtalets utgång|avtalsslut|slut(?:et|datum)?))?"
)
_IN_MONTHS = re.compile(
    rf"{_COUNT} ?(?:(?:calendar |kalender)?"
    rf"(?:mån|mån\.|månad|månader|månaders|mon\.?|mos?\.?|mths?\.?|months?|m))?{_AROUND}"
)
_IN_YEARS = re.compile(
    rf"(?P<n>\d{{1,2}}(?:[.,]\d)?|1/2|{'|'.join(_NUMBER_WORDS)}) ?(?:år|års|years?|yrs?){_AROUND}"
)
_HALF_YEAR = frozenset({"halvår", "ett halvår", "halvt år", "ett halvt år", "half a year", "halvårs"})
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
    text = _said_once(text)
    for pattern, months_each in ((_IN_MONTHS, 1), (_IN_YEARS, 12)):
        match = pattern.fullmatch(text)
        if match:
            return _months(_count(match["n"]) * months_each, text)
    raise Refusal("months_unreadable", text=text)


def _said_once(text: str) -> str:
    """The number once where it stands both in digits and as a word; as it is when the two differ."""
    match = _TWICE.match(text)
    if match is None or _count(match["a"]) != _count(match["b"]):
        return text
    return match["a"] + text[match.end() :]


def _count(written: str) -> float:
    if written == "1/2":
        return 0.5
    return _NUMBER_WORDS.get(written) or float(written.replace(",", "."))


def _months(number: float, text: str) -> int:
    if number != int(number) or not 0 <= number <= _MOST_MONTHS:
        raise Refusal("months_unreadable", text=text)
    return int(number)
