"""A backup brings everything back, and nothing is lost to a careless or damaged one. Real folders, real commands."""

import fcntl
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

UNIT = '{"code": "kth", "name_sv": "KTH", "name_en": "KTH", "kind": "university"}'


@pytest.fixture(scope="module")
def run():
    """The command in a process of its own, on a data folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("VIDSYN_")}

    def vidsyn(folder, *words):
        return subprocess.run(
            [sys.executable, "-m", "vidsyn", *map(str, words)],
            env=kept | {"VIDSYN_DATA": str(folder)},
            capture_output=True,
            text=True,
        )

    return vidsyn


@pytest.fixture(scope="module")
def made_once(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "data"
    assert run(folder, "call", "unit_create", "--json", UNIT).returncode == 0
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "abcd").write_bytes(b"a signed agreement")
    (folder / "static").mkdir()
    (folder / "static" / "made-anew.css").write_text("a {}")
    return folder


@pytest.fixture
def filled(made_once, tmp_path):
    """A data folder with a unit, a document and its key."""
    return Path(shutil.copytree(made_once, tmp_path / "filled"))


def unit_names(folder):
    with sqlite3.connect(folder / "vidsyn.sqlite3") as database:
        return [row[0] for row in database.execute("SELECT name_sv FROM people_unit")]


def test_everything_comes_back_into_an_empty_folder(run, filled, tmp_path):
    file, other = tmp_path / "kept.vidsyn", tmp_path / "other"
    told = json.loads(run(filled, "backup", file, "--json").stdout)
    assert told["bytes"] == file.stat().st_size
    assert file.stat().st_mode & 0o077 == 0

    assert run(other, "restore", file).returncode == 0
    assert unit_names(other) == ["KTH"]
    assert (other / "files" / "ab" / "abcd").read_bytes() == b"a signed agreement"
    secret = (other / "keys" / "secret-key").read_text()
    assert secret == (filled / "keys" / "secret-key").read_text()
    assert not (other / "static").exists()


def test_a_register_is_replaced_only_when_said_and_kept_beside(run, filled, tmp_path):
    file = tmp_path / "kept.vidsyn"
    run(filled, "backup", file)
    run(filled, "call", "unit_update", "--json", '{"unit": "kth", "name_sv": "Senare"}')

    refused = run(filled, "restore", file)
    assert (refused.returncode, "[restore_would_overwrite]" in refused.stderr) == (1, True)
    assert unit_names(filled) == ["Senare"]

    assert run(filled, "restore", file, "--force").returncode == 0
    assert unit_names(filled) == ["KTH"]
    (aside,) = (filled / "replaced").iterdir()
    with sqlite3.connect(aside / "database") as database:
        assert database.execute("SELECT name_sv FROM people_unit").fetchall() == [("Senare",)]
    assert (aside / "data" / "files" / "ab" / "abcd").exists()


def test_a_damaged_backup_touches_nothing(run, filled, tmp_path):
    file = tmp_path / "kept.vidsyn"
    run(filled, "backup", file)
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"no backup at all", spoilt(whole, tmp_path)):
        file.write_bytes(damaged)
        refused = run(filled, "restore", file, "--force")
        assert refused.returncode == 1
        assert "[backup_unreadable]" in refused.stderr or "[backup_damaged]" in refused.stderr
    assert unit_names(filled) == ["KTH"]
    assert not (filled / "replaced").exists()


def spoilt(whole, folder):
    """The same archive with one byte of one document changed, its list left as it was."""
    inner = gzip.decompress(whole)
    assert b"a signed agreement" in inner
    return gzip.compress(inner.replace(b"a signed agreement", b"a forged agreement"))


def test_a_backup_file_is_not_overwritten_unless_said(run, filled, tmp_path):
    file = tmp_path / "kept.vidsyn"
    file.write_text("mine")
    refused = run(filled, "backup", file)
    assert (refused.returncode, "[backup_exists]" in refused.stderr) == (1, True)
    assert file.read_text() == "mine"
    assert run(filled, "backup", file, "--force").returncode == 0


def test_restore_waits_for_no_running_server(run, filled, tmp_path):
    file = tmp_path / "kept.vidsyn"
    run(filled, "backup", file)
    with (filled / "using.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        refused = run(filled, "restore", file, "--force")
    assert (refused.returncode, "[data_in_use]" in refused.stderr) == (1, True)


def test_history_verifies_after_it_was_put_back_also_over_a_later_one(run, filled, tmp_path):
    file, other = tmp_path / "kept.vidsyn", tmp_path / "other"
    run(filled, "history", "seal")
    assert run(filled, "backup", file).returncode == 0
    later = UNIT.replace("kth", "ki")
    assert run(filled, "call", "unit_create", "--json", later).returncode == 0
    run(filled, "history", "seal")
    assert run(filled, "restore", file, "--force").returncode == 0
    assert run(other, "restore", file).returncode == 0
    for folder in (filled, other):
        found = json.loads(run(folder, "history", "verify", "--json").stdout)
        assert (found["ok"], found["seals"], found["sealed"]) == (True, 1, 1)
        assert run(folder, "call", "unit_create", "--json", later).returncode == 0
        assert run(folder, "history", "seal").returncode == 0


def test_a_backup_and_a_seal_wait_for_each_other(run, filled, tmp_path):
    file = tmp_path / "kept.vidsyn"
    with (filled / "seals.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VIDSYN_")}
        backing_up = subprocess.Popen(
            [sys.executable, "-m", "vidsyn", "backup", str(file)], env=kept | {"VIDSYN_DATA": str(filled)}
        )
        with pytest.raises(subprocess.TimeoutExpired):
            backing_up.wait(timeout=8)
        assert not file.exists()
    assert backing_up.wait(timeout=120) == 0
    assert file.exists()


def test_an_altered_history_is_told_of_at_backup_and_at_restore(run, filled, tmp_path):
    file, other = tmp_path / "kept.vidsyn", tmp_path / "other"
    run(filled, "history", "seal")
    whole = json.loads(run(filled, "backup", tmp_path / "whole", "--json").stdout)
    assert whole["history"] == {"ok": True, "sealed": 1, "unsealed": 0}
    with sqlite3.connect(filled / "vidsyn.sqlite3") as database:
        database.execute("DROP TRIGGER history_change")
        database.execute("UPDATE plumbing_historyentry SET actor_id = 'annan'")
    told = run(filled, "backup", file, "--json")
    assert (told.returncode, json.loads(told.stdout)["history"]["ok"]) == (1, False)
    assert "vidsyn history verify" in told.stderr
    restored = run(other, "restore", file)
    assert (restored.returncode, unit_names(other)) == (1, ["KTH"])
    assert "vidsyn history verify" in restored.stderr


def test_a_backup_into_the_data_folder_holds_neither_itself_nor_those_before_it(run, filled, tmp_path):
    run(filled, "backup", tmp_path / "first.vidsyn")  # from now on there is a log of backups
    outside = json.loads(run(filled, "backup", tmp_path / "kept.vidsyn", "--json").stdout)
    (filled / "backups").mkdir()
    (filled / "backups" / "vidsyn-backup-of-a-killed-one").mkdir()
    (filled / "backups" / "monday.vidsyn.unfinished").write_text("half")
    for name in ("monday.vidsyn", "tuesday.vidsyn"):
        told = json.loads(run(filled, "backup", filled / "backups" / name, "--json").stdout)
        assert told["files"] == outside["files"]
    (filled / "files" / "ab" / "abce").write_bytes(gzip.compress(b"a document that is compressed"))
    told = json.loads(run(filled, "backup", filled / "backups" / "wednesday.vidsyn", "--json").stdout)
    assert told["files"] == outside["files"] + 1


def test_a_restore_throws_away_no_work_of_a_running_command(run, filled, tmp_path):
    """A command that waits for its turn to seal is running as much as one that writes."""
    file = tmp_path / "kept.vidsyn"
    run(filled, "backup", file)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("VIDSYN_")}
    words = [
        sys.executable,
        "-m",
        "vidsyn",
        "call",
        "unit_update",
        "--json",
        '{"unit": "kth", "name_sv": "Nytt"}',
    ]
    with (filled / "seals.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = subprocess.Popen(words, env=kept | {"VIDSYN_DATA": str(filled)}, stdout=subprocess.DEVNULL)
        for _ in range(300):
            if unit_names(filled) == ["Nytt"]:
                break
            time.sleep(0.1)
        refused = run(filled, "restore", file, "--force")
    assert command.wait(timeout=120) == 0
    assert (refused.returncode, f"call ({command.pid})" in refused.stderr) == (1, True)
    assert unit_names(filled) == ["Nytt"]
    assert run(filled, "restore", file, "--force").returncode == 0


def test_a_command_beside_a_restore_is_refused(run, filled):
    with (filled / "using.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = run(filled, "call", "unit_update", "--json", '{"unit": "kth", "name_sv": "Nytt"}')
    assert (refused.returncode, "[data_in_use]" in refused.stderr) == (1, True)
    assert unit_names(filled) == ["KTH"]
