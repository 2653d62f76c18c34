"""The examples of docs/api.md work as they are written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from vidsyn import here
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.operations.tokens import token_create
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import Role, TokenScope, UnitKind

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "api.md"
REQUESTS = [
    block.strip()
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    if block.startswith("curl")
]


@pytest.fixture
def token() -> str:
    """A token of somebody of the office, in a register with the unit that the examples name."""
    operator = local_operator()
    unit_create(code="abe", name_sv="ABE", name_en="ABE", kind=UnitKind.SCHOOL, actor=operator)
    person = Person.objects.create(email="kansli@vidsyn.example", name="Kansliet")
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    actor = actor_of(person, door=Door.WEB, on=here.today())
    return token_create(name="program", scope=TokenScope.WRITE, expires_on=here.today(), actor=actor).secret


def sent(curl: str, token: str) -> Any:
    """What a curl command would send, sent to this Vidsyn."""
    words = iter(shlex.split(curl.replace("\\\n", " ").replace("$TOKEN", token))[1:])
    method, body, headers, url = "GET", "", {}, ""
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-d":
            body = next(words)
        elif word == "-H":
            name, _colon, value = next(words).partition(": ")
            headers[name] = value
        else:
            url = word
    kind = headers.pop("Content-Type", "application/json")
    address = urlsplit(url)
    path = f"{address.path}?{address.query}" if address.query else address.path
    return Client().generic(method, path, body, content_type=kind, headers=headers)


def test_there_are_examples_of_reading_and_of_changing():
    assert {"-X POST" in curl for curl in REQUESTS} == {True, False}


@pytest.mark.parametrize("curl", REQUESTS)
def test_an_example_is_answered(curl, token):
    answer = sent(curl, token)
    assert answer.status_code == 200, (curl, answer.content.decode())
