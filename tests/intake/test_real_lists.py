"""Real lists: each row is accounted for, dates are correct, and no name is linked to the wrong organisation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def folder(whole_ror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole of ROR."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "ror").symlink_to(whole_ror)
    return folder


def brought(folder: Path, kind: str, file: Path, *options: str) -> dict[str, Any]:
    """Return the command's output; nothing but JSON on standard output."""
    command = [sys.executable, "-m", "vidsyn", "import", kind, str(file), "--json", *options]
    environment = os.environ | {"VIDSYN_DATA": str(folder), "VIDSYN_ENV": "local"}
    ran = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=600)
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def accounted(told: dict[str, Any]) -> int:
    refused = {(entry["sheet"], entry["row"]) for entry in told["refused"]}
    kept = told["created"] + told["updated"] + told["unchanged"]
    return int(kept + len(told["skipped"]) + len(refused))


def test_a_messy_list_of_agreements(folder: Path, shared_data: Path) -> None:
    truth = json.loads((shared_data / "register" / "messy-partners-1-truth.json").read_text())["rows"]
    told = brought(folder, "agreements", shared_data / "register" / "messy-partners-1.xlsx", "--dry-run")
    assert told["rows"] == accounted(told) == len(truth)
    skipped = {str(entry["row"]): entry["why"].replace("_", " ") for entry in told["skipped"]}
    assert skipped == {row: true["skip"] for row, true in truth.items() if "skip" in true}
    refused = {(str(entry["row"]), entry["field"]) for entry in told["refused"]}
    assert refused == {(row, name) for row, true in truth.items() for name in true.get("errors", ())}
    for read in told["agreements"]:
        true = truth[str(read["row"])]
        for name in ("number", "kind", "starts_on", "notice_months"):
            assert read[name] == true.get(name), (read, true)
        if not true["errors"]:
            assert (read["ends_on"], read["open_ended"]) == (
                true.get("ends_on"),
                true.get("open_ended", False),
            )
    known = [(match, truth[str(match["row"])]["ror"]) for match in told["matches"]]
    linked = [match["ror"] == ror for match, ror in known if match["decided"] == "linked"]
    proposed = [match["ror"] == ror for match, ror in known if match["decided"] != "new"]
    assert all(linked)
    assert len(linked) >= 0.7 * len(known)
    assert sum(proposed) >= 0.95 * len(known)


def test_every_institution_with_a_charter(folder: Path, shared_data: Path) -> None:
    told = brought(folder, "partners", shared_data / "reference" / "erasmus-charter.csv")
    assert told["rows"] == accounted(told) == 5904
    assert (told["created"], told["refused"]) == (5904, [])


def test_a_schools_exchange_places_come_in_once(folder: Path, shared_data: Path) -> None:
    file = shared_data / "register" / "abe-exchange-places.csv"
    first = brought(folder, "agreements", file, "--apply", "--default", "kind=exchange")
    again = brought(folder, "agreements", file, "--apply")
    assert (first["rows"], first["created"], first["refused"]) == (14, 14, [])
    assert (again["created"], again["unchanged"]) == (0, 14)
