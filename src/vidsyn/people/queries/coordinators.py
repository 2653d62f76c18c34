"""Who handles a unit's matters, and whether a person has left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Role


def coordinators_of(unit_paths: Iterable[str], *, on: date) -> dict[str, list[Person]]:
    """Return, for each unit path, the people who handle its matters: one statement however many units.

    Its own coordinators, else those of the nearest unit above, else the international office; an empty list only
    where the university has no office at all.
    """
    held: dict[str, list[Person]] = {}
    office: list[Person] = []
    assignments = (
        RoleAssignment.objects.filter(RoleAssignment.in_force_on(on), person__is_active=True)
        .filter(role__in=[Role.COORDINATOR, Role.OFFICE])
        .select_related("person", "unit")
        .order_by("person__name", "person_id")
    )
    for assignment in assignments:
        if assignment.role == Role.OFFICE:
            office.append(assignment.person)
        elif assignment.unit is not None:
            held.setdefault(assignment.unit.path, []).append(assignment.person)
    return {path: _nearest(path, held) or office for path in set(unit_paths)}


def has_left(person: Person | None) -> bool:
    """Check whether an owner can no longer act: nobody, a closed account or an erased one."""
    return person is None or not person.is_active


def _nearest(path: str, held: dict[str, list[Person]]) -> list[Person]:
    """Return the coordinators of the unit at `path`, or of the nearest one above it that has any."""
    while path:
        if path in held:
            return held[path]
        path = path.rstrip("/").rpartition("/")[0]
        path = f"{path}/" if path else ""
    return []
