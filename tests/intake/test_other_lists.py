"""Lists with unusual layouts: every row is accounted for, and nothing guessed."""

from __future__ import annotations

import pytest
from tests.lists import delimited, workbook
from tests.tables.opendocument import ods, row, shows

from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.queries.acts import names_to_judge
from vidsyn.intake.queries.dry import dry_run
from vidsyn.intake.queries.planning import plan
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db
OPERATOR = local_operator()


@pytest.fixture(autouse=True)
def register(school: object, ror: None) -> None:
    """A university and a small ROR."""


def outcomes(content: bytes, kind: ListKind = ListKind.AGREEMENTS) -> list[tuple[int, str, str]]:
    made, _tables = plan(OPERATOR, kind, content)
    assert made.counts()["rows"] == len(made.rows)
    return [(r.number, str(r.skip or r.outcome), r.values.get(Field.PARTNER, "")) for r in made.rows]


_FIRST = ["Lärosäte", "Land", "Fr.o.m.", "T.o.m.", "Dnr"]
_DATA = ["Lund University", "Sverige", "2024-01-01", "2026-12-31", "V-1"]


def test_another_list_below_with_other_columns_is_never_read_as_the_one_above() -> None:
    other = ["Dnr", "Partner", "Startdatum", "Slutdatum", "Land"]
    content = workbook(
        Avtal=[_FIRST, _DATA, [], other, ["V-2", "Aalto University", "2024-01-01", "2026-12-31", "Finland"],
               _FIRST, [*_DATA[:4], "V-3"]]
    )  # fmt: skip
    assert outcomes(content) == [
        (2, "created", "Lund University"), (4, "header_again", ""), (5, "refused", ""),
        (6, "header_again", ""), (7, "created", "Lund University"),
    ]  # fmt: skip
    (refused,) = dry_run(OPERATOR, ListKind.AGREEMENTS, content)["refused"]
    assert (refused["code"], "Rad 4" in refused["message"]) == ("columns_change", True)


def test_a_heading_in_the_other_language_with_a_column_more_known_is_no_other_list() -> None:
    first, english = (
        ["Lärosäte", "Land", "Sort av papper", "T.o.m."],
        ["University", "Country", "Type", "Until"],
    )
    content = workbook(Avtal=[first, english, ["Lund University", "Sverige", "Utbyte", "2026-12-31"]])
    assert outcomes(content)[-1][1:] == ("created", "Lund University")


@pytest.mark.parametrize(
    "text",
    ["Utbytesavtal", "Forskning", "Utskrivet 2026-03-01 av koordinator", "Exporterad från diariet",
     "Senast ändrad i maj", "Sida 2"],
)  # fmt: skip
def test_a_heading_between_the_rows_or_a_foot_is_no_partner(text: str) -> None:
    assert outcomes(workbook(Avtal=[_FIRST, _DATA, [text]]))[-1] == (3, "note", "")


def test_a_partner_alone_in_its_row_is_still_one() -> None:
    assert outcomes(workbook(Avtal=[_FIRST, _DATA, ["Aalto University"]]))[-1][1] == "created"


@pytest.mark.parametrize(
    "name",
    ["Lunds universitet; Aalto University", "Lunds universitet, Uppsala universitet och Aalto University",
     "Lunds universitet / Uppsala universitet", "Uppsala University & Lund University"],
)  # fmt: skip
def test_several_partners_in_one_cell_are_never_one_of_them(name: str) -> None:
    content = workbook(Avtal=[["Lärosäte", "T.o.m."], [name, "2026-12-31"]])
    told = dry_run(OPERATOR, ListKind.AGREEMENTS, content)
    assert [(m["decided"], m["ror"]) for m in told["matches"]] == [("review", None)]
    assert [w["code"] for w in told["warnings"]] == ["several_partners"]
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a", content=content, actor=OPERATOR)
    assert names_to_judge(OPERATOR, act) == []  # accepting one would lose the other


@pytest.mark.parametrize(
    "name", ["Lund University, Dept. of Music & Drama", "Makerere University and partners"]
)
def test_a_name_with_such_signs_is_one_name(name: str) -> None:
    told = dry_run(
        OPERATOR, ListKind.AGREEMENTS, workbook(Avtal=[["Lärosäte", "T.o.m."], [name, "2026-12-31"]])
    )
    assert told["warnings"] == []


def test_marks_nobody_sees_make_no_other_name_and_no_other_heading() -> None:
    content = workbook(
        Avtal=[["\ufeffLärosäte", "Land\u200b", "T.o.m.\u00a0"],
               ["Univer\u00adsity of Copen\u00adhagen", "\u00a0Danmark", " 2026-12-31\u00a0"]]
    )  # fmt: skip
    (match,) = dry_run(OPERATOR, ListKind.AGREEMENTS, content)["matches"]
    assert (match["name"], match["decided"]) == ("University of Copenhagen", "linked")


def test_a_cp1252_file_with_quoted_line_breaks_semicolons_and_short_rows() -> None:
    text = (
        'Utdrag;;;\r\n;;;\r\nDnr;"Motpart";Land;"Anmärkning"\r\n'
        'V-1;"Lund ""University""";Sverige;"Rad ett\r\nrad två; med semikolon"\r\n'
        "V-2;Aalto University\r\nV-3;Makerere University;Uganda;5 € kvar;mer;ännu mer\r\n"
    )
    made, _tables = plan(OPERATOR, ListKind.AGREEMENTS, text.encode("cp1252"))
    assert [r.values["number"] for r in made.rows] == ["V-1", "V-2", "V-3"]
    assert made.rows[0].values["notes"] == "Rad ett rad två; med semikolon"
    assert made.rows[2].values["notes"] == "5 € kvar"
    assert made.rows[2].extra == {"#5": "mer", "#6": "ännu mer"}


def test_repeated_cells_and_rows_of_opendocument_are_as_many_as_they_show() -> None:
    heading = row(shows("Lärosäte"), shows("Land"), shows("Platser ut"), shows("Platser in"), shows("Dnr"))
    one = row(shows("Lund University"), shows("Sverige"), shows("2", repeated=2), shows("E-1"))
    two = row(shows("Aalto University"), shows("Finland"), shows("1", repeated=2), shows("E-2"), times=2)
    made, _tables = plan(
        OPERATOR, ListKind.AGREEMENTS, ods({"Avtal": [heading, one, two, row(times=900_000)]})
    )
    assert [(r.number, str(r.skip or r.outcome)) for r in made.rows] == [
        (2, "created"), (3, "created"), (4, "duplicate")
    ]  # fmt: skip
    assert [made.rows[0].values[name] for name in ("places_out", "places_in")] == [2, 2]


def test_a_sheet_per_school_each_with_its_own_headings_and_others_that_are_no_lists() -> None:
    content = workbook(
        Om=[["Avtalslista"], ["Ansvarig: kansliet"]],
        ABE=[["Avtal vid ABE"], [], ["Lärosäte", "Land", "Slut"], ["Lund University", "Sverige", "VT27"]],
        SCI=[["#", "Partner university", "Valid until", "Comments"], [1, "Aalto University", 2028, "ok"]],
        Kontakter=[["Namn", "E-post"], ["Koordinator", "k@example.org"]],
    )
    made, _tables = plan(OPERATOR, ListKind.AGREEMENTS, content)
    assert [(s.name, s.heading_row) for s in made.sheets] == [
        ("Om", None), ("ABE", 3), ("SCI", 1), ("Kontakter", None)
    ]  # fmt: skip
    assert [(r.sheet, r.values["ends_on"]) for r in made.rows] == [
        ("ABE", "2027-06-30"),
        ("SCI", "2028-12-31"),
    ]


def test_delimited_lists_end_where_they_end() -> None:
    content = delimited(
        [_FIRST, _DATA, ["", "", "", "", ""], ["Totalt 1 avtal"], ["Antal avtal:", "1"]], delimiter=";"
    )
    assert [skip for _number, skip, _name in outcomes(content)] == ["created", "subtotal", "subtotal"]
