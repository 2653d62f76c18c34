"""The tree of units."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet, Subquery

from vidsyn.acts.lookup import find, finder
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit


def unit_list(viewer: Actor, *, closed: bool = False) -> QuerySet[Unit]:
    """Units in tree order, those that are closed only when asked for. Empty for somebody without a role."""
    if not access.may_see_people(viewer):
        return Unit.objects.none()
    return Unit.objects.all() if closed else Unit.objects.filter(active=True)


def unit_choices(viewer: Actor) -> list[tuple[str, str]]:
    """The open units as a list's filter offers them: code and name in the viewer's language. One statement."""
    first, second = ("name_en", "name_sv") if viewer.language == "en" else ("name_sv", "name_en")
    named = unit_list(viewer).values_list("code", first, second)
    return [(code, name or other) for code, name, other in named]


def units_below(viewer: Actor, unit: Unit) -> QuerySet[Unit]:
    """The unit and everything under it, closed ones too, in tree order."""
    return unit_list(viewer, closed=True).filter(path__startswith=unit.path)


def units_under(code: str) -> QuerySet[Unit]:
    """The unit with this code and everything under it, closed ones too, to ask by; none where there is no such unit."""
    path = Unit.objects.filter(code=code).values("path")[:1]
    return Unit.objects.filter(path__startswith=Subquery(path))


def unit_named(viewer: Actor, name: str) -> Unit:
    """The unit with this id or code. Raises Refusal `not_found`."""
    return find(Unit, viewer, name)


@finder(Unit)
def unit_find(viewer: Actor, name: str) -> Unit | None:
    """A unit by id, code or path."""
    units = unit_list(viewer, closed=True)
    try:
        return units.filter(pk=uuid.UUID(name)).first()
    except ValueError:
        text = name.strip().lower()
        return units.filter(path=text).first() if "/" in text else units.filter(code=text).first()
