"""A period of notice: whole months or days. Weeks are seven days each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vidsyn.kernel.calendar import add_months

DAYS_OF_WEEK = 7
# No month is shorter, so the months computed from a number of days are never too few.
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """Length of notice: months, clamped to the month's last day, or calendar days; neither: unknown. 0 is immediate.

    Never both: whoever accepts input refuses that (`terms_faults`).
    """

    months: int | None = None
    days: int | None = None

    @property
    def is_given(self) -> bool:
        """Whether a length is given; 0 counts as given."""
        return self.months is not None or self.days is not None

    @property
    def at_most_months(self) -> int:
        """The whole months it never exceeds, for looking ahead far enough."""
        return (self.months or 0) + -(-(self.days or 0) // _SHORTEST_MONTH)

    def after(self, received_on: date) -> date:
        """Return the last day in force when notice is received on a day: 30 November + 3 months is 28 or 29
        February.

        Raises ValueError when the length is unknown, OverflowError beyond the calendar's years.
        """
        if self.days is not None:
            return received_on + timedelta(self.days)
        return add_months(received_on, self._known_months)

    def before(self, end: date) -> date:
        """Return the last day to receive notice for an end.

        Raises ValueError when the length is unknown, OverflowError beyond the calendar's years.
        """
        if self.days is not None:
            return end - timedelta(self.days)
        return add_months(end, -self._known_months)

    @property
    def _known_months(self) -> int:
        if self.months is None:
            raise ValueError("the length of notice is unknown")
        return self.months
