"""A person written through every operation leaves no trace in the data folder once erased: no table, file or log."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

WORD = "quxworth"
ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VIDSYN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        env=kept | {"VIDSYN_DATA": str(folder), "VIDSYN_LANG": "en"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted") / "data"
    done = run(folder, "tests.erasure.planting")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    # A new operation needs arguments in `arguments.py`, or a reason in `exempt.py` why it cannot name a person.
    assert told["missing"] == {}
    return folder, told


@pytest.fixture(scope="module")
def erased(planted, tmp_path_factory):
    """A copy of the register in which the person was erased, and a backup made before."""
    made, told = planted
    folder = tmp_path_factory.mktemp("erased") / "data"
    shutil.copytree(made, folder)
    backup = folder.parent / "before.vidsyn"
    assert run(folder, "vidsyn", "backup", backup).returncode == 0
    assert in_tables(folder)
    given = json.dumps(
        {"person": told["ids"]["person"], "reason": "Zebulina Quxworth bad om det", "everywhere": True}
    )
    done = run(folder, "vidsyn", "call", "person_erase", "--json", given)
    assert done.returncode == 0, done.stderr
    return folder, backup


def in_tables(folder: Path, word: str = WORD) -> list[str]:
    """Return every column that contains the person, in any encoding of a text or of JSON."""
    found = []
    with sqlite3.connect(folder / "vidsyn.sqlite3") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for column in database.execute(f'PRAGMA table_info("{table}")').fetchall():
                query = f'SELECT count(*) FROM "{table}" WHERE CAST("{column[1]}" AS TEXT) LIKE ?'
                if database.execute(query, (f"%{word}%",)).fetchone()[0]:
                    found.append(f"{table}.{column[1]}")
    return found


def in_files(folder: Path, word: str = WORD) -> list[str]:
    """Return every file whose bytes contain the person, including the database and its log."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [str(path.relative_to(folder)) for path in files if word.encode() in path.read_bytes().lower()]


def test_she_is_in_no_table_and_no_file(planted, erased):
    folder, _backup = erased
    assert in_tables(folder) == []
    assert in_files(folder) == []
    # One list was a compressed spreadsheet, in which the name is not plain bytes. Only lists of the others remain.
    left = [path.read_bytes().lower() for path in (folder / "files" / "imports").glob("*")]
    others = [one["word"].encode() for one in planted[1]["contacts"]]
    assert all(any(word in content for word in others) for content in left)


def test_whoever_has_no_account_is_in_no_table_and_no_file(planted, tmp_path):
    """Contacts of partners and agreements, members, reviewers, responsible persons, representatives."""
    made, told = planted
    folder = Path(shutil.copytree(made, tmp_path / "data"))
    for one in told["contacts"]:
        assert in_tables(folder, one["word"]), one
        given = {one["argument"]: one["id"], "reason": "begärd", "everywhere": True}
        done = run(folder, "vidsyn", "call", one["operation"], "--json", json.dumps(given))
        assert done.returncode == 0, (one, done.stderr)
        left = in_tables(folder, one["word"]), in_files(folder, one["word"])
        assert left == ([], []), one
    verified = json.loads(run(folder, "vidsyn", "history", "verify", "--json").stdout)
    assert verified["ok"], verified


def test_the_seals_still_hold_and_tell_of_the_erasure(erased):
    folder, _backup = erased
    told = json.loads(run(folder, "vidsyn", "history", "verify", "--json").stdout)
    assert (told["ok"], told["problems"], told["unguarded"]) == (True, [], [])
    shown = json.loads(run(folder, "vidsyn", "history", "show", "--json", "--limit", "3").stdout)
    assert {"person.erased", "history.values_erased"} <= {line["fact"] for line in shown}


def test_a_restored_backup_is_erased_again(erased, tmp_path):
    folder, backup = erased
    there = Path(shutil.copytree(folder, tmp_path / "data"))
    done = run(there, "vidsyn", "restore", backup, "--force")
    assert done.returncode == 0, done.stderr
    assert in_tables(there) == []
    assert in_files(there) == []

    # Only the log of erasures is copied to another machine.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(folder / "erasures.log", elsewhere)
    assert run(elsewhere, "vidsyn", "restore", backup).returncode == 0
    assert in_tables(elsewhere) == []


def test_a_backup_says_until_when_it_may_be_held(erased):
    folder, backup = erased
    (told,) = json.loads(run(folder, "vidsyn", "backups", "--json").stdout)
    assert (told["file"], told["is_due"], told["erased_since"]) == (str(backup), False, 1)
    log = folder / "backups.log"
    log.write_text(log.read_text().replace(told["held_until"], "2020-01-31"))
    checked = json.loads(run(folder, "vidsyn", "check", "--json").stdout)
    assert any(f["code"] == "check_backup_due" and str(backup) in f["sentence"] for f in checked)
