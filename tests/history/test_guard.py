"""The database itself refuses to alter or remove history, but allows sealing and erasure."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, connection, transaction

from vidsyn.history import guard
from vidsyn.history.erasure import erase_personal
from vidsyn.history.guard.columns import ERASABLE, FIXED, SEALED
from vidsyn.history.models import HistoryEntry, Seal
from vidsyn.history.recording import record
from vidsyn.history.seals import seal_history, verify
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit

pytestmark = pytest.mark.django_db
TABLE = "plumbing_historyentry"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="x", name_sv="X", name_en="X", kind="school", path="x/")


@pytest.fixture
def row(unit) -> HistoryEntry:
    """An unsealed row."""
    return record(
        "unit.updated",
        subject=unit,
        actor=local_operator(),
        before={"name_sv": "Förr", "n": 1},
        after={"name_sv": "Nu", "n": {"a": [1, 2]}},
        reason="skäl",
        personal=("name_sv", "reason"),
    )


@pytest.fixture
def sealed(row) -> HistoryEntry:
    seal_history()
    row.refresh_from_db()
    return row


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        sql(statement, *values)


def test_the_guard_stands_after_every_migration():
    assert guard.lacking() == []


def test_every_column_is_guarded_in_one_of_the_three_ways():
    columns = [field.column for field in HistoryEntry._meta.concrete_fields]
    assert sorted(columns) == sorted((*FIXED, *SEALED, *ERASABLE))


OTHER = {
    "id": 999_999,
    "at": "2001-02-03 04:05:06+00:00",
    "fact": "unit.closed",
    "subject_kind": "person",
    "subject_id": "annat",
    "subject_version": 77,
    "actor_kind": "person",
    "actor_id": "annan",
    "door": "api",
    "correlation_id": "00000000000000000000000000000000",
    "restricted": True,
    "personal": json.dumps(["n", "name_sv", "reason"]),
    "digests": json.dumps({}),
    "reason": "ett annat skäl",
    "before": json.dumps({"name_sv": "Annat", "n": 1}),
    "after": json.dumps({"name_sv": "Nu", "n": {"a": [1, 2]}, "mer": None}),
    "salts": json.dumps({"before.n": "0" * 32}),
    "seal_position": 9,
    "row_digest": "0" * 64,
    "seal_id": None,
}


@pytest.mark.parametrize("column", OTHER)
def test_no_column_of_a_sealed_row_can_be_changed(sealed, column):
    refused(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", OTHER[column], sealed.pk)


@pytest.mark.parametrize("column", [*FIXED, *ERASABLE, "row_digest"])
def test_nor_of_one_that_is_not_sealed_yet(row, column):
    refused(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", OTHER[column], row.pk)


def test_no_row_and_no_seal_can_be_removed_or_replaced(sealed):
    refused(f"DELETE FROM {TABLE} WHERE id = %s", sealed.pk)
    refused("DELETE FROM plumbing_seal")
    refused("UPDATE plumbing_seal SET mac = ''")
    if connection.vendor == "sqlite":
        refused(f"UPDATE {TABLE} SET rowid = 77")
        refused(f"REPLACE INTO {TABLE} SELECT * FROM {TABLE}")
        refused("REPLACE INTO plumbing_seal SELECT * FROM plumbing_seal")
    else:
        connection.check_constraints()
        refused(f"TRUNCATE {TABLE}")


def test_a_row_is_sealed_once(row):
    seal_history()
    other = Seal.objects.create(sequence=9, sealed_at=row.at, count=1, batch_digest="", key_id="", mac="")
    refused(f"UPDATE {TABLE} SET seal_id = %s", other.pk)


def test_an_erasure_passes_and_the_seals_hold(sealed, unit):
    assert erase_personal(unit, actor=local_operator()) == 1
    sealed.refresh_from_db()
    assert (sealed.before, sealed.after, sealed.reason) == ({"n": 1}, {"n": {"a": [1, 2]}}, "")
    assert sorted(sealed.salts) == ["after.n", "before.n"]
    assert verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("before", {"name_sv": "Förr"}),  # n is nobody's personal data
        ("after", {"name_sv": "Nu", "n": {"a": [1]}}),
        ("after", {"n": "x"}),
        ("after", {"name_sv": None, "n": {"a": [1, 2]}}),
        ("before", {}),
    ],
)
def test_what_is_no_erasure_does_not_pass_for_one(sealed, column, value):
    refused(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", json.dumps(value), sealed.pk)
    salts = {name: salt for name, salt in sealed.salts.items() if name != "before.n"}
    refused(f"UPDATE {TABLE} SET salts = %s WHERE id = %s", json.dumps(salts), sealed.pk)


def test_a_guard_that_was_taken_down_is_told_of_and_put_up_again():
    guard.take_down()
    assert "history_change" in guard.lacking()
    assert verify().unguarded == guard.lacking()
    guard.put_up()
    assert verify().unguarded == []
