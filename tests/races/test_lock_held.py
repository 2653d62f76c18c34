"""Somebody holds the register for longer than anyone waits: every door says so, and nothing is done by halves."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from tests.races.racing import ROOT, Arena, Place, Runner

WRITING = ("a form", "sign in", "sign out", "a call", "a call with a token")
READING = ("read a page", "read by a program")
WAITED = 1  # seconds that the doors of these tests wait for a lock
# As SQLite's lock: nobody else writes, everybody reads.
_HOLD = """
import sys, django; django.setup()
from django.apps import apps
from django.db import connection, transaction
with transaction.atomic():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ", ".join(model._meta.db_table for model in apps.get_models(include_auto_created=True))
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
    print("held", flush=True)
    sys.stdin.readline()
"""
Sent = Callable[[], Any]
_sends: dict[str, Sent] = {}


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
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=impatient(place).environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def impatient(place: Place) -> Place:
    """The same register for a process that soon gives up waiting."""
    return replace(place, lock_seconds=WAITED)


def _unit() -> dict[str, str]:
    name = f"u{uuid4().hex[:12]}"
    return {"code": name, "name_sv": name, "name_en": name, "kind": "department"}


def test_the_command_line_says_so(arena: Arena):
    with held(arena.place):
        process = _process(arena.place, "-m", "vidsyn", "call", "unit_create", "--json", json.dumps(_unit()))
        out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert "[busy_try_again]" in err, err
    assert "Traceback" not in out + err


@pytest.fixture
def visitor(arena: Arena) -> Iterator[Runner]:
    """A process that answers as the web does; what it is going to send is prepared before anybody holds the lock."""
    runner = Runner(impatient(arena.place))
    runner.call(prepare, {})
    yield runner
    runner.end()


def prepare() -> None:
    """In the visitor's process: people who have come in, and everything that they are going to send."""
    from tests.races import making

    from vidsyn.people.actors import local_operator
    from vidsyn.people.operations.roles import role_give
    from vidsyn.people.vocabulary import Role

    office = making.person()
    for role in (Role.OFFICE, Role.SYSTEM_ADMINISTRATOR):
        role_give(person=office, role=role, actor=local_operator())
    office.refresh_from_db()  # a new role ends sessions
    office.set_password(secret := uuid4().hex)
    office.save()
    _sends.update(_of_pages(office, secret) | _of_programs(office))


def _client(person: Any = None) -> Any:
    """A fault that nothing handles is raised out of it, whatever page it would become."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    if person is not None:
        client.force_login(person)
        client.get("/")  # compiles templates and statements
    return client


def _of_pages(office: Any, secret: str) -> dict[str, Sent]:
    form, going, coming, reader = _client(office), _client(office), _client(), _client(office)
    unit = _unit() | {"submission": uuid4().hex}
    return {
        "a form": lambda: form.post("/units/new/", unit),
        "sign in": lambda: coming.post("/sign-in/", {"email": office.email, "password": secret}),
        "sign out": lambda: going.post("/sign-out/"),
        "read a page": lambda: reader.get("/units/"),
    }


def _of_programs(office: Any) -> dict[str, Sent]:
    from vidsyn import here
    from vidsyn.kernel.actors import Door
    from vidsyn.people.actors import actor_of
    from vidsyn.people.operations.tokens import token_create
    from vidsyn.people.vocabulary import TokenScope

    signed_in, program = _client(office), _client()
    actor = actor_of(office, door=Door.WEB, on=here.today())
    made = token_create(name="P", scope=TokenScope.WRITE, expires_on=here.today(), actor=actor)
    operation, once = "/api/v1/operations/unit_create", _unit()
    by_token = {"Authorization": f"Bearer {made.secret}"}
    return {
        "a call": lambda: signed_in.post(operation, once, content_type="application/json"),
        "a call with a token": lambda: program.post(
            operation, _unit(), content_type="application/json", headers=by_token
        ),
        "read by a program": lambda: program.get("/api/v1/units", headers=by_token),
    }


def send(what: str) -> dict[str, Any]:
    """In the visitor's process: send it; what it was answered with, and after how long."""
    began = time.monotonic()
    answer = _sends[what]()
    is_problem = answer.get("Content-Type") == "application/problem+json"
    code = answer.json()["code"] if is_problem else answer.get("Vidsyn-Refusal")
    waited = time.monotonic() - began
    return {"status": answer.status_code, "code": code, "after": answer.get("Retry-After"), "waited": waited}


def test_what_is_sent_waits_and_is_refused_with_a_sentence(arena: Arena, visitor: Runner):
    with held(arena.place):
        met = {what: visitor.call(send, {"what": what}) for what in WRITING}
        read = {what: visitor.call(send, {"what": what}) for what in READING}
    for what, answer in met.items():
        assert (answer["status"], answer["code"]) == (503, "busy_try_again"), what
        assert int(answer["after"]) > 0, what
        assert answer["waited"] >= WAITED * 0.9, what
    assert {what: answer["status"] for what, answer in read.items()} == dict.fromkeys(READING, 200)
    again = {what: visitor.call(send, {"what": what})["status"] for what in WRITING}
    assert set(again.values()) <= {200, 302}, f"the lock is gone: now it is done: {again}"
