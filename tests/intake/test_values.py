"""Cells become values: refused, warned of or read, never guessed."""

import pytest
from tests.lists import HEADING, agreement_row, agreements_list

from vidsyn.intake.logic.readings import Vocabularies
from vidsyn.intake.logic.shape import Table, table_of
from vidsyn.intake.logic.values import read_row
from vidsyn.intake.vocabulary import Field, ListKind, Warned
from vidsyn.kernel.written_dates import DateOrder
from vidsyn.tables import FormulaError, Row, read_tables
from vidsyn.wording.countries import country_code

KINDS = {code: code for code in ("memorandum", "exchange", "double_degree", "research")}


def words(**given):
    return Vocabularies(country_code, {"ABE": "abe"}.get, {}.get, KINDS, **given)


def read(known=None, **changed):
    table = table_of(read_tables(agreements_list(agreement_row(**changed)))[0], ListKind.AGREEMENTS)
    return read_row(table, table.rows[0], ListKind.AGREEMENTS, known or words())


def test_a_row_nothing_is_wrong_with():
    reading = read()
    assert reading.values == {
        "number": "V-2024-1", "partner": "Uppsala universitet", "country": "SE", "kind": "memorandum", "unit": "abe",
        "starts_on": "2024-07-01", "starts_precision": "day", "ends_on": "2027-06-30", "ends_precision": "day",
        "notice_months": 6,
    }  # fmt: skip
    assert (reading.refusals, reading.warnings, reading.extra) == ([], [], {})


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"partner": ""}, "partner", "partner_missing"),
        ({"partner": " "}, "partner", "partner_missing"),
        ({"ends": "03/04/27"}, "ends_on", "date_ambiguous"),
        ({"ends": "2027-13-01"}, "ends_on", "date_impossible"),
        ({"ends": "juni-ish"}, "ends_on", "date_unreadable"),
        ({"starts": "tills vidare"}, "starts_on", "date_unreadable"),
        ({"ends": "2023-01-01"}, "ends_on", "ends_before_start"),
        ({"notice": "3-6 månader"}, "notice_months", "notice_unreadable"),
        ({"notice": "90 arbetsdagar"}, "notice_months", "notice_unreadable"),
    ],
)
def test_what_refuses_a_row_names_column_and_rule(changed, field, code):
    (refusal,) = read(**changed).refusals
    assert (refusal.field, refusal.code) == (field, code)
    assert refusal.column in HEADING


@pytest.mark.parametrize(
    ("changed", "code", "heading"),
    [
        ({"unit": "KTH-gemensamt"}, Warned.UNKNOWN_UNIT, "Skola"),
        ({"kind": "Hemligt"}, Warned.UNKNOWN_KIND, "Typ av avtal"),
        ({"country": "Atlantis"}, Warned.UNKNOWN_COUNTRY, "Land"),
    ],
)
def test_a_word_nobody_knows_warns_and_stays_with_the_record(changed, code, heading):
    reading = read(**changed)
    assert [warning.code for warning in reading.warnings] == [code]
    assert reading.refusals == []
    assert reading.extra == {heading: next(iter(changed.values()))}


def test_a_person_says_what_a_word_means():
    known = words(mapped={(Field.UNIT, "KTH-gemensamt"): "uni", (Field.KIND, "Hemligt"): ""})
    reading = read(known, unit="KTH-gemensamt", kind="Hemligt")
    assert (reading.values["unit"], reading.values.get("kind"), reading.warnings) == ("uni", None, [])


def test_the_order_of_a_column_and_a_default_for_what_is_missing():
    known = words(orders={Field.ENDS_ON: DateOrder.DAY_FIRST}, defaults={Field.KIND: "utbyte"})
    values = read(known, ends="03/04/27", kind="").values
    assert (values["ends_on"], values["kind"]) == ("2027-04-03", "exchange")


def test_open_ended_vague_and_missing_ends():
    assert read(ends="tills vidare").values["open_ended"] is True
    vague = read(ends="maj 2027", starts="HT24").values
    assert (vague["ends_on"], vague["ends_precision"]) == ("2027-05-31", "month")
    assert (vague["starts_on"], vague["starts_precision"]) == ("2024-07-01", "term")
    assert [w.code for w in read(ends="").warnings] == [Warned.END_MISSING]


def test_failed_formulas_refuse_names_and_dates_and_warn_elsewhere():
    table = table_of(read_tables(agreements_list(agreement_row()))[0], ListKind.AGREEMENTS)
    cells = list(table.rows[0].cells)
    cells[1], cells[8] = FormulaError("#REF!"), FormulaError("#N/A")
    reading = read_row(table, Row(2, tuple(cells)), ListKind.AGREEMENTS, words())
    assert [(r.column, r.code) for r in reading.refusals] == [("Lärosäte", "cell_formula_error")]
    assert [(w.column, w.code) for w in reading.warnings] == [("Anm.", Warned.FORMULA_ERROR)]


def test_columns_without_a_field_stay_under_their_heading_even_when_two_share_it():
    table = Table("", 1, ("Partner", "Kod", "Kod", ""), {0: Field.PARTNER}, ())
    reading = read_row(table, Row(2, ("A", "x", "y", 3.0, "z")), ListKind.PARTNERS, words())
    assert reading.extra == {"Kod": "x; y", "#4": "3", "#5": "z"}


def test_a_remark_that_signatures_are_missing_is_noticed():
    assert [w.code for w in read(note="väntar på underskrift").warnings] == [Warned.SIGNATURE_AWAITED]
