"""A backup of a register on PostgreSQL carries database, files and keys, and brings them back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

URL = os.environ.get("VIDSYN_DATABASE_URL", "")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not URL.startswith("postgres"), reason="no PostgreSQL here: run make test-postgres"),
]

Command = Callable[..., subprocess.CompletedProcess[str]]
UNIT = '{"code": "kth", "name_sv": "KTH", "name_en": "KTH", "kind": "university"}'


@pytest.fixture
def places(tmp_path) -> Iterator[dict[Path, str]]:
    """Two data folders, each with a database of its own."""
    import psycopg

    whole = URL.replace("postgres://", "postgresql://", 1)
    found = {tmp_path / name: f"vidsyn_keeping_{os.getpid()}_{name}" for name in ("one", "other")}
    with psycopg.connect(whole, autocommit=True) as server:
        for name in found.values():
            server.execute(f'CREATE DATABASE "{name}"')
        yield {folder: f"{URL.rpartition('/')[0]}/{name}" for folder, name in found.items()}
        for name in found.values():
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def run(places) -> Command:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}

    def vidsyn(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vidsyn", *map(str, words)],
            env=kept | {"VIDSYN_DATA": str(folder), "VIDSYN_DATABASE_URL": places[folder]},
            capture_output=True,
            text=True,
        )

    return vidsyn


def done(told: subprocess.CompletedProcess[str]) -> str:
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_database_files_and_keys_come_back_and_the_history_verifies(run, places, tmp_path):
    (one, other), file = places, tmp_path / "kept.vidsyn"
    done(run(one, "call", "unit_create", "--json", UNIT))
    (one / "files" / "ab").mkdir(parents=True)
    (one / "files" / "ab" / "abcd").write_bytes(b"a signed agreement")
    done(run(one, "history", "seal"))
    told = json.loads(done(run(one, "backup", file, "--json")))
    assert told["history"] == {"ok": True, "sealed": 1, "unsealed": 0}
    assert not list(one.glob("vidsyn.sqlite3*"))

    again = json.loads(done(run(other, "restore", file, "--json")))
    assert again["history"] == told["history"]
    assert [unit["code"] for unit in json.loads(done(run(other, "units", "list", "--json")))] == ["kth"]
    assert (other / "files" / "ab" / "abcd").read_bytes() == b"a signed agreement"
    assert (other / "keys" / "secret-key").read_text() == (one / "keys" / "secret-key").read_text()

    # Over a register that has gone on since, only when said; what stood there is kept.
    done(run(one, "call", "unit_update", "--json", '{"unit": "kth", "name_sv": "Senare"}'))
    refused = run(one, "restore", file)
    assert (refused.returncode, "[restore_would_overwrite]" in refused.stderr) == (1, True)
    done(run(one, "restore", file, "--force"))
    assert [unit["name_sv"] for unit in json.loads(done(run(one, "units", "list", "--json")))] == ["KTH"]
    (aside,) = (one / "replaced").iterdir()
    assert (aside / "database").stat().st_size > 1000


def test_the_history_in_a_restored_database_cannot_be_altered_either(run, places, tmp_path):
    import psycopg

    (one, other), file = places, tmp_path / "kept.vidsyn"
    done(run(one, "call", "unit_create", "--json", UNIT))
    done(run(one, "backup", file))
    done(run(other, "restore", file))
    with psycopg.connect(places[other].replace("postgres://", "postgresql://", 1)) as database:
        for statement in ("UPDATE plumbing_historyentry SET fact = 'x'", "DELETE FROM plumbing_historyentry"):
            with pytest.raises(psycopg.errors.RestrictViolation), database.transaction():
                database.execute(statement)
