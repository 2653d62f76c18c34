"""A plan accounts for every row, and links a name only without any doubt."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lists import HEADING, agreement_row, agreements_list, delimited, workbook
from tests.tables.opendocument import covered, merged, ods, row, shows

from vidsyn.intake.logic.settings import ColumnChoice, OrderChoice, Settings, SheetChoice
from vidsyn.intake.queries.planning import plan
from vidsyn.intake.vocabulary import Decided, Field, ListKind, Outcome, Skip, Warned
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import DateOrder
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db


def planned(content, kind=ListKind.AGREEMENTS, settings=None):
    return plan(local_operator(), kind, content, settings)[0]


def outcomes(made):
    return [(row.number, str(row.outcome)) for row in made.rows]


def test_every_row_below_the_heading_has_one_outcome(school, ror):
    made = planned(
        agreements_list(
            agreement_row(),
            [],
            ["", "Summa", "", "", "", "", "", 0],
            agreement_row("V-2024-2", ends="03/04/27"),
            HEADING,
            ["OBS! listan gås igenom"],
            agreement_row(),
            agreement_row(note="annat"),
            title="Avtal",
        )
    )
    assert outcomes(made) == [
        (4, "created"), (6, "skipped"), (7, "refused"), (8, "skipped"), (9, "skipped"), (10, "skipped"),
        (11, "refused"),
    ]  # fmt: skip
    assert [row.skip for row in made.rows if row.skip] == [
        Skip.SUBTOTAL, Skip.HEADER_AGAIN, Skip.NOTE, Skip.DUPLICATE
    ]  # fmt: skip
    assert made.counts() == {
        "rows": 7, "created": 1, "updated": 0, "unchanged": 0, "skipped": 4, "refused": 2
    }  # fmt: skip
    assert (made.rows[-1].refusals[0].code, made.rows[-1].same_as) == ("row_twice", 4)


def test_a_register_number_alone_is_not_unique(school, ror):
    made = planned(
        agreements_list(
            agreement_row(),
            agreement_row(partner="Lunds universitet"),
            agreement_row(kind="Forskning"),
        )
    )
    assert [row.outcome for row in made.rows] == [Outcome.CREATED] * 3


def test_english_headings_in_a_cp1252_file_with_semicolons(school, ror):
    content = delimited(
        [
            ["Agreements – updated by the office", "", "", "", ""],
            ["Agreement no", "Partner university", "Country", "Type", "Valid until"],
            ["1", "Københavns Universitet", "Denmark", "Student exchange", "until terminated"],
            ["2", "Technische Universität Graz", "Österrike", "MoU", "31 December 2030"],
        ],
        encoding="cp1252",
        delimiter=";",
    )
    made = planned(content)
    assert [(r.number, r.proposal.ror, r.proposal.decided) for r in made.rows] == [
        (3, "https://ror.org/035b05819", Decided.LINKED),
        (4, "https://ror.org/00d7xrm67", Decided.LINKED),
    ]
    assert made.rows[0].values["open_ended"] is True
    assert made.rows[1].values["ends_on"] == "2030-12-31"


def test_an_opendocument_list_of_two_sheets_with_merged_countries(school, ror):
    heading = row(*map(shows, ("Land", "Lärosäte", "Avtalstyp")))
    content = ods(
        {
            "Norden": [
                row(shows("Nordiska avtal")),
                row(times=2),
                heading,
                row(merged("Sverige", rows=2), shows("Uppsala universitet"), shows("utbyte")),
                row(covered(), shows("Lund University"), shows("utbyte")),
            ],
            "Afrika": [heading, row(shows("Uganda"), shows("Makerere University"), shows("MoU"))],
            "Gamla": [row(shows("se pärm"))],
        }
    )
    made = planned(content)
    assert [(r.sheet, r.number, r.values["country"], r.proposal.decided) for r in made.rows] == [
        ("Norden", 5, "SE", "linked"), ("Norden", 6, "SE", "linked"), ("Afrika", 2, "UG", "linked")
    ]  # fmt: skip
    assert [w.code for w in made.rows[1].warnings] == [Warned.FROM_MERGED_CELL]
    assert [(sheet.name, sheet.heading_row) for sheet in made.sheets] == [
        ("Norden", 4), ("Afrika", 1), ("Gamla", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "country", "decided"),
    [
        ("Uppsala universitet", "Sverige", Decided.LINKED),
        ("UPPSALA UNIVERSITY", "SE", Decided.LINKED),
        ("Uppsala University", "Danmark", Decided.REVIEW),
        ("Nordens påhittade högskola", "Sverige", Decided.NEW),
    ],
)
def test_a_name_is_linked_only_where_the_country_agrees(school, ror, name, country, decided):
    made = planned(agreements_list(agreement_row(partner=name, country=country)))
    assert made.rows[0].proposal.decided is decided


def test_a_partner_of_the_register_is_found_by_its_very_name_and_its_identifier(school, ror, operator):
    city = partner_register(name="Stockholms stad", country="SE", actor=operator)
    hospital = partner_register(name="Sjukhuset", country="SE", erasmus_code="S  STOCKHO99", actor=operator)
    made = planned(
        delimited(
            [
                ["Partner", "Land", "Erasmuskod", "Typ"],
                ["STOCKHOLMS STAD", "Sverige", "", "MoU"],
                ["Något helt annat", "", "S STOCKHO99", "MoU"],
            ]
        )
    )
    assert [row.proposal.partner_id for row in made.rows] == [str(city.pk), str(hospital.pk)]


def test_the_same_partner_under_two_spellings_comes_in_once(school, ror):
    made = planned(
        delimited([["Namn", "Land"], ["Uppsala universitet", "Sverige"], ["Uppsala University", "SE"]]),
        ListKind.PARTNERS,
    )
    assert [(row.outcome, row.same_as) for row in made.rows] == [
        (Outcome.CREATED, None),
        (Outcome.UNCHANGED, 2),
    ]


def test_a_file_without_heading_is_refused_and_can_be_mapped_by_hand(school, ror):
    content = workbook(A=[["Vem", "När"], ["Lunds universitet", date(2030, 1, 1)]])
    with pytest.raises(Refusal, match="heading_not_found"):
        planned(content)
    columns = (ColumnChoice(0, Field.PARTNER), ColumnChoice(1, Field.ENDS_ON))
    made = planned(content, settings=Settings(sheets=(SheetChoice("A", 1, columns),)))
    assert made.rows[0].values["ends_on"] == "2030-01-01"


def test_the_order_of_day_and_month_is_the_persons_to_say(school, ror):
    content = agreements_list(agreement_row(ends="03/04/27"))
    chosen = Settings(orders=(OrderChoice(Field.ENDS_ON, DateOrder.MONTH_FIRST),))
    assert planned(content).rows[0].outcome is Outcome.REFUSED
    assert planned(content, settings=chosen).rows[0].values["ends_on"] == "2027-03-04"


_CELL = st.sampled_from(
    [
        "",
        "Summa",
        "Lunds universitet",
        "Dnr",
        "2024-01-01",
        "03/04/27",
        "MoU",
        "ABE",
        "=1",
        3,
        "Sverige",
        "OBS! se",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_CELL, max_size=9), max_size=12))
def test_the_counts_always_add_up_to_the_non_empty_rows(school, ror, rows):
    made = planned(agreements_list(*rows))
    counts = made.counts()
    filled = [number for number, row in enumerate(rows, 2) if any(str(cell).strip() for cell in row)]
    assert [row.number for row in made.rows] == filled
    assert counts.pop("rows") == len(filled) == sum(counts.values())
    assert all(bool(row.refusals) == (row.outcome is Outcome.REFUSED) for row in made.rows)
