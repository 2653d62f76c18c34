"""The arena: SQLite in a data folder, or a database of its own on the server that VIDSYN_DATABASE_URL names."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.races.racing import ROOT, Arena, Place

URL = os.environ.get("VIDSYN_DATABASE_URL", "")
_MAKE = (
    "import django; django.setup(); from vidsyn.keeping.upkeep import bring_up_to_date; bring_up_to_date()"
)


@pytest.fixture(params=[3, pytest.param(50, marks=pytest.mark.slow)], ids=lambda rounds: f"{rounds}-rounds")
def rounds(request) -> int:
    """How many times a race is run."""
    return int(request.param)


@pytest.fixture(scope="session")
def arena(tmp_path_factory) -> Iterator[Arena]:
    """One register for every race of this process; each round makes things of its own in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = _copied(_whole(shared), base / "arena")
    found = Arena(place)
    yield found
    found.end()
    if place.database_url:
        _on_server(f'DROP DATABASE "{place.database_url.rpartition("/")[2]}" WITH (FORCE)')


def _whole(shared: Path) -> Place:
    """An empty register, made once however many processes the tests run in."""
    name = f"races_{shared.name.replace('-', '_')}"
    place = Place(shared / "races", f"{URL.rpartition('/')[0]}/{name}" if URL else "")
    with (shared / "races.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.folder.exists():
            if URL:
                _on_server(f'CREATE DATABASE "{name}"')
            environment = place.environment
            subprocess.run([sys.executable, "-c", _MAKE], env=environment, cwd=ROOT, check=True)
            place.folder.mkdir(exist_ok=True)
    return place


def _copied(whole: Place, folder: Path) -> Place:
    shutil.copytree(whole.folder, folder)
    if not URL:
        return Place(folder)
    address, _, name = whole.database_url.rpartition("/")
    with (whole.folder.parent / "races.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _on_server(f'CREATE DATABASE "{name}_{os.getpid()}" TEMPLATE "{name}"')
    return Place(folder, f"{address}/{name}_{os.getpid()}")


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(URL.replace("postgres://", "postgresql://", 1), autocommit=True) as server:
        server.execute(statement.encode())
