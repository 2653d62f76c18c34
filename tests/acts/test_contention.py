"""What the database says of another writer becomes a refusal on every door; any other fault stays a fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError
from django.test import RequestFactory

from vidsyn.acts.contention import attempted, contention_refused, refusal_of_contention
from vidsyn.cli.desk import mended
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import UnitKind
from vidsyn.web.shell.errors import server_error


def _begin(other: sqlite3.Connection) -> None:
    """As Django does it, whatever database the tests run on."""
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        raise OperationalError(*fault.args) from fault


@pytest.fixture
def locked(tmp_path) -> Iterator[DatabaseError]:
    """What a real database says while another connection writes."""
    path = tmp_path / "locked.sqlite3"
    with sqlite3.connect(path) as writer, sqlite3.connect(path, timeout=0) as other:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError) as caught:
            _begin(other)
        yield caught.value
        writer.rollback()


def test_a_lock_is_refused_with_a_time_to_wait(locked):
    with pytest.raises(Refusal) as caught, contention_refused():
        raise locked
    assert (caught.value.code, caught.value.kind) == ("busy_try_again", RefusalKind.BUSY)
    assert caught.value.params["retry_after"] > 0


def test_a_page_met_by_a_lock_says_so_and_is_no_server_error(locked):
    try:
        raise locked
    except OperationalError:
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Busy just now" in response.content.decode()


def test_a_command_met_by_a_lock_says_so(locked, capsys):
    with pytest.raises(SystemExit), mended("en"):
        raise locked
    assert "[busy_try_again]" in capsys.readouterr().err


def test_any_other_fault_stays_what_it_is():
    assert refusal_of_contention(OperationalError("no such table: x")) is None
    assert refusal_of_contention(IntegrityError("CHECK constraint failed: x")) is None
    assert refusal_of_contention(ValueError()) is None
    try:
        raise OperationalError("disk I/O error")
    except OperationalError:
        assert server_error(RequestFactory().get("/")).status_code == 500


@pytest.mark.django_db
def test_what_collided_is_named():
    def again() -> None:
        Unit.objects.create(code="abe", name_sv="A", name_en="A", kind=UnitKind.SCHOOL, path="abe/")

    again()
    with pytest.raises(Refusal) as caught:
        attempted(again)
    refusal = caught.value
    assert (refusal.code, refusal.kind) == ("taken_meanwhile", RefusalKind.CONFLICT)
    assert refusal.params["subject"] == "unit"
    assert refusal.params["names"] in {"code", "path"}
