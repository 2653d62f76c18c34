"""Read notice and renewal of a row into the terms' own fields; a number's unit may be in the heading."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vidsyn.intake.logic.headings import plain_heading
from vidsyn.intake.vocabulary import Field
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import Cell
from vidsyn.kernel.written_months import says_number
from vidsyn.kernel.written_notice import Unit, read_notice
from vidsyn.kernel.written_renewal import read_renewal

# The other field that a column of notice can fill.
NOTICE_DAYS = "notice_days"
_UNITS: Mapping[Unit, frozenset[str]] = {
    Unit.DAYS: frozenset(["dag", "dagar", "dgr", "days", "day", "kalenderdagar"]),
    Unit.WEEKS: frozenset(["vecka", "veckor", "week", "weeks"]),
    Unit.MONTHS: frozenset(["man", "manad", "manader", "month", "months", "mo", "mon", "mths"]),
    Unit.YEARS: frozenset(["ar", "year", "years", "yrs"]),
}
# Days that cannot be counted here: numbers under such a heading are no calendar days.
_WORKING = frozenset(["arbetsdagar", "vardagar", "bankdagar", "working", "business"])
_RENEWING = re.compile(r"auto|förläng|förny|renew|exten")


def told_of_notice(cell: Cell, heading: str) -> Mapping[str, int | None] | None:
    """Return months or days, empty for an empty cell; None for a remark without a length of notice.

    Raises Refusal for an unclear length.
    """
    try:
        notice = read_notice(cell, units=units_in(heading))
    except Refusal:
        if isinstance(cell, str) and (not says_number(cell) or _is_renewal(cell)):
            return None
        raise
    if notice is None:
        return {}
    return {Field.NOTICE_MONTHS: notice.months} if notice.days is None else {NOTICE_DAYS: notice.days}


def told_of_renewal(cell: Cell, heading: str) -> Mapping[str, int | None] | None:
    """Return the months of each renewal, None where the list denies renewal; None for a remark.

    Raises Refusal for an unclear length.
    """
    if isinstance(cell, bool):
        return None if cell else {Field.RENEWAL_MONTHS: None}
    try:
        months = read_renewal(cell, units=units_in(heading))
    except Refusal:
        if isinstance(cell, str) and not says_number(cell):
            return None
        raise
    return {} if months is None else {Field.RENEWAL_MONTHS: months or None}


def units_in(heading: str) -> frozenset[Unit]:
    """Return the units the heading gives: `Uppsägningstid (dagar)`, `Notice, months`."""
    said = set(plain_heading(heading).split())
    found = frozenset(unit for unit, words in _UNITS.items() if said & words)
    return frozenset(Unit) if said & _WORKING else found


def _is_renewal(text: str) -> bool:
    """Check whether a cell of another column describes renewal: `automatisk, 1 år`."""
    try:
        return _RENEWING.search(text.casefold()) is not None and bool(read_renewal(text))
    except Refusal:
        return False
