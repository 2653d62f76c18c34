"""Parse an automatic renewal: `12`, `automatisk, 1 år`, `förlängs 12 månader i taget`, `årsvis`, `nej`."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import NO_VALUE, Cell, is_finite, plain_written
from vidsyn.kernel.written_months import COUNT, COUNT_OF_YEARS, HALF_YEAR, MONTHS, YEARS, count_of, said_once
from vidsyn.kernel.written_notice import Unit

_AUTOMATIC = r"(?:automatisk|automatiskt|automatic|automatically|auto)"
_RENEWAL = r"(?:förlängning|förlängs|förnyas|förnyelse|renewal|renewed|extension)"
_NONE = re.compile(rf"(?:nej|no|none|ingen|inget|ej|inte|not|0)(?:,? {_AUTOMATIC})?(?:[ -]{_RENEWAL})?")
_YEARLY = frozenset({"årsvis", "årligen", "årlig", "varje år", "yearly", "annual", "annually", "every year"})
# Marks between words; a dash between digits means a range and stays.
_MARKS = re.compile(r"[(),;:]| [-–] |\.(?= |$)")
# Phrases for renewal that add nothing else. Negations and limits (`högst`, `en gång`) are not among them.
_SAYS_NOTHING_MORE = re.compile(
    r"\b(?:i taget|i sänder|åt gången|per gång|per period|at a time|each time"
    r"|ja|yes|auto|autom|automatisk[at]?|automatic(?:ally)?|tyst|tacit(?:ly)?"
    r"|förläng(?:ning|s|as)|förny(?:as|else)|renew(?:al|s|ed)?|exten(?:sion|ds|ded)|avtalet|the agreement|sig|itself"
    r"|med|på|i|för|for|by|of|a|och|and|därefter|thereafter|then"
    r"|ytterligare|another|additional|further|successivt|successive(?:ly)?|period|perioder|periods)\b"
)
# `1-årsperioder`, `one-year`: a word joined to its number, with the word for period.
_JOINED = re.compile(r"(?<=\w)-(?=[^\W\d])|(?<=s)period(?:er)?\b")
_IN_MONTHS = re.compile(rf"{COUNT} ?{MONTHS}")
_IN_YEARS = re.compile(rf"{COUNT_OF_YEARS} ?{YEARS}")
_BARE = re.compile(COUNT)
_MOST_MONTHS = 120
# Under a heading without a unit, 12 means months, but 1, 2 and 5 may be years.
_LEAST_UNSAID = 6


def read_renewal(value: Cell, *, units: Collection[Unit] = ()) -> int | None:
    """Return the renewal in months; 0 where the text denies renewal, None for an empty cell.

    `units` are the column's stated units. Raises Refusal `renewal_unit_unclear` for a number that may be months or
    years, `renewal_unreadable` for anything else.
    """
    if value is None:
        return None
    if isinstance(value, bool | date) or not is_finite(value):
        raise Refusal("renewal_unreadable", text=str(value))
    if isinstance(value, int | float):
        return _bare(value, units, f"{value:g}")
    text = plain_written(value).rstrip(".")
    if text in NO_VALUE:
        return None
    if _NONE.fullmatch(text):
        return 0
    return _said(said_once(text), units)


def _said(text: str, units: Collection[Unit]) -> int:
    plain = _JOINED.sub(" ", _MARKS.sub(" ", text))
    said = " ".join(_SAYS_NOTHING_MORE.sub(" ", plain).split())
    if said in _YEARLY:
        return 12
    if said in HALF_YEAR:
        return 6
    if match := _BARE.fullmatch(said):
        return _bare(count_of(match["n"]), units, text)
    for pattern, months_each in ((_IN_MONTHS, 1), (_IN_YEARS, 12)):
        if match := pattern.fullmatch(said):
            return _months(count_of(match["n"]) * months_each, text)
    raise Refusal("renewal_unreadable", text=text)


def _bare(number: float, units: Collection[Unit], text: str) -> int:
    if number == 0:
        return 0
    if len(units) == 1 and (unit := next(iter(units))) in (Unit.MONTHS, Unit.YEARS):
        return _months(number * (12 if unit is Unit.YEARS else 1), text)
    if units or number < _LEAST_UNSAID:
        raise Refusal("renewal_unit_unclear", text=text)
    return _months(number, text)


def _months(number: float, text: str) -> int:
    if not 1 <= number <= _MOST_MONTHS or number != int(number):
        raise Refusal("renewal_unreadable", text=text)
    return int(number)
