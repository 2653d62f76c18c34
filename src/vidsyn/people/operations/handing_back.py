"""Owners and units that history names by id, to be given back; each is looked up once."""

from __future__ import annotations

from functools import cache

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.models import Person, Unit


class Former:
    """Former owners and units, for one operation."""

    def __init__(self) -> None:
        self.owner = cache(_owner)
        self.unit = cache(_unit)


def _owner(key: str | None) -> Person | None:
    """Return the person with this id, None for none; whether she is still here says who sets her."""
    return Person.objects.get(pk=key) if key else None


def _unit(key: str | None) -> Unit:
    """Return the unit with this id. Refuses `not_found` where there was none, which no undo can set back."""
    unit = Unit.objects.filter(pk=key).first() if key else None
    if unit is None:
        raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=Unit.KIND, name=key or "")
    return unit
