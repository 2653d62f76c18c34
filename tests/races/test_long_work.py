"""While one plans a list or carries it out, others write between its pieces.

Counted, not timed: how far the work had come at each write beside it. In one transaction nobody would see anything
between nothing and all of it, however fast or slow the machine is.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from tests.races import making

from vidsyn.acts.calls import call
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.models import Import, ImportRow
from vidsyn.intake.vocabulary import ActState
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_update

PLANNED = 10_000  # rows; written in pieces of 500
CARRIED_OUT = 1_000  # rows; in pieces of 50
BETWEEN = 5  # how many different states in between are seen at least
PATIENCE = 600  # seconds for all of it
Act = Callable[[], Any]


def a_list() -> dict[str, str]:
    return {"unit": str(making.unit().pk), "file": f"{uuid4().hex}.csv"}


def a_plan() -> dict[str, str]:
    made = a_list()
    _plan(made["file"], CARRIED_OUT)()
    return made


def planned(file: str) -> Act:
    return _plan(file, PLANNED)


def _plan(file: str, count: int) -> Act:
    """As the API does it: the operation by its name, with the file in base64."""
    told = io.StringIO()
    rows = csv.writer(told, delimiter=";")
    rows.writerow(["Partner", "Land", "Avtalstyp", "Diarienummer", "Startdatum", "Slutdatum"])
    for number in range(count):
        partner = f"Universitetet i Ort {number % 3000}"
        rows.writerow([partner, "Norge", "Utbytesavtal", f"V-{number}", "2024-01-01", "2029-12-31"])
    content = b64encode(told.getvalue().encode()).decode()
    body = json.dumps({"kind": "agreements", "file_name": file, "content": content})
    return lambda: call("import_plan", body, actor=local_operator())


def carried_out(file: str) -> Act:
    return partial(import_carry_out, Import.objects.get(file_name=file), local_operator())


def written_beside(unit: str, file: str, until: ActState) -> Act:
    """Writes until the import is there, and looks each time at how far it has come."""

    def write() -> None:
        waits, states = [], set()
        while not Import.objects.filter(file_name=file, state=until).exists():
            began = time.monotonic()
            found = Unit.objects.get(pk=unit)
            unit_update(unit=found, name_en=uuid4().hex, actor=local_operator())
            waits.append(time.monotonic() - began)
            rows = ImportRow.every.filter(act__file_name=file)
            states.add((rows.count(), rows.exclude(done_at=None).count()))
            time.sleep(0.01)
        sys.stderr.write(
            f"{len(waits)} writes beside it, {len(states)} states; the longest {max(waits):.2f} s\n"
        )
        assert len(states) > BETWEEN, sorted(states)

    return write


def written_beside_the_plan(unit: str, file: str) -> Act:
    return written_beside(unit, file, ActState.PLANNED)


def written_beside_the_rest(unit: str, file: str) -> Act:
    return written_beside(unit, file, ActState.DONE)


def all_is_planned(unit: str, file: str, outcomes: list[str]) -> None:
    assert outcomes == ["done", "done"]
    assert Import.objects.get(file_name=file).rows.count() == PLANNED


def all_is_done(unit: str, file: str, outcomes: list[str]) -> None:
    assert outcomes == ["done", "done"]
    assert not Import.objects.get(file_name=file).rows.filter(done_at=None).exists()


@pytest.mark.slow
def test_a_long_plan_beside_small_changes(arena):
    acts = [(planned, "file"), (written_beside_the_plan, "unit", "file")]
    arena.race(prepare=a_list, acts=acts, holds=all_is_planned, rounds=1, patience=PATIENCE)


@pytest.mark.slow
def test_a_list_is_carried_out_beside_small_changes(arena):
    acts = [(carried_out, "file"), (written_beside_the_rest, "unit", "file")]
    arena.race(prepare=a_plan, acts=acts, holds=all_is_done, rounds=1, patience=PATIENCE)
