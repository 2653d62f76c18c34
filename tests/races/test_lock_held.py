"""Somebody holds the register for longer than anyone waits: every door says so, and nothing is done by halves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.races.racing import ROOT, Arena, Place

UNIT = {"code": "heldup", "name_sv": "Uppehållen", "name_en": "Held up", "kind": "department"}
_HOLD = """
import sys, django; django.setup()
from django.db import connection, transaction
from vidsyn.people.models import Unit
with transaction.atomic():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {Unit._meta.db_table} IN ACCESS EXCLUSIVE MODE")
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Another process has the lock for as long as this lasts."""
    holder = _process(place, "-c", _HOLD)
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.communicate("go\n", timeout=60)


def _process(place: Place, *arguments: str) -> subprocess.Popen[str]:
    environment = replace(place, lock_seconds=1).environment
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_line_says_so(arena: Arena):
    with held(arena.place):
        process = _process(arena.place, "-m", "vidsyn", "call", "unit_create", "--json", json.dumps(UNIT))
        out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert "[busy_try_again]" in err, err
    assert "Traceback" not in out + err
