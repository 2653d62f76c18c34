"""Somebody holds the register for longer than anyone waits: every door says so, and nothing is done by halves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.races.racing import ROOT, Arena, Place, Runner

from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations import person_create, role_give, token_create
from vidsyn.people.queries import today
from vidsyn.people.vocabulary import Role, TokenScope

UNIT = {"code": "heldup", "name_sv": "Uppehållen", "name_en": "Held up", "kind": "department"}
_HOLD = """
import sys, django; django.setup()
from django.db import connection, transaction
from vidsyn.people.models import Unit
with transaction.atomic():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {Unit._meta.db_table} IN ACCESS EXCLUSIVE MODE")
    print("held", flush=True)
    sys.stdin.readline()
"""


def somebody() -> dict[str, str]:
    """Somebody from the office: her token, and the cookie of her being signed in."""
    office = local_operator()
    person = person_create(email=f"{uuid4().hex}@example.org", name="Held", actor=office)
    role_give(person=person, role=Role.OFFICE, actor=office)
    client = Client()
    client.force_login(person)
    own = actor_of(person, door=Door.WEB, on=today())
    until = today() + timedelta(days=30)
    made = token_create(name="T", scope=TokenScope.WRITE, expires_on=until, actor=own)
    return {"token": made.secret, "cookie": client.cookies["sessionid"].value}


def through_the_api(token: str, cookie: str) -> dict[str, Any]:
    answer = Client(headers={"Authorization": f"Bearer {token}"}).post(
        "/api/v1/operations/unit_create", UNIT, content_type="application/json", secure=True
    )
    return {"status": answer.status_code, "after": answer.get("Retry-After"), "said": answer.content.decode()}


def through_a_page(token: str, cookie: str) -> dict[str, Any]:
    client = Client()
    client.cookies["sessionid"] = cookie
    answer = client.post(reverse("unit_new"), UNIT, secure=True)
    return {"status": answer.status_code, "after": answer.get("Retry-After"), "said": answer.content.decode()}


def nothing_came_of_it() -> int:
    return Unit.objects.filter(code=UNIT["code"]).count()


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Another process has the lock for as long as this lasts."""
    holder = _process(place, "-c", _HOLD)
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.communicate("go\n", timeout=60)


def _process(place: Place, *arguments: str) -> subprocess.Popen[str]:
    environment = replace(place, lock_seconds=1).environment
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def runner(arena: Arena) -> Iterator[Runner]:
    """A process that waits for a second only."""
    runner = Runner(replace(arena.place, lock_seconds=1))
    yield runner
    runner.end()


def test_api_and_page_say_so(arena: Arena, runner: Runner):
    known = runner.call(somebody, {})
    with held(arena.place):
        api = runner.call(through_the_api, known)
        page = runner.call(through_a_page, known)
    assert (api["status"], page["status"]) == (503, 503)
    assert api["after"]
    assert page["after"]
    assert "busy_try_again" in api["said"]
    assert UNIT["name_sv"] in page["said"], "what was written in the form is gone"
    assert runner.call(nothing_came_of_it, {}) == 0


def test_the_command_line_says_so(arena: Arena):
    with held(arena.place):
        process = _process(arena.place, "-m", "vidsyn", "call", "unit_create", "--json", json.dumps(UNIT))
        out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert "[busy_try_again]" in err, err
    assert "Traceback" not in out + err
