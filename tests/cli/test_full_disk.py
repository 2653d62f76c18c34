"""`vidsyn serve` on a disk that really fills up: reading goes on, writing is refused, and room mends it."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.cli.test_supervision import Installation
from tests.storage.small_disks import fill, small_disk

pytestmark = pytest.mark.slow

# A person of the office with a token and a session, as she would have from before the disk was full.
PERSON = """
import json
from vidsyn.cli.desk import set_up
set_up()
from django.conf import settings
from django.test import Client
from django.utils import timezone
from vidsyn.kernel.actors import Door
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.tokens import token_create
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person
from vidsyn.people.vocabulary import Role, TokenScope
person = person_create(email="kansli@example.org", name="Kansliet", actor=local_operator())
role_give(person=person, role=Role.OFFICE, actor=local_operator())
person = Person.objects.get(pk=person.pk)
day = timezone.localdate()
token = token_create(
    name="program", scope=TokenScope.WRITE, expires_on=day, actor=actor_of(person, door=Door.WEB, on=day)
)
client = Client()
client.force_login(person)
cookie = settings.SESSION_COOKIE_NAME
print(json.dumps([token.secret, f"{cookie}={client.cookies[cookie].value}"]))
"""
PAGES = ("/", "/partners/", "/agreements/", "/collaborations/", "/settings/")


class Served(Installation):
    """A server, and one who reads and writes on it."""

    def begin(self) -> None:
        assert self.vidsyn("check").returncode in (0, 1)
        self.serve()
        made = self.python("-c", PERSON)
        assert made.returncode == 0, made.stderr
        self.secret, self.cookie = json.loads(made.stdout.splitlines()[-1])

    def ask(self, path: str, body: object = None) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        request.add_header(
            "Cookie" if body is None and not path.startswith("/api") else "X-None", self.cookie
        )
        if path.startswith("/api"):
            request.add_header("Authorization", f"Bearer {self.secret}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def write(self, code: str) -> tuple[int, str]:
        unit = {"code": code, "name_sv": "å" * 190, "name_en": "z" * 190, "kind": "school"}
        return self.ask("/api/v1/operations/unit_create", unit)


@pytest.fixture
def served(tmp_path: Path):
    with small_disk(tmp_path / "disk", megabytes=96) as disk:
        installation = Served(disk / "data")
        installation.log = tmp_path / "server.log"  # the log of a service is on another disk
        try:
            installation.begin()
            yield installation
        finally:
            if installation.server is not None:
                installation.server.terminate()
                installation.server.wait(30)


def test_reading_goes_on_writing_is_refused_and_room_mends_it(served):
    assert served.write("innan")[0] == 200
    ballast = fill(served.folder.parent)
    # The database's log has room left that it has used before: writing goes on until that is full as well.
    written, status, answer = 0, 200, ""
    for number in range(600):
        status, answer = served.write(f"n{number}")
        if status != 200:
            break
        written += 1
    assert (status, json.loads(answer)["code"]) == (503, "disk_full")
    assert "inget sparades" in json.loads(answer)["detail"]

    for path in PAGES:
        assert served.ask(path)[0] == 200, path
    status, answer = served.ask("/api/v1/units")
    assert status == 200
    assert served.ask("/health/")[0] in (200, 503)
    assert served.server.poll() is None

    ballast.unlink()
    until = time.monotonic() + 60
    while served.write("efter")[0] not in (200, 409) and time.monotonic() < until:
        time.sleep(1)
    codes = {code for (code,) in served.asked("SELECT code FROM people_unit")}
    assert codes >= {"innan", "efter", *(f"n{number}" for number in range(written))}
    verified = served.vidsyn("history", "verify", "--json")
    assert json.loads(verified.stdout)["ok"], verified.stdout
    # What runs by itself has gone on as well.
    served.enqueue(1)
    while not served.letters() and time.monotonic() < until + 60:
        time.sleep(0.5)
    assert len(served.letters()) == 1
