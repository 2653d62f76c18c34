"""Files beside the database: the head of the seals, and the keys."""

from __future__ import annotations

import json
import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from tests.history.seals.conftest import TABLE, faults, sql, tell

from vidsyn.history import seals
from vidsyn.history.models import Seal
from vidsyn.history.seals.keys import current_key, known_keys
from vidsyn.keeping.jobs import seal_history
from vidsyn.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


def cut_off_the_end() -> None:
    seal = Seal.objects.get(sequence=3)
    sql(f"DELETE FROM {TABLE} WHERE seal_id = %s", seal.pk)
    sql("DELETE FROM plumbing_seal WHERE id = %s", seal.pk)


def test_an_end_that_was_cut_off_is_found_and_not_sealed_over(sealed, unit):
    cut_off_the_end()
    assert faults() == [("end_cut_off", 3, None)]
    tell(unit, 1)
    with pytest.raises(Refusal) as refusal:
        seal_history()
    assert refusal.value.code == "history_head_mismatch"
    assert faults() == [("end_cut_off", 3, None)]


def test_a_last_seal_taken_off_its_rows_and_made_anew_is_found(sealed, own_folders):
    """A person with the key, but not the folder, unseals the end, alters it and seals it again."""
    seal = Seal.objects.get(sequence=3)
    sql(f"UPDATE {TABLE} SET seal_id = NULL, door = 'api' WHERE seal_id = %s", seal.pk)
    sql("DELETE FROM plumbing_seal WHERE id = %s", seal.pk)
    kept = (own_folders / "seals" / "head.json").read_text()
    (own_folders / "seals" / "head.json").unlink()
    seal_history()
    (own_folders / "seals" / "head.json").write_text(kept)
    assert ("head_differs", 3, None) in faults()


def test_an_earlier_database_put_back_on_purpose_is_accepted_with_a_reason_that_stays(sealed, unit):
    cut_off_the_end()
    with pytest.raises(Refusal, match="reason_required"):
        seals.accept_head(" ")
    seals.accept_head("återläst säkerhetskopia")
    tell(unit, 2)
    assert seal_history() == 2
    found = seals.verify()
    assert (found.ok, found.accepted_heads, found.seals) == (True, 1, 3)
    cut_off_the_end()
    assert faults() == [("end_cut_off", 3, None)]


def test_without_its_head_a_sealed_history_does_not_verify(sealed, own_folders):
    (own_folders / "seals" / "head.json").unlink()
    assert faults() == [("head_missing", None, None)]


def test_a_head_lost_to_a_crash_is_written_next_time(sealed, unit, own_folders):
    head = own_folders / "seals" / "head.json"
    before = head.read_text()
    tell(unit, 1)
    seal_history()
    head.write_text(before)
    seal_history()
    assert json.loads(head.read_text())["sequence"] == 4
    assert seals.verify().ok


def test_a_new_key_takes_over_and_the_old_one_still_checks(sealed, unit, own_folders):
    old = set(known_keys())
    new = seals.rotate_key()
    tell(unit, 1)
    seal_history()
    assert [s.key_id for s in Seal.objects.order_by("sequence")] == [*old, *old, *old, new.id]
    assert seals.verify().ok
    [path] = [p for p in (own_folders / "keys" / "seal").iterdir() if p.stem in old]
    assert path.stat().st_mode & 0o077 == 0
    path.unlink()
    assert {fault for fault, _s, _e in faults()} == {"key_missing"}


def test_a_key_kept_elsewhere_comes_from_the_environment(unit, monkeypatch, own_folders):
    monkeypatch.setenv("VIDSYN_SEAL_KEY", "valv-1:" + "k" * 40)
    tell(unit, 1)
    seal_history()
    assert Seal.objects.get().key_id == "valv-1"
    assert not (own_folders / "keys").exists()
    assert seals.verify().ok
    monkeypatch.setenv("VIDSYN_SEAL_KEY", "valv-1:" + "x" * 40)
    assert faults() == [("seal_altered", 1, None)]
    for wrong in ("utan id", "kort:nyckel", ":" + "k" * 40):
        monkeypatch.setenv("VIDSYN_SEAL_KEY", wrong)
        with pytest.raises(ImproperlyConfigured):
            seals.verify()


def test_no_key_lies_in_the_database(sealed):
    [key] = known_keys().values()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")
            assert key.secret.decode() not in str(cursor.fetchall())


@pytest.mark.parametrize("left", ["", "\n", '{"sequence": 3, "ma', "\0\0\0\0"])
def test_a_head_that_a_crash_left_damaged_is_told_of_and_written_again(sealed, unit, own_folders, left):
    head = own_folders / "seals" / "head.json"
    head.write_text(left)
    found = seals.verify()
    assert (found.ok, found.torn_heads) == (True, 1)
    tell(unit, 1)
    assert seal_history() == 1
    assert json.loads(head.read_text())["sequence"] == 4
    assert (seals.verify().ok, seals.verify().torn_heads) == (True, 0)


def test_half_a_line_at_the_end_of_the_log_is_told_of_and_cut(sealed, unit, own_folders):
    """A crash while writing: the seal in that line is written again."""
    log, head = own_folders / "seals" / "heads.log", own_folders / "seals" / "head.json"
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join(lines[:-1]) + lines[-1][:20])
    head.write_text(lines[-2])
    found = seals.verify()
    assert (found.ok, found.torn_heads) == (True, 1)
    tell(unit, 1)
    seal_history()
    assert [json.loads(line)["sequence"] for line in log.read_text().splitlines()] == [1, 2, 3, 4]
    assert (seals.verify().ok, seals.verify().torn_heads) == (True, 0)


def test_half_a_line_that_an_earlier_version_wrote_on_after_is_read(sealed, own_folders):
    log = own_folders / "seals" / "heads.log"
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join([*lines[:-1], lines[-1][:20] + lines[-1]]))
    assert faults() == []


def test_a_damaged_line_in_the_midst_of_the_log_is_no_crash(sealed, own_folders):
    log = own_folders / "seals" / "heads.log"
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join([lines[0], "borta\n", lines[2]]))
    assert faults() == [("head_damaged", None, None)]


def test_an_emptied_head_hides_no_end_that_was_cut_off(sealed, unit, own_folders):
    cut_off_the_end()
    (own_folders / "seals" / "head.json").write_text("")
    assert faults() == [("end_cut_off", 3, None)]
    tell(unit, 1)
    with pytest.raises(Refusal, match="history_head_mismatch"):
        seal_history()


def test_the_key_made_last_counts_whatever_it_is_called(sealed, unit, own_folders):
    """The machine's clock was a century ahead when the first key was made, and one was copied in by hand."""
    folder = own_folders / "keys" / "seal"
    [first] = known_keys()
    (folder / "21261129064841.key").write_bytes((folder / f"{first}.key").read_bytes())
    (folder / "zzz.key").write_text("k" * 64)
    new = seals.rotate_key()
    assert new.id < "21261129064841"
    tell(unit, 1)
    seal_history()
    assert Seal.objects.order_by("-sequence").first().key_id == new.id


def test_keys_made_before_their_order_was_written_down_count_by_their_age(sealed, own_folders):
    folder = own_folders / "keys" / "seal"
    [first] = known_keys()
    (folder / "current").unlink()
    (folder / "a.key").write_text("k" * 64)
    os.utime(folder / f"{first}.key", (1, 1))
    assert current_key().id == "a"
    (folder / "empty.key").write_text("")
    assert current_key().id == "a"
