"""On a full disk everything can still be read, and what cannot be saved is refused with a sentence."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import ApiToken, Person, RoleAssignment, Unit
from vidsyn.people.operations.tokens import token_create
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import Role, TokenScope, UnitKind
from vidsyn.storage import files, rates
from vidsyn.storage.full import disk_full
from vidsyn.storage.writing import write_aside

TODAY = date.today()


@pytest.fixture
def register(transactional_db):
    unit = unit_create(
        code="kth", name_sv="KTH", name_en="KTH", kind=UnitKind.UNIVERSITY, actor=local_operator()
    )
    person = Person.objects.create(email="kansli@example.org", name="Kansliet", unit=unit)
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    return person


@pytest.fixture
def full(register):
    """The database may not grow by a page: SQLite then reports a full disk."""
    if connection.vendor != "sqlite":
        pytest.skip("the limit on pages is SQLite's")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield register
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def fill(actor):
    """Register units until nothing more fits."""
    for number in range(2000):
        unit_create(
            code=f"u{number}", name_sv="x" * 190, name_en="y" * 190, kind=UnitKind.SCHOOL, actor=actor
        )


@pytest.mark.sqlite
def test_reading_goes_on_and_writing_is_refused_at_every_door(full):
    token = token_create(
        name="program", scope=TokenScope.WRITE, expires_on=TODAY + timedelta(days=9),
        actor=actor_of(full, door=Door.WEB, on=TODAY),
    )  # fmt: skip
    browser = Client()
    browser.force_login(full)
    with pytest.raises(DatabaseError) as fault:
        fill(local_operator())
    assert disk_full(fault.value).code == "disk_full"

    for address in ("/", "/partners/", "/agreements/", "/collaborations/", "/settings/"):
        assert browser.get(address, follow=True).status_code == 200, address
    program = Client(headers={"Authorization": f"Bearer {token.secret}"})
    assert program.get("/api/v1/units").status_code == 200

    long = {"name_sv": "z" * 200, "name_en": "z" * 200, "kind": "school"}
    answers = [
        program.post(
            "/api/v1/operations/unit_create", json.dumps(long | {"code": f"n{n}"}), "application/json"
        )
        for n in range(12)
    ]
    assert answers[-1].status_code == 503
    assert answers[-1].json()["code"] == "disk_full"
    assert Unit.objects.filter(code="n11").count() == 0


def test_what_cannot_be_counted_or_stamped_stops_no_reading(register, settings, tmp_path):
    """A path that is a file cannot become a folder: writing fails as on a full disk."""
    settings.DATA = tmp_path / "file"
    settings.DATA.write_text("")
    assert rates.count("somebody") == 0
    token = token_create(
        name="program", scope=TokenScope.READ, expires_on=TODAY + timedelta(days=9),
        actor=actor_of(register, door=Door.WEB, on=TODAY),
    )  # fmt: skip

    def full(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            raise DatabaseError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        answer = Client(headers={"Authorization": f"Bearer {token.secret}"}).get("/api/v1/units")
    assert answer.status_code == 200
    assert ApiToken.objects.get().last_used_on is None


WRITE = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
from vidsyn.storage.writing import write_aside
try:
    write_aside(Path(sys.argv[1]), b"x" * 5000)
except OSError as fault:
    print(fault.errno)
"""


def test_a_file_that_does_not_fit_leaves_the_one_before_it_whole(tmp_path):
    path = tmp_path / "kept"
    write_aside(path, b"whole")
    ran = subprocess.run([sys.executable, "-c", WRITE, str(path)], capture_output=True, text=True)
    assert ran.stdout.strip() == str(errno.EFBIG)
    assert disk_full(OSError(errno.EFBIG, "")) is not None
    assert path.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["kept"]


def test_a_document_that_a_crash_left_empty_is_mended_by_the_same_document(settings, tmp_path):
    settings.DATA = tmp_path
    digest = files.keep(b"a signed agreement")
    files._path(digest).write_bytes(b"")
    assert files.keep(b"a signed agreement") == digest
    assert files.content_of(digest) == b"a signed agreement"


def test_other_faults_are_no_full_disk():
    assert disk_full(OSError(errno.EACCES, "")) is None
    assert disk_full(DatabaseError("database is locked")) is None
