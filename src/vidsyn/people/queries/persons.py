"""Accounts and the roles they hold."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from allauth.socialaccount.models import SocialAccount
from django.db.models import Prefetch, Q, QuerySet

from vidsyn import here
from vidsyn.acts.lookup import LONGEST_SEARCH, findable, finder, named
from vidsyn.kernel.ids import read_id
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.queries.links import password_links
from vidsyn.people.vocabulary import Role


def visible_people(viewer: Actor) -> QuerySet[Person]:
    """Match colleagues, for anybody with a role; oneself, for others; never an erased account."""
    people = Person.objects.filter(erased_at=None)
    if access.may_see_people(viewer):
        return people
    return people.filter(pk=viewer.person_id) if viewer.person_id else people.none()


def person_list(
    viewer: Actor, *, text: str = "", unit_path: str = "", role: Role | None = None, inactive: bool = False
) -> QuerySet[Person]:
    """Return people with their unit and current roles (`current_roles`), by name: three statements however many.

    `unit_path` narrows to a unit and everything under it.
    """
    people = visible_people(viewer).filter(
        Q(name__icontains=text[:LONGEST_SEARCH]) | Q(email__icontains=text[:LONGEST_SEARCH])
    )
    if unit_path:
        people = people.filter(unit__path__startswith=unit_path)
    if role is not None:
        people = people.filter(pk__in=_current().filter(role=role).values("person"))
    if not inactive:
        people = people.filter(is_active=True)
    held = Prefetch("assignments", _current().select_related("unit"), to_attr="current_roles")
    return people.select_related("unit").prefetch_related(held)


def people_with_roles(
    viewer: Actor, *, text: str = "", inactive: bool = False
) -> list[tuple[Person, list[RoleAssignment]]]:
    """Return people, each with the roles held today."""
    found = person_list(viewer, text=text, inactive=inactive)
    return [(person, list(getattr(person, "current_roles", ()))) for person in found]


@finder(Person)
def person_find(viewer: Actor, name: str) -> Person | None:
    """Find a person by id, e-mail address, unambiguous full name, or a sample persona's short name."""
    people = visible_people(viewer).select_related("unit")
    if key := read_id(name):
        return people.filter(pk=key).first()
    text = name.strip()
    if "@" in text:
        return people.filter(email=text.lower()).first()
    short = Q(is_sample=True, email__istartswith=f"{text}@")
    found = list(people.filter(Q(name__iexact=text) | short)[:2])
    return found[0] if len(found) == 1 else None


def _roles(viewer: Actor) -> QuerySet[RoleAssignment]:
    roles = RoleAssignment.objects.filter(person__in=visible_people(viewer))
    return roles.select_related("person", "unit")


def owned_by(viewer: Actor, owner: str) -> Q:
    """Match what the person with this id owns; "me" is the viewer, and "none" nobody, or somebody who has left."""
    if owner == "none":
        return Q(owner=None) | Q(owner__is_active=False)
    wanted = viewer.person_id if owner == "me" else read_id(owner)
    return Q(owner=wanted) if wanted else Q(pk__in=[])


findable(RoleAssignment, _roles)
person_named = named(Person)
role_named = named(RoleAssignment)


def account_of_link(person_id: uuid.UUID, code: str) -> Person | None:
    """Return the account that a password link opens; None when it was used, has expired or never existed."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return person if person and password_links.check_token(person, code) else None


def roles_of(viewer: Actor, person: Person) -> QuerySet[RoleAssignment]:
    """Return a person's past, present and future roles, newest first."""
    return (
        RoleAssignment.objects.filter(person__in=visible_people(viewer).filter(pk=person.pk))
        .select_related("unit")
        .order_by("-created_at")
    )


def persons_by_id(ids: Iterable[uuid.UUID | str]) -> dict[str, Person]:
    """Return people by id as text, including erased ones: for showing who did something. One statement."""
    return {str(person.pk): person for person in Person.objects.filter(pk__in=set(ids))}


def persona_list() -> QuerySet[Person]:
    """Return the sample register's personas, for one-click sign-in; empty outside it."""
    return (
        Person.objects.filter(is_sample=True, is_active=True)
        .select_related("unit")
        .prefetch_related(Prefetch("assignments", _current().select_related("unit"), to_attr="current_roles"))
        .order_by("created_at")
    )


def identities_of(viewer: Actor, person: Person) -> tuple[str, ...]:
    """Return the identity providers linked to a person: for that person and for those who manage accounts."""
    own = viewer.person_id == person.pk
    if not (own or access.may_manage_people(viewer)):
        return ()
    return tuple(
        SocialAccount.objects.filter(user=person).order_by("provider").values_list("provider", flat=True)
    )


def _current() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(RoleAssignment.in_force_on(here.today()))
