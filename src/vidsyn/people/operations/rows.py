"""Units and people, some at once: what is there already is changed only where it differs. Files: `bringing`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated, TypeVar

from vidsyn.acts.operations import operation
from vidsyn.history.recording import Watched, nothing_changed, watched
from vidsyn.kernel.refusals import Refusal, Refusals, refuse_if
from vidsyn.kernel.shapes import AtMost
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact, UnitFact
from vidsyn.people.logic.lists import PersonRow, RoleRow, UnitRow
from vidsyn.people.logic.units import clean_code
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.people.operations.persons import clean_email, person_create, person_update
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.units import unit_create, unit_move, unit_update
from vidsyn.people.vocabulary import Language

Row = TypeVar("Row")
T = TypeVar("T")


class Outcome(StrEnum):
    """Result of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


# Rows written in one transaction, for which everybody else who writes waits; an account with a role takes 20 ms.
AT_ONCE = AtMost(50)


@operation(records=[UnitFact.CREATED, UnitFact.UPDATED, UnitFact.MOVED], trees={"rows": Unit})
def units_import(*, rows: Annotated[list[UnitRow], AT_ONCE], actor: Actor) -> list[Unit]:
    """Bring in the tree of units, all rows or none. A code that exists is changed where the row differs.

    Refusals carry `row`, counted from 1.
    """
    return [unit for unit, _outcome in each(rows, lambda row: unit_of(row, actor))]


@operation(records=[PersonFact.CREATED, PersonFact.UPDATED, PersonFact.ROLE_GIVEN, PersonFact.DEACTIVATED])
def people_import(*, rows: Annotated[list[PersonRow], AT_ONCE], actor: Actor) -> list[Person]:
    """Bring in accounts with their roles, all rows or none. An address that exists is changed where it differs.

    Roles are added, never removed. Refusals carry `row`, counted from 1.
    """
    return [person for person, _outcome in each(rows, lambda row: person_of(row, actor))]


def each(
    rows: Sequence[Row], act: Callable[[Row], T], numbers: Sequence[int] = ()
) -> list[tuple[T, Outcome]]:
    """Each row acted on, with what became of it. Everything that is wrong is refused at once, each with its number."""
    made: list[tuple[T, Outcome]] = []
    refusals: list[Refusal] = []
    for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True):
        try:
            with watched() as seen:
                thing = act(row)
            made.append((thing, _outcome(seen)))
        except Refusal as refusal:
            refusals.append(_of_row(refusal, number))
        except Refusals as several:
            refusals += [_of_row(refusal, number) for refusal in several.refusals]
    refuse_if(refusals)
    if not made:
        nothing_changed()
    return made


def _outcome(seen: Watched) -> Outcome:
    if {UnitFact.CREATED.value, PersonFact.CREATED.value} & seen.facts:
        return Outcome.CREATED
    return Outcome.CHANGED if seen.entries else Outcome.UNCHANGED


def _of_row(refusal: Refusal, number: int) -> Refusal:
    params = {**refusal.params, "row": number}
    return Refusal(refusal.code, kind=refusal.kind, field=refusal.field, **params)


def unit_of(row: UnitRow, actor: Actor) -> Unit:
    """The unit of a row, made or changed."""
    parent = _unit_called(row.parent, "parent")
    unit = Unit.objects.filter(code=clean_code(row.code)).first()
    if unit is None:
        return unit_create(
            code=row.code, name_sv=row.name_sv, name_en=row.name_en, kind=row.kind, parent=parent, actor=actor
        )
    unit = unit_update(unit=unit, name_sv=row.name_sv, name_en=row.name_en, kind=row.kind, actor=actor)
    return unit_move(unit=unit, parent=parent, actor=actor)


def person_of(row: PersonRow, actor: Actor) -> Person:
    """The account of a row, made or changed."""
    unit = _unit_called(row.unit, "unit")
    person = Person.objects.filter(email=clean_email(row.email)).first()
    if person is None:
        person = person_create(
            email=row.email,
            name=row.name,
            unit=unit,
            language=row.language or Language.SWEDISH,
            sample=row.sample,
            actor=actor,
        )
    else:
        person = person_update(person=person, name=row.name, unit=unit, language=row.language, actor=actor)
    for held in row.roles:
        _role(person, held, actor)
    return person_deactivate(person=person, actor=actor) if row.left else person


def _role(person: Person, row: RoleRow, actor: Actor) -> None:
    unit = _unit_called(row.unit, "roles")
    # A role that was taken is not given again by importing the same list again.
    known = RoleAssignment.objects.filter(person=person, role=row.role, unit=unit).exists()
    if person.is_active and not known:
        role_give(person=person, role=row.role, unit=unit, actor=actor)


def _unit_called(code: str, field: str) -> Unit | None:
    if not code.strip():
        return None
    unit = Unit.objects.filter(code=code.strip().lower()).first()
    if unit is None:
        raise Refusal("unit_unknown", field=field, unit_code=code)
    return unit
