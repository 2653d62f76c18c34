"""The units and people that rows name, fetched once for a whole piece of an import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from vidsyn.intake.models import ImportRow
from vidsyn.intake.vocabulary import Field
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.queries.persons import visible_people
from vidsyn.people.queries.units import unit_list


@dataclass(slots=True)
class Named:
    """Units by code, people by id. `fallback` is the unit of a row that names none."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    fallback: Unit | None = None

    def unit(self, code: str | None) -> Unit | None:
        """Return the unit with this code, None for none."""
        return self.units.get(code) if code else None

    def person(self, id_: str | None) -> Person | None:
        """Return the person with this id, None for none."""
        return self.people.get(id_) if id_ else None


def named_in(rows: Iterable[ImportRow], actor: Actor) -> Named:
    """Return everything the rows name that this actor may name. Three statements."""
    rows = list(rows)
    codes = {row.values[Field.UNIT] for row in rows if row.values.get(Field.UNIT)}
    ids = {row.values[Field.OWNER] for row in rows if row.values.get(Field.OWNER)}
    units = unit_list(actor)
    return Named(
        units={unit.code: unit for unit in units.filter(code__in=codes)},
        people={str(person.pk): person for person in visible_people(actor).filter(pk__in=ids)},
        fallback=_fallback(actor),
    )


def _fallback(actor: Actor) -> Unit | None:
    """Return the importer's own unit; for the office, the whole university."""
    if actor.is_office or not actor.unit_path:
        return Unit.objects.filter(parent=None, active=True).order_by("path").first()
    return Unit.objects.filter(path=actor.unit_path).first()
