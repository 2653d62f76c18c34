"""The actor: the caller, with the roles in force today. Every query and operation takes one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from vidsyn.kernel.actors import ActorKind, ActorRef, Door
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Role
from vidsyn.sql.statements import asked

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held for a unit and everything under it; the empty path is the whole university."""

    role: Role
    path: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or process that reads and changes the register.

    Rights come from `holdings` alone: there is no superuser. Two actors are no person: the local operator at the
    server's own command line, with the office's rights, and the system, which only background work uses.
    """

    ref: ActorRef
    door: Door
    holdings: tuple[Holding, ...] = ()
    person_id: uuid.UUID | None = None
    unit_path: str | None = None
    language: str = "sv"
    scopes: frozenset[str] = field(default_factory=lambda: frozenset({"read", "write"}))

    def holds(self, *roles: Role) -> bool:
        """Check whether any of the roles is held, for whatever unit."""
        return any(holding.role in roles for holding in self.holdings)

    def holds_for(self, path: str, *roles: Role) -> bool:
        """Check whether any of the roles is held for the unit at `path`, or for a unit above it."""
        return any(holding.role in roles and path.startswith(holding.path) for holding in self.holdings)

    def paths(self, *roles: Role) -> tuple[str, ...]:
        """Return the paths for which any of the roles is held; "" among them means everywhere."""
        return tuple(holding.path for holding in self.holdings if holding.role in roles)

    @property
    def is_office(self) -> bool:
        """The owners of the register: the international office, the local operator and the system."""
        return self.holds_for(EVERYWHERE, Role.OFFICE)

    @property
    def is_operator(self) -> bool:
        """The server's own command line, or the clock: neither is a person with an account."""
        return self.person_id is None and self.ref.kind in {ActorKind.LOCAL_OPERATOR, ActorKind.SYSTEM}

    @property
    def may_write(self) -> bool:
        """False only for an API token of scope `read`."""
        return "write" in self.scopes

    @property
    def sees_cases(self) -> bool:
        """Everyone with a role, except those who only administer the system."""
        return any(holding.role != Role.SYSTEM_ADMINISTRATOR for holding in self.holdings)


def actor_of(person: Person, *, door: Door, on: date, scopes: frozenset[str] | None = None) -> Actor:
    """Return a person's actor on a day: one statement for unit and roles. An inactive person holds none."""
    rows = asked(_held, on, person=person.pk)
    holdings = tuple(
        Holding(Role(role), path or EVERYWHERE) for _unit, role, path in rows if role and person.is_active
    )
    return Actor(
        ref=ActorRef(ActorKind.PERSON, str(person.pk)),
        door=door,
        holdings=holdings,
        person_id=person.pk,
        unit_path=rows[0][0] if rows else None,
        language=person.language,
        scopes=scopes if scopes is not None else frozenset({"read", "write"}),
    )


def _held(on: date, *, person: uuid.UUID) -> QuerySet[Any, Any]:
    held = FilteredRelation("assignments", condition=RoleAssignment.in_force_on(on, "assignments__"))
    rows = Person.objects.filter(pk=person).annotate(held=held).order_by("held__id")
    return rows.values_list("unit__path", "held__role", "held__unit__path")


def local_operator(door: Door = Door.CLI) -> Actor:
    """Return the actor of the server's own command line without `--as`: the office's rights, recorded as such."""
    return Actor(ActorRef(ActorKind.LOCAL_OPERATOR, "local"), door, (Holding(Role.OFFICE),))


def system(door: Door = Door.CLOCK) -> Actor:
    """Return the actor of the clock and background work."""
    return Actor(ActorRef(ActorKind.SYSTEM, "system"), door, (Holding(Role.OFFICE),))


def actor_named(name: str, *, door: Door, on: date) -> Actor:
    """Return the actor that `--as` names: by address, by the part before the @, or by name.

    Refuses `no_such_person`, also where two people match.
    """
    wanted = name.strip()
    people = Person.objects.select_related("unit")
    for condition in (Q(email__iexact=wanted), Q(email__istartswith=f"{wanted}@"), Q(name__iexact=wanted)):
        found = list(people.filter(condition, is_active=True)[:2])
        if len(found) == 1:
            return actor_of(found[0], door=door, on=on)
    raise Refusal("no_such_person", kind=RefusalKind.NOT_FOUND, name=wanted)
