"""While one plans a list of ten thousand rows, others write: the plan is worked out first and written in pieces."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from tests.races import making

from vidsyn.acts.calls import call
from vidsyn.intake.models import Import
from vidsyn.intake.vocabulary import ActState
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations import unit_update

ROWS = 10_000
BESIDE = 5  # writes at least while it is worked out; in one transaction with it there would be none
SHARE = 0.2  # of the time the plan takes that one write may wait at most: in one transaction it would be nearly all
PATIENCE = 300  # seconds for all of it
Act = Callable[[], Any]


def a_list() -> dict[str, str]:
    return {"unit": str(making.unit().pk), "file": f"{uuid4().hex}.csv"}


def planned(file: str) -> Act:
    """As the API does it: the operation by its name, with the file in base64."""
    told = io.StringIO()
    rows = csv.writer(told, delimiter=";")
    rows.writerow(["Partner", "Land", "Avtalstyp", "Diarienummer", "Startdatum", "Slutdatum"])
    for number in range(ROWS):
        partner = f"Universitetet i Ort {number % 3000}"
        rows.writerow([partner, "Norge", "Utbytesavtal", f"V-{number}", "2024-01-01", "2029-12-31"])
    content = b64encode(told.getvalue().encode()).decode()
    body = json.dumps({"kind": "agreements", "file_name": file, "content": content})
    return lambda: call("import_plan", body, actor=local_operator())


def written_beside(unit: str, file: str) -> Act:
    def write() -> None:
        waits = []
        started = time.monotonic()
        while not Import.objects.filter(file_name=file, state=ActState.PLANNED).exists():
            began = time.monotonic()
            found = Unit.objects.get(pk=unit)
            unit_update(unit=found, name_en=uuid4().hex, actor=local_operator())
            waits.append(time.monotonic() - began)
            time.sleep(0.01)
        sys.stderr.write(f"{len(waits)} writes beside the plan, the longest {max(waits):.2f} s\n")
        assert len(waits) >= BESIDE
        assert max(waits) < SHARE * (time.monotonic() - started)

    return write


def all_is_planned(unit: str, file: str, outcomes: list[str]) -> None:
    assert outcomes == ["done", "done"]
    assert Import.objects.get(file_name=file).rows.count() == ROWS


@pytest.mark.slow
def test_a_long_plan_beside_small_changes(arena):
    acts = [(planned, "file"), (written_beside, "unit", "file")]
    arena.race(prepare=a_list, acts=acts, holds=all_is_planned, rounds=1, patience=PATIENCE)
