"""Give and take roles. Both are recorded on the person who holds the role."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from vidsyn import here
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.recording import nothing_changed, record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact
from vidsyn.people.logic.roles import check_period, check_scope, overlap
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.operations.ways_closed import end_ways_in
from vidsyn.people.vocabulary import Needed, Role

_FIELDS = ("role", "unit", "starts_on", "ends_on")


@operation(records=[PersonFact.ROLE_GIVEN])
def role_give(
    *,
    person: Person,
    role: Role,
    unit: Unit | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
    actor: Actor,
) -> RoleAssignment:
    """Give somebody a role for a unit and everything under it, or for the whole university without a unit.

    In force from `starts_on` (default: now) through `ends_on` (default: open-ended). Nobody may give themselves a
    role. The first role that sees cases ends the person's password links, sessions and tokens, and a password or
    identity that anybody outside the office made a link for.
    """
    _check_giver(actor, person, role)
    person = locked(person)
    if not person.is_active:
        raise Refusal("person_has_left", kind=RefusalKind.STATE, field="person", name=person.name)
    check_scope(role, has_unit=unit is not None)
    check_period(starts_on, ends_on)
    _check_new(person, role, unit, (starts_on, ends_on))
    ended = end_ways_in(person, role, actor)
    if ended:
        save(person)
    given = RoleAssignment(person=person, role=role, unit=unit, starts_on=starts_on, ends_on=ends_on)
    given.save(force_insert=True)
    told = snapshot(given, _FIELDS) | ({"ways_in_ended": True} if ended else {})
    _record(PersonFact.ROLE_GIVEN, given, actor, {}, told, reason)
    return given


@operation(records=[PersonFact.ROLE_TAKEN])
def role_take(
    *,
    assignment: RoleAssignment,
    ends_on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> RoleAssignment:
    """End a role: after `ends_on`, or at once when no day is given. The row stays, so that history can name it."""
    _check_giver(actor, assignment.person, Role(assignment.role))
    assignment = locked(assignment, expected_version=expected_version)
    yesterday = here.today() - timedelta(days=1)
    ends_on = ends_on or yesterday
    if assignment.ends_on is not None and assignment.ends_on <= ends_on:
        nothing_changed()
        return assignment
    before = {"ends_on": assignment.ends_on}
    assignment.ends_on = ends_on
    save(assignment)
    after = snapshot(assignment, _FIELDS)
    _record(PersonFact.ROLE_TAKEN, assignment, actor, before, after, reason)
    return assignment


def _check_giver(actor: Actor, person: Person, role: Role) -> None:
    needed = Needed.PEOPLE_MANAGER if role is Role.SYSTEM_ADMINISTRATOR else Needed.OFFICE
    access.require(access.may_give(actor, role), needed=needed)
    access.require_other(actor, person.pk)


def _check_new(
    person: Person, role: Role, unit: Unit | None, period: tuple[date | None, date | None]
) -> None:
    for held in RoleAssignment.objects.filter(person=person, role=role, unit=unit):
        if overlap((held.starts_on, held.ends_on), period) and not _never_counted(held):
            raise Refusal("role_already_held", kind=RefusalKind.STATE, role=role, name=person.name)


def _never_counted(held: RoleAssignment) -> bool:
    return held.starts_on is not None and held.ends_on is not None and held.ends_on < held.starts_on


def _record(
    fact: PersonFact,
    assignment: RoleAssignment,
    actor: Actor,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str,
) -> None:
    record(
        fact,
        subject=assignment.person,
        actor=actor,
        before=before,
        after={"assignment": assignment.pk, **after},
        reason=reason,
        personal=("reason",),
    )
