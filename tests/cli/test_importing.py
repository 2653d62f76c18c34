"""`vidsyn import`: a dry run changes nothing and answers with JSON alone; --apply carries out; undo takes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.lists import agreement_row, agreements_list

from vidsyn.agreements.models import Agreement
from vidsyn.cli.main import main
from vidsyn.intake.models import Import
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, school: object, ror: None) -> Path:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(agreements_list(agreement_row("1"), agreement_row("2", ends="03/04/27"), ["", "Summa"]))
    return path


def told(*words: object) -> Any:
    ran = CliRunner().invoke(main, ["import", *map(str, words), "--json"])
    assert ran.exit_code == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_dry_run_is_the_default_and_keeps_its_contract(file: Path) -> None:
    found = told("agreements", file)
    assert (found["rows"], found["created"], found["updated"], found["unchanged"]) == (3, 1, 0, 0)
    assert [(entry["sheet"], entry["row"], entry["why"]) for entry in found["skipped"]] == [
        ("Avtal", 4, "subtotal")
    ]
    (refused,) = found["refused"]
    assert (refused["row"], refused["column"], refused["code"]) == (3, "T.o.m.", "date_ambiguous")
    assert "2027-04-03" in refused["message"]
    assert [(m["row"], m["ror"], m["decided"]) for m in found["matches"]] == [
        (2, "https://ror.org/048a87296", "linked"),
        (3, "https://ror.org/048a87296", "linked"),
    ]
    agreement = found["agreements"][0]
    assert {name: agreement[name] for name in ("row", "number", "kind", "starts_on", "ends_on", "open_ended")} == {
        "row": 2, "number": "1", "kind": "memorandum", "starts_on": "2024-07-01", "ends_on": "2027-06-30",
        "open_ended": False,
    }  # fmt: skip
    assert not Agreement.objects.exists()
    assert not Import.objects.exists()


def test_apply_list_and_undo(file: Path) -> None:
    found = told("agreements", file, "--apply", "--order", "ends_on=day_first")
    assert (found["created"], found["state"]) == (2, "done")
    assert [one["import"] for one in told("list")] == [found["import"]]
    undone = told("undo", found["import"], "--reason", "prov")
    assert (undone["undone"], undone["kept"], Agreement.objects.listed().count()) == (2, [], 0)


def test_a_plan_kept_on_the_page_is_carried_out_from_the_command_line(file: Path) -> None:
    act = import_plan(
        kind=ListKind.AGREEMENTS, file_name=file.name, content=file.read_bytes(), actor=local_operator()
    )
    assert told("resume", act.reference)["state"] == "done"
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("words", [["--order", "ends_on"], ["--order", "x=y"], ["--word", "unit=x"]])
def test_a_wrong_option_is_a_usage_error(file: Path, words: list[str]) -> None:
    assert CliRunner().invoke(main, ["import", "agreements", str(file), *words]).exit_code == 2


def test_a_file_that_is_no_list_is_one_sentence(tmp_path: Path, db: None) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.7")
    ran = CliRunner().invoke(main, ["import", "partners", str(path), "--json"])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "[file_not_a_table]" in ran.stderr


def test_only_the_rows_asked_for_are_planned_and_carried_out(file: Path) -> None:
    file.write_bytes(agreements_list(*(agreement_row(str(n)) for n in range(1, 7))))
    planned = told("agreements", file, "--rows", "2-3,Avtal!6")
    assert (planned["created"], len(planned["skipped"]), planned["rows"]) == (3, 3, 6)
    done = told("agreements", file, "--apply", "--rows", "2-3,Avtal!6,Annan!5")
    assert (done["created"], {entry["why"] for entry in done["skipped"]}) == (3, {"not_chosen"})
    assert sorted(a.register_number for a in Agreement.objects.all()) == ["1", "2", "5"]
    wrong = CliRunner().invoke(main, ["import", "agreements", str(file), "--rows", "a-b"])
    assert wrong.exit_code == 2
