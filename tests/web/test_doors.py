"""Every address of the web × persona × state of the thing has an expected answer, for reading and for sending.

The table in `doors.yaml` was read by a person. A new address has no row yet and fails here: run the slow tests of this
file with VIDSYN_WRITE_DOORS=1, read what is new in the table, keep it if it is what should be. An answer is the status
with the code of the refusal; of what was sent also whether anything was done. The quick run reads every address in one
state.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from tests.web.addresses import names, today
from tests.web.form_reading import filled, post_forms
from tests.web.standing import Standing, standing, states_of

from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.people.queries.persons import persona_list
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("doors.yaml")
WRITE = bool(os.environ.get("VIDSYN_WRITE_DOORS"))
NOBODY, WITHOUT_ROLE, OFFICE = "nobody", "utan.roll", "kansliet"
EVERYBODY = "everybody"
# Personas whose role and unit another one tries as well.
ALIKE = {"koordinator.eecs", "forskare.ki"}
_seen: set[str] = set()
Answers = dict[str, list[str]]
Rows = dict[str, Answers]
# Without a form of their own: what a button or a program would send.
SENT = {"reason": "Skäl", "on": "2026-01-01", "expected_version": ""}
PDF = b"%PDF-1.4\n%%EOF\n"
# What fields without a value take, so that sending the form changes something.
SAID = {
    "website": "https://example.org", "country": "NO", "count": "3", "ror": "", "currency": "", "language": "",
    "languages": "", "notice_given_by": "", "notice_effective": "", "notice_days": "", "renewal_window_months": "",
    "member_since": "2001-01-01", "member_until": "", "ends_on": "", "erasmus_code": "", "schac": "", "pic": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def stood(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """The sample register with a thing in each state, taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=today())
        Person.objects.create(email=f"{WITHOUT_ROLE}@vidsyn.example", name="Utan roll", is_sample=True)
        yield standing()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _cheap(settings: Any, stood: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    """No slow passwords, no session rows, and none of the copies of every template's context that tests may ask for."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def cookies() -> dict[str, str]:
    """The session of each persona who has signed in."""
    return {}


@pytest.fixture
def clients(stood: Standing, cookies: dict[str, str]) -> Any:
    """A client of each persona: signed in once, fresh each time, so that what ends her session ends it for one try."""
    for person in [] if cookies else persona_list():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookies[person.email.partition("@")[0]] = client.cookies.output(header="", sep=";")

    def one(who: str) -> Client:
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie(cookies.get(who, ""))
        return client

    return one


@pytest.fixture(scope="module")
def table() -> Iterator[dict[str, Rows]]:
    known = _read() if TABLE.exists() else {}
    yield known
    if WRITE:
        # What another run of a part of the addresses wrote meanwhile stays.
        _write((_read() if TABLE.exists() else {}) | {name: known[name] for name in _seen})


def _read() -> dict[str, Rows]:
    """By address and "METHOD state"; rows that answer the same are written as one."""
    found: dict[str, Rows] = {}
    for name, rows in yaml.safe_load(TABLE.read_text()).items():
        split = [(key.split(), answers) for key, answers in rows.items()]
        found[name] = {
            f"{method} {state}".strip(): answers
            for (method, *states), answers in split
            for state in states or [""]
        }
    return found


def _write(known: dict[str, Rows]) -> None:
    written: dict[str, Rows] = {}
    for name, rows in sorted(known.items()):
        alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in rows:
            method, _space, state = key.partition(" ")
            alike[method, repr(rows[key])].append(state)
        written[name] = {
            " ".join([method, *states]).strip(): rows[f"{method} {states[0]}".strip()]
            for (method, _answers), states in alike.items()
        }
    TABLE.write_text(
        yaml.safe_dump(written, allow_unicode=True, width=110, default_flow_style=None, sort_keys=False)
    )


def answer_of(response: Any) -> str:
    """The status, with the refusal's code; a redirect to the page for signing in says so."""
    if response.status_code == 302 and "/sign-in/" in response.headers["Location"]:
        return "302 sign-in"
    return f"{response.status_code} {response.headers.get('Vidsyn-Refusal', '')}".strip()


def grouped(answers: dict[str, str]) -> Answers:
    """`{"200": [who, …], "403 not_allowed": [who, …]}`."""
    found: Answers = defaultdict(list)
    for who, answer in answers.items():
        found[answer].append(who)
    if len(found) == 1:
        return {next(iter(found)): [EVERYBODY]}
    return {answer: sorted(who) for answer, who in sorted(found.items())}


def people() -> list[str]:
    found = (person.email.partition("@")[0] for person in persona_list())
    return [*(who for who in found if who not in ALIKE), NOBODY]


def check(table: dict[str, Rows], name: str, key: str, found: Answers) -> None:
    if WRITE:
        table.setdefault(name, {})[key] = found
        _seen.add(name)
    assert table.get(name, {}).get(key) == found, f"{name}: {key} answers otherwise than the table says"


def read_as_the_table_says(table: dict[str, Rows], name: str, state: str, url: str, clients: Any) -> None:
    answers = {}
    for who in people():
        with transaction.atomic():
            answers[who] = answer_of(clients(who).get(url))
            transaction.set_rollback(True)
    check(table, name, f"GET {state}".strip(), grouped(answers))


def sent_as_the_table_says(table: dict[str, Rows], name: str, state: str, url: str, clients: Any) -> None:
    data = _form_of(url, clients(OFFICE))
    answers = {}
    for who in people():
        with transaction.atomic():
            answers[who] = _sent(clients(who), url, data)
            transaction.set_rollback(True)
    check(table, name, f"POST {state}".strip(), grouped(answers))


def _form_of(url: str, office: Client) -> dict[str, Any]:
    """What the office would send from the page; whoever may not see it sends the same."""
    response = office.get(url)
    html = (
        response.content.decode() if response.headers.get("Content-Type", "").startswith("text/html") else ""
    )
    form = next((form for form in post_forms(html, url) if form.action.partition("?")[0] == url), None)
    if form is None:
        return SENT
    said = {name: value for name, value in SAID.items() if name in form.empty}
    documents = {name: SimpleUploadedFile("bilaga.pdf", PDF) for name in form.files if name == "content"}
    return SENT | filled(form, office, said) | documents


def _sent(client: Client, url: str, data: dict[str, Any]) -> str:
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    before = HistoryEntry.objects.count()
    answer = answer_of(client.post(url, data))
    return f"{answer} done" if HistoryEntry.objects.count() > before else answer


# How the installation is, is the same for everybody and not the same in every test run: see `test_health.py`.
NAMES = [(name, parameters) for name, parameters in names() if name != "health:health"]


@pytest.mark.parametrize(("name", "parameters"), NAMES, ids=[name for name, _parameters in NAMES])
def test_every_address_is_read_as_the_table_says(name, parameters, stood, table, clients):
    state = states_of(name)[0]
    read_as_the_table_says(table, name, state, stood.address(name, parameters, state), clients)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "parameters"), NAMES, ids=[name for name, _parameters in NAMES])
def test_every_address_in_every_state_is_read_and_sent_to_as_the_table_says(
    name, parameters, stood, table, clients
):
    for state in states_of(name):
        url = stood.address(name, parameters, state)
        read_as_the_table_says(table, name, state, url, clients)
        sent_as_the_table_says(table, name, state, url, clients)
