"""The right to open a way into a person's account, checked in one place."""

from __future__ import annotations

from django.db.models import Q

from vidsyn import here
from vidsyn.acts.running import require_in_person
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Needed, Role


def require_way_in(actor: Actor, person: Person) -> None:
    """Raise Refusal `not_allowed` when the actor may not open a way into the person's account.

    Roles that have not begun count too: the way in would still be open when they do. Never allowed with a token.
    """
    require_in_person(actor)
    held = held_roles(person)
    access.require(access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)
    access.require(access.may_open_ways_in(actor, held), needed=Needed.OFFICE)


def held_roles(person: Person) -> list[Role]:
    """Return the person's present and future roles."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=here.today())
    return [Role(a.role) for a in RoleAssignment.objects.filter(lasting, person=person)]
