"""Every API route × persona has an expected answer, and every door refuses the same person with the same code.

The table in `doors.yaml` was read by a person. A new operation or read has no row yet and fails here: run the
tests once with VIDSYN_WRITE_DOORS=1, read what is new in the table, keep it if it is what should be.
"""

import functools
import json
import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.api.sample_arguments import first_thing, sample_arguments

from vidsyn.acts.calls import operations
from vidsyn.api import routes  # noqa: F401 – fills READS before the parameters are counted
from vidsyn.api.reads import READS
from vidsyn.cli.main import main
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person
from vidsyn.people.queries.persons import persona_list
from vidsyn.sample.loading import sample_load
from vidsyn.web.shell.performing import perform

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("doors.yaml")
WRITE = bool(os.environ.get("VIDSYN_WRITE_DOORS"))
NOBODY = "nobody"
# The answer of an operation that found everything as asked: it says nothing of who may.
NOTHING = "ok_changed_nothing"
# Where the sample holds nothing that the operation could change.
NOTHING_THERE = {"feed_revoke", "unit_reopen"}
# Personas whose role and unit another one tries as well.
ALIKE = {"koordinator.eecs", "forskare.ki", "tidigare.koordinator"}
# What a detail's address names, by the first word of its path.
KINDS = {
    "people": "person",
    "units": "unit",
    "partners": "partner",
    "networks": "network",
    "collaborations": "collaboration",
    "agreements": "agreement",
    "imports": "import",
}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample register for all tests of this module, taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=timezone.localdate())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def personas(sample) -> dict[str, Person]:
    found = {person.email.partition("@")[0]: person for person in persona_list()}
    return {name: person for name, person in found.items() if name not in ALIKE}


@pytest.fixture(autouse=True)
def _asked_often(settings, sample):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture(scope="module")
def table():
    known = yaml.safe_load(TABLE.read_text()) if TABLE.exists() else {}
    yield known
    if WRITE:
        TABLE.write_text(yaml.safe_dump(known, allow_unicode=True, width=110, default_flow_style=None))


@functools.cache
def client_of(person):
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def answer_of(response):
    return "ok" if response.status_code == 200 else response.json()["code"]


def over_api(person, operation, arguments):
    """The answer's code, or that it changed nothing; whatever it did is taken back."""
    path = f"/api/v1/operations/{operation.name}"
    with transaction.atomic():
        before = HistoryEntry.objects.count()
        response = client_of(person).post(path, arguments, content_type="application/json")
        answer = answer_of(response)
        if answer == "ok" and HistoryEntry.objects.count() == before:
            answer = NOTHING
        transaction.set_rollback(True)
    return answer


def over_cli(person, operation, arguments):
    """The same from the command line: `ok`, or the code in brackets at the end of the first sentence."""
    words = ["call", operation.name, "--json", json.dumps(arguments), "--as", person.email]
    with transaction.atomic():
        before = HistoryEntry.objects.count()
        ran = CliRunner().invoke(main, words)
        changed = HistoryEntry.objects.count() > before
        transaction.set_rollback(True)
    # What it sealed is taken back with the database, and so must be the head it wrote beside it.
    shutil.rmtree(settings.DATA / "seals", ignore_errors=True)
    if ran.exit_code == 0:
        return "ok" if changed else NOTHING
    return ran.stderr.splitlines()[0].rpartition("[")[2].rstrip("]")


def over_page(person, operation, arguments):
    """The same by the way that pages call operations: `ok`, or the code that a page says in its header."""
    actor = actor_of(person, door=Door.WEB, on=timezone.localdate())
    with transaction.atomic():
        before = HistoryEntry.objects.count()
        try:
            perform(actor, operation.name, **arguments)
            answer = "ok" if HistoryEntry.objects.count() > before else NOTHING
        except Refusal as no:
            answer = no.code
        except Refusals as several:
            answer = several.refusals[0].code
        transaction.set_rollback(True)
    return answer


def grouped(answers):
    """`{"ok": [who, …], "not_allowed": [who, …]}`."""
    found = defaultdict(list)
    for who, code in answers.items():
        found[code].append(who)
    return {code: sorted(who) for code, who in sorted(found.items())}


def check(table, key, found):
    if WRITE:
        table[key] = found
    assert table.get(key) == found, f"{key} answers otherwise than the table says"


@pytest.mark.parametrize("name", sorted(operations()))
def test_every_operation_answers_every_persona_as_the_table_says(name, personas, table):
    operation = operations()[name]
    arguments = sample_arguments(operation)
    answers = {who: over_api(person, operation, arguments) for who, person in personas.items()}
    answers[NOBODY] = over_api(None, operation, arguments)
    check(table, name, grouped(answers))
    assert NOTHING not in answers.values() or name in NOTHING_THERE, (
        "say in CHANGING what would change something"
    )


@pytest.mark.parametrize("name", sorted(READS))
def test_every_read_answers_every_persona_as_the_table_says(name, personas, table):
    read = READS[name]
    kind = KINDS.get(read.path.split("/")[1], "")
    path = "/api/v1" + read.path.replace("{name}", first_thing(kind) if kind else "")
    query = {"text": "a"} if name == "search" else {}
    answers = {who: answer_of(client_of(person).get(path, query)) for who, person in personas.items()}
    answers[NOBODY] = answer_of(client_of(None).get(path, query))
    check(table, name, grouped(answers))


# Some in every run, all of them in the slow one.
BY_EVERY_DOOR = [
    pytest.param(name, marks=[] if place % 11 == 0 else [pytest.mark.slow])
    for place, name in enumerate(name for name, one in sorted(operations().items()) if not one.in_person)
]


@pytest.mark.parametrize("name", BY_EVERY_DOOR)
def test_a_page_refuses_the_same_person_with_the_same_code(name, personas):
    operation = operations()[name]
    arguments = sample_arguments(operation)
    for person in personas.values():
        assert over_page(person, operation, arguments) == over_api(person, operation, arguments)


@pytest.mark.parametrize("name", BY_EVERY_DOOR)
def test_the_command_line_refuses_the_same_person_with_the_same_code(name, personas):
    operation = operations()[name]
    arguments = sample_arguments(operation)
    for person in personas.values():
        assert over_cli(person, operation, arguments) == over_api(person, operation, arguments)


def test_rights_are_the_same_through_every_door(personas):
    """A role is held by the person, whichever way she comes in."""
    for person in personas.values():
        held = {actor_of(person, door=door, on=timezone.localdate()).holdings for door in Door}
        assert len(held) == 1
