"""Which roles are held for a unit, which for the whole university, and for how long."""

from __future__ import annotations

from datetime import date

from vidsyn.kernel.refusals import Refusal
from vidsyn.people.vocabulary import Role

# Roles that cannot be limited to a unit, since they concern the whole register or system.
WHOLE_UNIVERSITY_ONLY = frozenset({Role.OFFICE, Role.SYSTEM_ADMINISTRATOR})
# A coordinator is named as the contact of a unit, so there must be one.
UNIT_ONLY = frozenset({Role.COORDINATOR})


def check_scope(role: Role, *, has_unit: bool) -> None:
    """Raises Refusal `role_needs_unit` or `role_is_for_all`."""
    if role in UNIT_ONLY and not has_unit:
        raise Refusal("role_needs_unit", field="unit", role=role)
    if role in WHOLE_UNIVERSITY_ONLY and has_unit:
        raise Refusal("role_is_for_all", field="unit", role=role)


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Raises Refusal `ends_before_it_starts`. Both days are inclusive; None is open-ended."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal("role_ends_before_it_starts", field="ends_on", starts_on=starts_on, ends_on=ends_on)


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    """Check whether two periods, each (first day, last day) with None for open, share a day."""
    return _before_end(first[0], second[1]) and _before_end(second[0], first[1])


def _before_end(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end
