"""Any change to the sealed history, even made in the database itself, is detected."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as quick
from hypothesis import strategies as st
from tests.history.seals.conftest import TABLE, faults, sql, tell

from vidsyn.history import seals
from vidsyn.history.erasure import erase_personal
from vidsyn.history.models import HistoryEntry, Seal
from vidsyn.history.recording import value_digest
from vidsyn.history.seals import sealing
from vidsyn.history.seals.digests import row_digest
from vidsyn.keeping.jobs import seal_history
from vidsyn.later.clock import Every, jobs
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db


def test_an_untouched_history_verifies_and_tells_what_is_not_sealed_yet(sealed, unit):
    tell(unit, 3)
    found = seals.verify()
    assert (found.ok, found.seals, found.sealed, found.unsealed) == (True, 3, 10, 3)
    assert found.oldest_unsealed_at == HistoryEntry.objects.filter(seal=None).order_by("id").first().at
    assert seal_history() == 3
    assert seal_history() == 0
    assert (seals.verify().ok, seals.verify().unsealed) == (True, 0)


def test_an_empty_history_verifies():
    assert seal_history() == 0
    assert seals.verify().ok


def test_sealing_is_among_the_clocks_work_of_every_minute():
    assert "seal-history" in {job.name for job in jobs(Every.MINUTE)}


# What somebody at the database could write into each column of a row to change it.
MUTATIONS = {
    "at": "2001-02-03 04:05:06+00:00",
    "fact": "unit.closed",
    "subject_kind": "person",
    "subject_id": "00000000-0000-0000-0000-000000000000",
    "subject_version": 77,
    "actor_kind": "person",
    "actor_id": "någon annan",
    "door": "api",
    "correlation_id": "00000000000000000000000000000000",
    "reason": "ett annat skäl",
    "before": json.dumps({"name_sv": "Annat", "n": 0}),
    "after": json.dumps({}),
    "restricted": True,
    "personal": json.dumps(["n", "name_sv", "reason"]),
    "salts": json.dumps({}),
    "digests": json.dumps({}),
    "seal_position": 9,
    "row_digest": "0" * 64,
    "seal_id": None,
    "id": 999_999,
}


def test_every_column_is_tried():
    assert set(MUTATIONS) == {field.column for field in HistoryEntry._meta.concrete_fields}


@pytest.mark.parametrize("column", MUTATIONS)
def test_altering_any_column_of_any_sealed_row_is_found(sealed, column):
    from django.db import transaction

    for row in sealed:
        with transaction.atomic():
            sql(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", MUTATIONS[column], row)
            assert not seals.verify().ok, (column, row)
            transaction.set_rollback(True)
    assert seals.verify().ok


@pytest.mark.parametrize(
    "column", ["fact", "subject_id", "actor_id", "reason", "before", "at", "restricted", "personal"]
)
def test_the_altered_row_is_named(sealed, column):
    sql(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", MUTATIONS[column], sealed[5])
    assert faults() == [("row_altered", 2, sealed[5])]


# PostgreSQL stores no NUL in JSON.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=3)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


@quick(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(0, 9),
    column=st.sampled_from(["before", "after", "salts", "digests", "personal"]),
    value=json_values,
)
def test_any_other_json_in_any_sealed_row_is_found_and_breaks_nothing(sealed, row, column, value):
    from django.db import transaction

    stands = HistoryEntry.objects.values_list(column, flat=True).get(pk=sealed[row])
    with transaction.atomic():
        sql(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", json.dumps(value), sealed[row])
        assert seals.verify().ok == (stands == value and type(stands) is type(value))
        transaction.set_rollback(True)


def test_a_value_altered_together_with_its_digest_is_found(sealed):
    entry = HistoryEntry.objects.get(pk=sealed[1])
    digests = entry.digests | {"after.n": value_digest(entry.salts["after.n"], 5)}
    sql(f"UPDATE {TABLE} SET after = %s WHERE id = %s", json.dumps(entry.after | {"n": 5}), sealed[1])
    sql(f"UPDATE {TABLE} SET digests = %s WHERE id = %s", json.dumps(digests), sealed[1])
    assert faults() == [("row_altered", 1, sealed[1])]
    altered = HistoryEntry.objects.get(pk=sealed[1])
    sql(f"UPDATE {TABLE} SET row_digest = %s WHERE id = %s", row_digest(altered), sealed[1])
    assert faults() == [("batch_altered", 1, None)]


@pytest.mark.parametrize(("row", "seal"), [(0, 1), (3, 1), (4, 2), (9, 3)])
def test_a_removed_row_is_found(sealed, row, seal):
    sql(f"DELETE FROM {TABLE} WHERE id = %s", sealed[row])
    assert ("row_removed", seal, None) in faults()


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 3), (8, 9)])
def test_rows_put_in_another_order_are_found(sealed, one, other):
    places = dict(HistoryEntry.objects.values_list("id", "seal_position"))
    sql(f"UPDATE {TABLE} SET seal_position = %s WHERE id = %s", places[sealed[other]], sealed[one])
    sql(f"UPDATE {TABLE} SET seal_position = %s WHERE id = %s", places[sealed[one]], sealed[other])
    seal = HistoryEntry.objects.get(pk=sealed[one]).seal.sequence
    assert faults() == [("rows_reordered", seal, None)]


def test_rows_exchanged_between_seals_are_found(sealed):
    first, second = Seal.objects.order_by("sequence")[:2]
    sql(f"UPDATE {TABLE} SET seal_id = %s WHERE id = %s", second.pk, sealed[0])
    sql(f"UPDATE {TABLE} SET seal_id = %s WHERE id = %s", first.pk, sealed[4])
    assert faults() == [("batch_altered", 1, None), ("batch_altered", 2, None)]


def test_a_row_slipped_into_a_seal_is_found_and_named(sealed, unit):
    tell(unit, 1)
    forged = HistoryEntry.objects.order_by("-id").first()
    seal = Seal.objects.get(sequence=2)
    for position in (1, 4):
        sql(
            f"UPDATE {TABLE} SET seal_id = %s, seal_position = %s, row_digest = %s WHERE id = %s",
            seal.pk,
            position,
            row_digest(forged),
            forged.pk,
        )
        assert faults() == [("row_inserted", 2, forged.pk)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sealed_at", "2001-02-03 04:05:06+00:00"),
        ("count", 3),
        ("batch_digest", "0" * 64),
        ("previous_mac", "0" * 64),
        ("key_id", "annan"),
        ("mac", "0" * 64),
        ("sequence", 7),
    ],
)
@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_an_altered_seal_is_found(sealed, column, value, sequence):
    sql(f"UPDATE plumbing_seal SET {column} = %s WHERE sequence = %s", value, sequence)
    assert faults() != []


def test_a_removed_seal_is_found_also_with_its_rows(sealed):
    seal = Seal.objects.get(sequence=2)
    sql(f"DELETE FROM {TABLE} WHERE seal_id = %s", seal.pk)
    sql("DELETE FROM plumbing_seal WHERE id = %s", seal.pk)
    assert ("seal_removed", 2, None) in faults()


def test_erasing_personal_values_keeps_the_seal_and_leaves_nothing_to_guess_from(sealed, unit):
    assert erase_personal(unit, actor=local_operator(), reason="begäran") == 10
    assert seals.verify().ok
    entry = HistoryEntry.objects.get(pk=sealed[0])
    assert (entry.before, entry.after, entry.reason) == ({"n": 0}, {"n": None}, "")
    assert entry.salts.keys() == {"before.n", "after.n"}
    assert "before.name_sv" in entry.digests
    seal_history()
    assert seals.verify().ok
    assert erase_personal(unit, actor=local_operator()) == 0


def test_values_erased_by_hand_without_a_fact_that_tells_of_it_are_found(sealed):
    entry = HistoryEntry.objects.get(pk=sealed[2])
    salts = {key: salt for key, salt in entry.salts.items() if not key.endswith("name_sv")}
    sql(f"UPDATE {TABLE} SET salts = %s WHERE id = %s", json.dumps(salts), sealed[2])
    sql(f"UPDATE {TABLE} SET before = %s WHERE id = %s", json.dumps({"n": 2}), sealed[2])
    sql(f"UPDATE {TABLE} SET after = %s WHERE id = %s", json.dumps({"n": None}), sealed[2])
    assert faults() == [("erased_untold", 1, sealed[2])]


def test_a_value_that_is_not_personal_cannot_be_erased_away(sealed, unit):
    erase_personal(unit, actor=local_operator())
    entry = HistoryEntry.objects.get(pk=sealed[2])
    del entry.salts["before.n"]
    sql(f"UPDATE {TABLE} SET salts = %s WHERE id = %s", json.dumps(entry.salts), sealed[2])
    sql(f"UPDATE {TABLE} SET before = %s WHERE id = %s", json.dumps({}), sealed[2])
    assert faults() == [("row_altered", 1, sealed[2])]


def test_checking_and_sealing_cost_the_same_few_statements_however_many_rows(
    sealed, unit, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(sealing, "BATCH", 1000)
    with django_assert_max_num_queries(8):
        seals.verify()
    tell(unit, 30)
    with django_assert_max_num_queries(14):
        seal_history()
    with django_assert_max_num_queries(8):
        seals.verify()
