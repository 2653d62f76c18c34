"""A small university with one person in each role, and what the API needs to know them by."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.house import units_created

from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.tokens import token_create
from vidsyn.people.vocabulary import Role, TokenScope

# Roles held for the school; the others are held for the whole university.
AT_SCHOOL = {Role.RESEARCHER, Role.COORDINATOR, Role.READER, Role.DECIDER}


@pytest.fixture(autouse=True)
def _fresh_counters(settings):
    shutil.rmtree(settings.DATA / "rates", ignore_errors=True)


@pytest.fixture
def units(db) -> dict[str, Unit]:
    """`u` → `abe`, `sci`."""
    return units_created(u="", abe="u", sci="u")


@pytest.fixture
def persona(units) -> Callable[[Role], Person]:
    """The person with a role, made when first asked for."""
    made: dict[Role, Person] = {}

    def person(role: Role) -> Person:
        if role not in made:
            unit = units["abe"]
            made[role] = person_create(
                email=f"{role}@vidsyn.example",
                name=role.title(),
                unit=unit,
                sample=True,
                actor=local_operator(),
            )
            where = unit if role in AT_SCHOOL else None
            role_give(person=made[role], role=role, unit=where, actor=local_operator())
            made[role].refresh_from_db()  # the first role that sees cases ends earlier sessions
        return made[role]

    return person


@pytest.fixture
def token(persona) -> Callable[..., str]:
    """The secret of a new token of the person with a role."""

    def secret(role: Role, scope: TokenScope = TokenScope.WRITE) -> str:
        today = timezone.localdate()
        actor = actor_of(persona(role), door=Door.WEB, on=today)
        expires = today + timedelta(days=30)
        return token_create(name="test", scope=scope, expires_on=expires, actor=actor).secret

    return secret


class Api:
    """The API as a program of somebody's sees it."""

    def __init__(self, secret: str) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"}

    def call(self, operation: str, *, headers: dict[str, str] | None = None, **arguments: Any) -> Any:
        """POST the operation; bytes and enums are for the caller to write as JSON."""
        return self.client.post(
            f"/api/v1/operations/{operation}",
            arguments,
            content_type="application/json",
            headers=self.headers | (headers or {}),
        )

    def get(self, path: str, *, headers: dict[str, str] | None = None, **query: Any) -> Any:
        """GET below /api/v1."""
        return self.client.get(f"/api/v1{path}", query, headers=self.headers | (headers or {}))


@pytest.fixture
def api(token) -> Callable[..., Api]:
    """The API for the person with a role."""
    return lambda role, scope=TokenScope.WRITE: Api(token(role, scope))
