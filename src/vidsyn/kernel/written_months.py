"""Parse a number of months as people write it: `12`, `12 mån`, `6 months`, `ett år`."""

from __future__ import annotations

import re
from datetime import date

from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import NO_VALUE, Cell, is_finite, plain_written

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
} | {
    **dict.fromkeys(("fjorton", "fourteen"), 14),
    **dict.fromkeys(("tjugo", "twenty"), 20),
    **dict.fromkeys(("trettio", "thirty"), 30),
    **dict.fromkeys(("fyrtiofem", "forty-five"), 45),
    **dict.fromkeys(("sextio", "sixty"), 60),
    **dict.fromkeys(("nittio", "ninety"), 90),
}
COUNT = rf"(?P<n>\d{{1,4}}(?:[.,]0+)?|{'|'.join(_NUMBER_WORDS)})"
COUNT_OF_YEARS = rf"(?P<n>\d{{1,2}}(?:[.,]\d)?|1/2|{'|'.join(_NUMBER_WORDS)})"
MONTHS = r"(?:(?:calendar |kalender)?(?:mån|mån\.|månad|månader|månaders|mon\.?|mos?\.?|mths?\.?|months?|m))"
YEARS = r"(?:år|års|years?|yrs?)"
# "6 (sex) månader": the same number twice, in digits and in a word.
_TWICE = re.compile(
    rf"^(?P<a>\d{{1,4}}|{'|'.join(_NUMBER_WORDS)}) ?\((?P<b>\d{{1,4}}|{'|'.join(_NUMBER_WORDS)})\)"
)
AROUND = (
    r"(?:[’']? ?notice(?: period)?| uppsägning(?:stid)?| varsel| (?:before|prior to|före|innan) "
    r"(?:the )?(?:end|expiry|expiration|termination|utgång(?:en)?|avtalets utgång|avtalsslut|slut(?:et|datum)?))?"
)
_IN_MONTHS = re.compile(rf"{COUNT} ?{MONTHS}?{AROUND}")
_IN_YEARS = re.compile(rf"{COUNT_OF_YEARS} ?{YEARS}{AROUND}")
_LENGTH_UNIT = r"(?:mån|mon|year|år|veck|week|dag|day)"
_A_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_NUMBER_WORDS)})[ -]?{_LENGTH_UNIT}")
HALF_YEAR = frozenset({"halvår", "ett halvår", "halvt år", "ett halvt år", "half a year", "halvårs"})
_NO_NOTICE = frozenset({"ingen", "inget", "none", "no notice"})
_MOST_MONTHS = 120


def read_months(value: Cell) -> int | None:
    """Return whole months: `12`, 12.0, `12 mån`, `6 månader`, `ett år`; None for an empty cell.

    Raises Refusal `months_unreadable` for anything else, including days and weeks, which are not months.
    """
    if value is None:
        return None
    if isinstance(value, bool | date) or not is_finite(value):
        raise Refusal("months_unreadable", text=str(value))
    if isinstance(value, int | float):
        return _months(value, str(value))
    text = plain_written(value)
    if text in NO_VALUE:
        return None
    if text in _NO_NOTICE:
        return 0
    if text in HALF_YEAR:
        return 6
    text = said_once(text)
    for pattern, months_each in ((_IN_MONTHS, 1), (_IN_YEARS, 12)):
        match = pattern.fullmatch(text)
        if match:
            return _months(count_of(match["n"]) * months_each, text)
    raise Refusal("months_unreadable", text=text)


def says_number(text: str) -> bool:
    """Check whether a text names a length at all, clear or not; one that does not is a remark."""
    return _A_NUMBER.search(plain_written(text)) is not None


def said_once(text: str) -> str:
    """Reduce a number given both in digits and as a word to one; unchanged when the two differ."""
    match = _TWICE.match(text)
    if match is None or count_of(match["a"]) != count_of(match["b"]):
        return text
    return match["a"] + text[match.end() :]


def count_of(written: str) -> float:
    """Return the value of digits or a word that `COUNT` matches."""
    if written == "1/2":
        return 0.5
    return _NUMBER_WORDS.get(written) or float(written.replace(",", "."))


def _months(number: float, text: str) -> int:
    if not 0 <= number <= _MOST_MONTHS or number != int(number):
        raise Refusal("months_unreadable", text=text)
    return int(number)
