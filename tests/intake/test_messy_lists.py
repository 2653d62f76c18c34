"""However an office writes its list: every row is accounted for, every value correct, nothing guessed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from tests.intake.messy import Messy, messy
from tests.lists import delimited, workbook

from vidsyn.intake.queries.dry import dry_run
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(48))
def test_a_list_is_read_as_it_was_meant(school: object, ror: None, seed: int) -> None:
    made = messy(seed)
    told = dry_run(local_operator(), ListKind.AGREEMENTS, made.content)
    _accounted(told, made)
    _as_meant(told, made)


def _accounted(told: dict, made: Messy) -> None:
    refused = {(r["sheet"], r["row"]): (r["field"], r["code"]) for r in told["refused"]}
    skipped = {(s["sheet"], s["row"]): s["why"] for s in told["skipped"]}
    assert skipped == made.skipped
    assert refused == {at: true.refused for at, true in made.entries.items() if true.refused}
    assert told["created"] == len(made.entries) - len(refused)
    assert told["rows"] == told["created"] + len(skipped) + len(refused)
    assert {(m["sheet"], m["row"]) for m in told["matches"]} == set(made.entries)


def _as_meant(told: dict, made: Messy) -> None:
    for match in told["matches"]:
        # Confidence is tested in matching; here, that no name is linked to another organisation.
        assert match["ror"] == made.entries[match["sheet"], match["row"]].ror, match
        assert match["decided"] in ("linked", "review"), match
    for read in told["agreements"]:
        true = made.entries[read["sheet"], read["row"]]
        said = (read["number"], read["kind"], read["starts_on"], read["notice_months"], read["notice_days"])
        assert said == (true.number, true.kind, true.starts_on, true.notice_months, true.notice_days), read
        if not true.refused:
            assert (read["ends_on"], read["open_ended"]) == (true.ends_on, true.open_ended), read
    awaited = {(w["sheet"], w["row"]) for w in told["warnings"] if w["code"] == "signature_awaited"}
    assert awaited == {at for at, true in made.entries.items() if true.awaited}


def told_of(content: bytes, kind: ListKind = ListKind.AGREEMENTS) -> dict:
    return dry_run(local_operator(), kind, content)


def ends(told: dict) -> list[tuple[int, str | None, str | None]]:
    return [(read["row"], read["starts_on"], read["ends_on"]) for read in told["agreements"]]


def test_a_heading_on_two_rows_is_one(school: object, ror: None) -> None:
    told = told_of(
        workbook(
            Avtal=[
                ["Avtal", "", "", "", "", "", ""],
                ["Dnr", "Partner", "", "Giltighet", "", "Platser", ""],
                ["", "Namn", "Land", "från", "till", "ut", "in"],
                ["V-1", "Uppsala universitet", "Sverige", "2024-01-01", "2026-12-31", 2, 3],
            ]
        )
    )
    assert ends(told) == [(4, "2024-01-01", "2026-12-31")]
    (sheet,) = told["sheets"]
    assert (sheet["heading_row"], told["rows"], told["created"]) == (3, 1, 1)
    assert list(sheet["columns"].values()) == [
        "number", "partner", "country", "starts_on", "ends_on", "places_out", "places_in"
    ]  # fmt: skip


def test_a_heading_in_both_languages_on_two_rows_is_no_row_of_the_list(school: object, ror: None) -> None:
    rows = [
        ["Diarienummer", "Lärosäte", "Land", "Avtalstyp", "Slutdatum"],
        ["Register number", "University", "Country", "Type of agreement", "End date"],
        ["V-1", "Uppsala universitet", "Sverige", "MoU", "2026-12-31"],
    ]
    told = told_of(workbook(Avtal=rows))
    assert [(s["row"], s["why"]) for s in told["skipped"]] == [(2, "header_again")]
    assert ends(told) == [(3, None, "2026-12-31")]


@pytest.mark.parametrize(
    ("written", "starts_on", "ends_on", "open_ended"),
    [
        ("2019–2024", "2019-01-01", "2024-12-31", False),
        ("2019-2024", "2019-01-01", "2024-12-31", False),
        ("2024-07-01 – 2027-06-30", "2024-07-01", "2027-06-30", False),
        ("1 juli 2024 till 30 juni 2027", "2024-07-01", "2027-06-30", False),
        ("fr.o.m. 2024-07-01 t.o.m. 2027-06-30", "2024-07-01", "2027-06-30", False),
        ("from 1 July 2024 until further notice", "2024-07-01", None, True),
        ("läsåret 2024/25", "2024-07-01", "2025-06-30", False),
        ("t.o.m. 2026-06-30", None, "2026-06-30", False),
        ("maj 2024 - dec 2026", "2024-05-01", "2026-12-31", False),
        ("tills vidare", None, None, True),
    ],
)
def test_first_and_last_day_in_one_cell(
    school: object, ror: None, written: str, starts_on: str | None, ends_on: str | None, open_ended: bool
) -> None:
    told = told_of(workbook(A=[["Lärosäte", "Land", "Avtalsperiod"], ["Uppsala universitet", "SE", written]]))
    (read,) = told["agreements"]
    assert told["refused"] == []
    assert (read["starts_on"], read["ends_on"], read["open_ended"]) == (starts_on, ends_on, open_ended)


@pytest.mark.parametrize(
    ("starts", "written", "code"),
    [
        ("", "2024–2025", "date_ambiguous"),
        ("", "03/04/24 – 05/06/27", "date_ambiguous"),
        ("2020-01-01", "2019–2024", "period_contradicts"),
        ("2020-01-01", "5 år", "date_is_length"),
        ("", "5 år", "date_unreadable"),
        ("", "2024-07-01", "date_of_one_day"),
    ],
)
def test_a_period_that_is_not_clear_is_for_a_person(
    school: object, ror: None, starts: str, written: str, code: str
) -> None:
    rows = [["Lärosäte", "Fr.o.m.", "Avtalsperiod"], ["Uppsala universitet", starts, written]]
    (refused,) = told_of(workbook(A=rows))["refused"]
    assert (refused["row"], refused["column"], refused["code"]) == (2, "Avtalsperiod", code)
    assert "%(" not in refused["message"]


def test_a_period_in_the_column_of_ends_gives_both_when_nothing_else_does(school: object, ror: None) -> None:
    rows = [["Lärosäte", "Land", "T.o.m."], ["Uppsala universitet", "SE", "2019–2024"]]
    told = told_of(workbook(A=rows))
    assert ends(told) == [(2, "2019-01-01", "2024-12-31")]
    assert [w["code"] for w in told["warnings"]] == ["period_in_one_cell"]


def test_failed_formulas_in_a_text_file_are_failed_formulas(school: object, ror: None) -> None:
    content = delimited(
        [
            ["Lärosäte", "Land", "T.o.m.", "Skola"],
            ["#REF!", "Sverige", "2030-01-01", "ABE"],
            ["Uppsala universitet", "Sverige", "#SAKNAS!", "ABE"],
            ["Lunds universitet", "#N/A", "2030-01-01", "#VÄRDEFEL!"],
        ],
        encoding="cp1252",
        delimiter=";",
    )
    told = told_of(content)
    assert [(r["row"], r["column"], r["code"]) for r in told["refused"]] == [
        (2, "Lärosäte", "cell_formula_error"), (3, "T.o.m.", "cell_formula_error")
    ]  # fmt: skip
    assert [(w["row"], w["column"]) for w in told["warnings"]] == [(4, "Land"), (4, "Skola")]
    assert [match["row"] for match in told["matches"]] == [2, 3, 4]


def test_a_formula_that_was_never_calculated_is_no_empty_cell(school: object, ror: None) -> None:
    content = workbook(A=[["Lärosäte", "Land", "T.o.m."], ["Uppsala universitet", "Sverige", "=TODAY()+1"]])
    (refused,) = told_of(uncalculated(content))["refused"]
    assert (refused["row"], refused["column"], refused["code"]) == (2, "T.o.m.", "cell_formula_error")


def uncalculated(content: bytes) -> bytes:
    """Return the workbook as saved by a program that does not calculate: formulas without results."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, re.sub(rb"(</f>)<v>0</v>", rb"\1", old.read(part)))
    return made.getvalue()


@pytest.mark.parametrize("name", ["-", "?", "12", "…"])
def test_what_is_no_name_names_nobody(school: object, ror: None, name: str) -> None:
    rows = [["Lärosäte", "Land", "T.o.m."], [name, "Sverige", "2030-01-01"]]
    (refused,) = told_of(workbook(A=rows))["refused"]
    assert (refused["row"], refused["code"]) == (2, "partner_missing")
