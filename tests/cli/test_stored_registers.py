"""A register of every earlier version, stored when it was released, is restored and found whole in this one.

`scripts/stored-register.sh` stores another at each release; see docs/releasing.md.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

STORED = Path(__file__).resolve().parents[1] / "stored"
VERSIONS = sorted(path.name.removesuffix(".tar.xz") for path in STORED.glob("*.tar.xz"))
# What a version may make anew when it brings a register up to date.
DERIVED = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sqlite_sequence",
    "partners_partnerword",
    "agreements_agreementspan",
    "agreements_agreementdue",
    "agreements_agreementperiod",
    "agreements_agreementcourse",
}


def counts(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    with sqlite3.connect(database) as opened:
        tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables
            if table not in DERIVED
        }


def vidsyn(folder: Path, *words: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
    done = subprocess.run(
        [sys.executable, "-m", "vidsyn", *words],
        env=kept | {"VIDSYN_DATA": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_register_is_stored_of_the_first_version():
    assert "0.1.0" in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_register_is_brought_up_to_date_with_everything_in_it(version, tmp_path):
    tar = lzma.decompress((STORED / f"{version}.tar.xz").read_bytes())
    file, before, folder = tmp_path / "kept.vidsyn", tmp_path / "before.sqlite3", tmp_path / "data"
    file.write_bytes(gzip.compress(tar, 1))
    with tarfile.open(fileobj=io.BytesIO(tar)) as members:
        before.write_bytes(members.extractfile("database/vidsyn.sqlite3").read())
        documents = [name for name in members.getnames() if name.startswith("data/files/")]
    stood = counts(before)

    told = json.loads(vidsyn(folder, "restore", str(file), "--json"))

    assert told["history"] == {"ok": True, "sealed": stood["plumbing_historyentry"], "unsealed": 0}
    now = counts(folder / "vidsyn.sqlite3")
    assert {table: now.get(table) for table in stood} == stood
    assert stood["agreements_agreement"] > 5
    assert documents
    assert all((folder.parent / name).exists() for name in documents)

    expected = json.loads((STORED / f"{version}.agreements.json").read_text())
    rows = json.loads(vidsyn(folder, "agreements", "list", "--on", "2027-03-01", "--json"))
    found = {row["reference"]: row for row in rows}
    assert [{name: found[row["reference"]][name] for name in row} for row in expected] == expected

    # Life goes on: what is recorded now is sealed on top of what the earlier version sealed.
    vidsyn(
        folder, "call", "unit_update", "--json", '{"unit": "abe", "name_sv": "Ändrat", "name_en": "Changed"}'
    )
    vidsyn(folder, "history", "seal")
    verified = json.loads(vidsyn(folder, "history", "verify", "--json"))
    assert (verified["ok"], verified["sealed"]) == (True, stood["plumbing_historyentry"] + 1)
