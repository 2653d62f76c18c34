"""Units and people from lists, many at once: what is there already is changed only where it differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vidsyn.kernel.refusals import Refusal, Refusals, refuse_if
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact, UnitFact
from vidsyn.people.logic.units import clean_code
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.operations.persons import clean_email, person_create, person_deactivate, person_update
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.units import unit_create, unit_move, unit_update
from vidsyn.people.vocabulary import Language, Role, UnitKind
from vidsyn.plumbing.history import nothing_changed
from vidsyn.plumbing.operations import operation

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a list gives it; `parent` is a code, of a unit in the register or further up in the list."""

    code: str
    name_sv: str
    name_en: str
    kind: UnitKind
    parent: str = ""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role for the unit with this code, or for the whole university."""

    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An account as a list gives it, known by its e-mail address; `left` closes it."""

    email: str
    name: str
    unit: str = ""
    language: Language | None = None
    roles: tuple[RoleRow, ...] = ()
    left: bool = False
    sample: bool = False


@operation(records=[UnitFact.CREATED, UnitFact.UPDATED, UnitFact.MOVED])
def units_import(*, rows: list[UnitRow], actor: Actor) -> list[Unit]:
    """Bring in the tree of units, all rows or none. A code that exists is changed where the row differs.

    Refusals carry `row`, counted from 1.
    """
    return _each(rows, lambda row: _unit(row, actor))


@operation(records=[PersonFact.CREATED, PersonFact.UPDATED, PersonFact.ROLE_GIVEN, PersonFact.DEACTIVATED])
def people_import(*, rows: list[PersonRow], actor: Actor) -> list[Person]:
    """Bring in accounts with their roles, all rows or none. An address that exists is changed where it differs.

    Roles are added, never taken. Refusals carry `row`, counted from 1.
    """
    return _each(rows, lambda row: _person(row, actor))


T = TypeVar("T")


def _each(rows: Sequence[Row], bring_in: Callable[[Row], T]) -> list[T]:
    made: list[T] = []
    refusals: list[Refusal] = []
    for number, row in enumerate(rows, start=1):
        try:
            made.append(bring_in(row))
        except Refusal as refusal:
            refusals.append(_of_row(refusal, number))
        except Refusals as several:
            refusals += [_of_row(refusal, number) for refusal in several.refusals]
    refuse_if(refusals)
    if not made:
        nothing_changed()
    return made


def _of_row(refusal: Refusal, number: int) -> Refusal:
    params = {**refusal.params, "row": number}
    return Refusal(refusal.code, kind=refusal.kind, field=refusal.field, **params)


def _unit(row: UnitRow, actor: Actor) -> Unit:
    parent = _unit_called(row.parent, "parent")
    unit = Unit.objects.filter(code=clean_code(row.code)).first()
    if unit is None:
        return unit_create(
            code=row.code, name_sv=row.name_sv, name_en=row.name_en, kind=row.kind, parent=parent, actor=actor
        )
    unit = unit_update(unit=unit, name_sv=row.name_sv, name_en=row.name_en, kind=row.kind, actor=actor)
    return unit_move(unit=unit, parent=parent, actor=actor)


def _person(row: PersonRow, actor: Actor) -> Person:
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
    # A role that was taken stays taken: bringing in the same list again gives nothing back.
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
