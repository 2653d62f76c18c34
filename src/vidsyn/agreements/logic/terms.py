"""Terms on time in an agreement's text (start, end, notice, renewal), and the date arithmetic that follows.

Every end is inclusive: the agreement is in force through that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from vidsyn.kernel.calendar import DayOfYear, add_months, last_day_of_month, months_between
from vidsyn.kernel.notice import NoticePeriod
from vidsyn.kernel.precision import Precision, earliest
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import Between

# Ranges of months and days allowed in terms.
FROM_NOTHING, FROM_ONE, DAYS = Between(0, 600), Between(1, 600), Between(0, 3660)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms as written.

    `starts_on` None: from the last signature. `ends_on` None without `open_ended`: the end is unknown. Notice is
    `notice_months` or `notice_days` from receipt, or a fixed day: received by `notice_given_by`, in force through
    the next `notice_effective`. With `renewal_months` the agreement renews itself for that long.
    `renewal_window_months` before `ends_on` a window for negotiating a renewal opens.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    open_ended: bool = False
    notice_months: Annotated[int, FROM_NOTHING] | None = None
    notice_days: Annotated[int, DAYS] | None = None
    notice_given_by: DayOfYear | None = None
    notice_effective: DayOfYear | None = None
    renewal_months: Annotated[int, FROM_ONE] | None = None
    renewal_window_months: Annotated[int, FROM_ONE] | None = None
    starts_precision: Precision = Precision.DAY
    ends_precision: Precision = Precision.DAY

    @property
    def renews(self) -> bool:
        """Whether the agreement renews itself unless somebody gives notice."""
        return bool(self.renewal_months) and self.ends_on is not None

    @property
    def has_notice_clause(self) -> bool:
        """Whether the text's notice clause is known."""
        return self.notice.is_given or (
            self.notice_effective is not None and self.notice_given_by is not None
        )

    @property
    def lacks_notice(self) -> bool:
        """Whether the agreement only ends by notice, while its notice clause is unknown."""
        return (self.renews or self.open_ended) and not self.has_notice_clause

    @property
    def notice(self) -> NoticePeriod:
        """The notice period, where it counts from receipt."""
        return NoticePeriod(self.notice_months, self.notice_days)


# Valid numbers in the terms: the field, its unit and its range.
_RANGES = (
    ("notice_months", "months", FROM_NOTHING),
    ("notice_days", "days", DAYS),
    ("renewal_months", "months", FROM_ONE),
    ("renewal_window_months", "months", FROM_ONE),
)


def terms_faults(terms: Terms) -> list[Refusal]:
    """Return one refusal for each inconsistency in the terms."""
    faults = []
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        faults.append(Refusal("ends_before_it_starts", field="ends_on", starts_on=terms.starts_on))
    if terms.open_ended and terms.ends_on:
        faults.append(Refusal("open_ended_with_end", field="ends_on", ends_on=terms.ends_on))
    if terms.renewal_months is not None and terms.ends_on is None:
        faults.append(Refusal("renewal_without_end", field="renewal_months"))
    faults += _notice_faults(terms)
    for name, unit, within in _RANGES:
        value = getattr(terms, name)
        if value is not None and not within.least <= value <= within.most:
            faults.append(Refusal(f"{unit}_out_of_range", field=name, least=within.least, most=within.most))
    return faults


def _notice_faults(terms: Terms) -> list[Refusal]:
    faults = []
    if (terms.notice_given_by is None) != (terms.notice_effective is None):
        faults.append(Refusal("fixed_day_notice_incomplete", field="notice_effective"))
    if terms.notice_months is not None and terms.notice_days is not None:
        faults.append(Refusal("notice_in_months_and_days", field="notice_days"))
    if terms.notice.is_given and terms.notice_effective is not None:
        field = "notice_months" if terms.notice_days is None else "notice_days"
        faults.append(Refusal("two_notice_rules", field=field))
    return faults


def period_end(terms: Terms, renewal: int) -> date:
    """Return the last day of renewal k (0: the first period): the original `ends_on` + k × `renewal_months`.

    An end known only to the month or less precisely stays at its month's last day.
    """
    assert terms.ends_on is not None
    end = add_months(terms.ends_on, renewal * (terms.renewal_months or 0))
    return end if terms.ends_precision is Precision.DAY else last_day_of_month(end.year, end.month)


def running_renewal(terms: Terms, day: date) -> int:
    """Return the period running on the day: the smallest k ≥ 0 whose last day is not before it."""
    assert terms.ends_on is not None
    assert terms.renewal_months
    renewal = max(0, months_between(terms.ends_on, day) // terms.renewal_months)
    while period_end(terms, renewal) < day:
        renewal += 1
    return renewal


def last_day_for_notice(terms: Terms, end: date) -> date | None:
    """Return the last day on which notice stops the renewal after `end`: `end` less the notice period, or the fixed
    day. None when the text's notice clause is unknown: an unknown period is not a period of nothing.

    An imprecise end counts from the first day it may mean, so the answer is never too late.
    """
    end = earliest(end, terms.ends_precision)
    if terms.notice_given_by is not None and terms.notice_effective is not None:
        return terms.notice_given_by.on_or_before(terms.notice_effective.on_or_before(end))
    return terms.notice.before(end) if terms.notice.is_given else None


def end_after_notice(terms: Terms, received_on: date) -> date | None:
    """Return the last day in force when notice is received on a day, None when the notice clause is unknown.

    A renewing agreement ends with its current period, or with the next when the notice came too late for that; any
    other ends after the notice period, though never later than its own end.
    """
    if not terms.has_notice_clause:
        return None
    if terms.renews:
        return _end_of_period_stopped(terms, received_on)
    if terms.notice_given_by is not None and terms.notice_effective is not None:
        end = terms.notice_effective.on_or_after(terms.notice_given_by.on_or_after(received_on))
    else:
        end = terms.notice.after(received_on)
    return min(end, terms.ends_on) if terms.ends_on else end


def _end_of_period_stopped(terms: Terms, received_on: date) -> date | None:
    """Return the end of the first period that notice received on the day can still stop from renewing."""
    renewal = running_renewal(terms, received_on)
    while (last := last_day_for_notice(terms, period_end(terms, renewal))) and received_on > last:
        renewal += 1
    return period_end(terms, renewal) if last else None
