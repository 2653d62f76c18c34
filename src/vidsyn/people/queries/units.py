"""The tree of units."""

from __future__ import annotations

from django.db.models import QuerySet, Subquery

from vidsyn.acts.lookup import finder, named
from vidsyn.kernel.ids import read_id
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit


def unit_list(viewer: Actor, *, closed: bool = False) -> QuerySet[Unit]:
    """Return units in tree order, closed ones only with `closed`. Empty for a viewer without a role."""
    if not access.may_see_people(viewer):
        return Unit.objects.none()
    return Unit.objects.all() if closed else Unit.objects.filter(active=True)


def unit_choices(viewer: Actor) -> list[tuple[str, str]]:
    """Return the open units as filter choices: code and name in the viewer's language. One statement."""
    first, second = ("name_en", "name_sv") if viewer.language == "en" else ("name_sv", "name_en")
    named = unit_list(viewer).values_list("code", first, second)
    return [(code, name or other) for code, name, other in named]


def units_below(viewer: Actor, unit: Unit) -> QuerySet[Unit]:
    """Return the unit and everything under it, including closed units, in tree order."""
    return unit_list(viewer, closed=True).filter(path__startswith=unit.path)


def units_under(code: str) -> QuerySet[Unit]:
    """Return the unit with this code and everything under it, closed ones too, as a subquery; empty for an unknown
    code.
    """
    path = Unit.objects.filter(code=code).values("path")[:1]
    return Unit.objects.filter(path__startswith=Subquery(path))


@finder(Unit)
def unit_find(viewer: Actor, name: str) -> Unit | None:
    """Find a unit by id, code or path."""
    units = unit_list(viewer, closed=True)
    if key := read_id(name):
        return units.filter(pk=key).first()
    text = name.strip().lower()
    return units.filter(path=text).first() if "/" in text else units.filter(code=text).first()


unit_named = named(Unit)
