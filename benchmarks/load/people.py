"""Fifty accounts of every role that reads the register, signed in, with what each of them visits and may change."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.load.watching import parent_of
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreements_editable
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.queries.choices import registrable_units
from vidsyn.collaborations.vocabulary import Status
from vidsyn.kernel.actors import Door
from vidsyn.partners.models import Partner
from vidsyn.partners.queries.rights import note_units, partner_rights
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.vocabulary import Language, Role

# How many of each of fifty: an office, the coordinators of schools, and those who mostly read.
_ROLES = {
    Role.OFFICE: 5,
    Role.COORDINATOR: 15,
    Role.RESEARCHER: 18,
    Role.ADVISER: 2,
    Role.DECIDER: 2,
    Role.LEADERSHIP: 2,
    Role.AUDITOR: 1,
    Role.READER: 5,
}
# Potential collaborations are for some eyes only.
_OPEN = (Status.ONGOING, Status.DORMANT, Status.ENDED)
_EVERYWHERE = {Role.OFFICE, Role.ADVISER, Role.DECIDER, Role.LEADERSHIP, Role.AUDITOR}


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person in her browser: her cookies, and what she may write about."""

    role: str
    cookies: str
    edits: list[str]
    notes: str | None
    contacts: bool
    registers: str | None
    reads_history: bool


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody, and the things they look at."""

    visitors: list[dict[str, Any]]
    agreements: list[str]
    partners: list[str]
    collaborations: list[str]
    words: list[str]
    database: int  # the process of PostgreSQL on this machine that started the others; 0 for SQLite


def town(people: int) -> Town:
    """Make the accounts that are missing, sign everybody in, and choose what is looked at. Repeatable."""
    chance = random.Random(11)
    with transaction.atomic():
        persons = [_person(number, role) for number, role in enumerate(_roles(people))]
    names = [partner.name_en for partner in _sample(Partner, chance)]
    return Town(
        visitors=[asdict(_visitor(person)) for person in persons],
        agreements=[row.reference for row in _sample(Agreement, chance)],
        partners=[row.reference for row in _sample(Partner, chance)],
        collaborations=[row.reference for row in _sample(Collaboration, chance, status__in=_OPEN)],
        words=[" ".join(name.split()[-2:]) for name in names if name] + ["university", "avtal"],
        database=_database(),
    )


def _database() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return parent_of(cursor.fetchone()[0])


def _roles(people: int) -> list[Role]:
    fifty = [role for role, number in _ROLES.items() for _ in range(number)]
    random.Random(5).shuffle(fifty)
    return list(islice(cycle(fifty), people))


def _person(number: int, role: Role) -> Person:
    email = f"load-{number}@vidsyn.example"
    known = Person.objects.filter(email=email).first()
    if known:
        return known
    office = local_operator()
    units = list(Unit.objects.filter(active=True).order_by("path"))
    unit = units[number % len(units)]
    language = Language.ENGLISH if number % 4 == 0 else Language.SWEDISH
    person = person_create(email=email, name=f"Person {number}", unit=unit, language=language, actor=office)
    role_give(person=person, role=role, unit=None if role in _EVERYWHERE else unit, actor=office)
    person.refresh_from_db()  # a new role ends sessions: those that begin now carry the next round
    return person


def _visitor(person: Person) -> Visitor:
    actor = actor_of(person, door=Door.WEB, on=timezone.localdate())
    units = registrable_units(actor)
    return Visitor(
        role=str(actor.holdings[0].role),
        cookies=f"{settings.SESSION_COOKIE_NAME}={_session(person)}; csrftoken={'c' * 32}",
        edits=[row.reference for row in agreements_editable(actor, AgreementFilter(), 20)],
        notes=next(iter(note_units(actor)), None),
        contacts=partner_rights(actor).edit,
        registers=units[0].code if units else None,
        reads_history=actor.is_office,
    )


def _session(person: Person) -> str:
    """Signed in as `login` does, without a password for each."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _sample(model: Any, chance: random.Random, **conditions: Any) -> list[Any]:
    rows = list(model.objects.filter(**conditions).order_by("id"))
    return chance.sample(rows, min(200, len(rows)))
