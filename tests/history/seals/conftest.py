"""A history to seal, and tampering with it as the database's owner."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from vidsyn.history import guard, seals
from vidsyn.history.models import HistoryEntry
from vidsyn.history.recording import record
from vidsyn.history.seals import sealing
from vidsyn.keeping.jobs import seal_history
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit

TABLE = "plumbing_historyentry"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path, monkeypatch) -> Path:
    """Heads and keys of this test's own, beside its own database."""
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"
    monkeypatch.setattr(sealing, "BATCH", 4)
    monkeypatch.delenv("VIDSYN_SEAL_KEY", raising=False)
    return tmp_path


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="x", name_sv="X", name_en="X", kind="school", path="x/")


def tell(unit: Unit, count: int) -> None:
    for number in range(count):
        record(
            "unit.updated",
            subject=unit,
            actor=local_operator(),
            before={"name_sv": f"Förr {number}", "n": number},
            after={"name_sv": f"Nu {number}", "n": None},
            reason=f"skäl {number}",
            personal=("name_sv", "reason"),
        )


@pytest.fixture
def sealed(unit) -> list[int]:
    """Ten rows in three batches: four, four and two."""
    tell(unit, 10)
    assert seal_history() == 10
    return list(HistoryEntry.objects.order_by("id").values_list("id", flat=True))


def sql(statement: str, *values: object) -> None:
    """Execute SQL as the database's owner, with the guard removed meanwhile."""
    guard.take_down()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    guard.put_up()


def faults() -> list[tuple[str, int | None, int | None]]:
    return [(p.fault.value, p.seal, p.entry) for p in seals.verify().problems]
