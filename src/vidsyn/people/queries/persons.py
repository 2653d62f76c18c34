"""Accounts and the roles they hold."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from allauth.socialaccount.models import SocialAccount
from django.db.models import Prefetch, Q, QuerySet

from vidsyn import here
from vidsyn.acts.lookup import LONGEST_SEARCH, find, finder
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.queries.links import password_links
from vidsyn.people.vocabulary import Role


def visible_people(viewer: Actor) -> QuerySet[Person]:
    """Colleagues, for anybody with a role; herself, for somebody without; never an erased account."""
    people = Person.objects.filter(erased_at=None)
    if access.may_see_people(viewer):
        return people
    return people.filter(pk=viewer.person_id) if viewer.person_id else people.none()


def person_list(
    viewer: Actor, *, text: str = "", unit_path: str = "", role: Role | None = None, inactive: bool = False
) -> QuerySet[Person]:
    """People with their unit and current roles (`current_roles`), by name: three statements however many.

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
    """People, each with the roles she holds today."""
    found = person_list(viewer, text=text, inactive=inactive)
    return [(person, list(getattr(person, "current_roles", ()))) for person in found]


def person_named(viewer: Actor, name: str) -> Person:
    """The person with this id or e-mail address. Raises Refusal `not_found`."""
    return find(Person, viewer, name)


@finder(Person)
def person_find(viewer: Actor, name: str) -> Person | None:
    """A person by id, e-mail address, full name when only one has it, or a sample persona's short name."""
    people = visible_people(viewer).select_related("unit")
    try:
        return people.filter(pk=uuid.UUID(name)).first()
    except ValueError:
        text = name.strip()
    if "@" in text:
        return people.filter(email=text.lower()).first()
    short = Q(is_sample=True, email__istartswith=f"{text}@")
    found = list(people.filter(Q(name__iexact=text) | short)[:2])
    return found[0] if len(found) == 1 else None


@finder(RoleAssignment)
def role_find(viewer: Actor, name: str) -> RoleAssignment | None:
    """A role somebody holds, by id."""
    return _by_id(RoleAssignment.objects.filter(person__in=visible_people(viewer)), name)


def role_named(viewer: Actor, name: str) -> RoleAssignment:
    """A role somebody holds, by id. Raises Refusal `not_found`."""
    return find(RoleAssignment, viewer, name)


def account_of_link(person_id: uuid.UUID, code: str) -> Person | None:
    """The account that a password link still opens; None when it has been used, is too old or never was."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return person if person and password_links.check_token(person, code) else None


def roles_of(viewer: Actor, person: Person) -> QuerySet[RoleAssignment]:
    """Every role a person holds, has held or will hold, newest first."""
    return (
        RoleAssignment.objects.filter(person__in=visible_people(viewer).filter(pk=person.pk))
        .select_related("unit")
        .order_by("-created_at")
    )


def persons_by_id(ids: Iterable[uuid.UUID | str]) -> dict[str, Person]:
    """People by id as text, erased ones too: for showing who did something. One statement."""
    return {str(person.pk): person for person in Person.objects.filter(pk__in=set(ids))}


def persona_list() -> QuerySet[Person]:
    """The sample register's personas, for signing in with one click; empty outside it."""
    return (
        Person.objects.filter(is_sample=True, is_active=True)
        .select_related("unit")
        .prefetch_related(Prefetch("assignments", _current().select_related("unit"), to_attr="current_roles"))
        .order_by("created_at")
    )


def identities_of(viewer: Actor, person: Person) -> tuple[str, ...]:
    """The identity providers whose account signs in as a person: for herself and who may manage accounts."""
    own = viewer.person_id == person.pk
    if not (own or access.may_manage_people(viewer)):
        return ()
    return tuple(
        SocialAccount.objects.filter(user=person).order_by("provider").values_list("provider", flat=True)
    )


def _current() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(RoleAssignment.in_force_on(here.today()))


def _by_id(rows: QuerySet[RoleAssignment], name: str) -> RoleAssignment | None:
    try:
        return rows.filter(pk=uuid.UUID(name)).select_related("person", "unit").first()
    except ValueError:
        return None
