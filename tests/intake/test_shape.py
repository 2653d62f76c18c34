"""Where the heading is, what it means, and which rows are no entries of the list."""

import pytest
from tests.lists import HEADING, agreement_row, agreements_list, workbook

from vidsyn.intake.logic.headings import field_of, fields_of, mapping_of
from vidsyn.intake.logic.shape import skipped, table_of
from vidsyn.intake.vocabulary import Field, ListKind, Skip
from vidsyn.tables import read_tables

AGREEMENTS = ListKind.AGREEMENTS


def table(content, kind=AGREEMENTS):
    return table_of(read_tables(content)[0], kind)


def test_the_heading_is_found_below_a_title_and_notes():
    found = table(agreements_list(agreement_row(), title="Internationella avtal 2026"))
    assert found.heading_row == 3
    assert list(found.mapping.values()) == [
        Field.NUMBER, Field.PARTNER, Field.COUNTRY, Field.KIND, Field.UNIT, Field.STARTS_ON, Field.ENDS_ON,
        Field.NOTICE_MONTHS, Field.NOTES,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "kind", "fields"),
    [
        (["Country", "University", "Group 2"], AGREEMENTS, [Field.COUNTRY, Field.PARTNER]),
        (["Institution", "Country", "Agreement type"], AGREEMENTS, [Field.PARTNER, Field.COUNTRY, Field.KIND]),
        (["Partner", "Institution"], AGREEMENTS, [Field.PARTNER, Field.UNIT]),
        (["VALID FROM", "valid_until", "Partner university"], AGREEMENTS,
         [Field.STARTS_ON, Field.ENDS_ON, Field.PARTNER]),
        (["name", "erasmus_code", "city"], ListKind.PARTNERS, [Field.PARTNER, Field.ERASMUS_CODE, Field.CITY]),
        (["Titel", "Samarbetspartner", "Status"], ListKind.COLLABORATIONS,
         [Field.TITLE, Field.PARTNER, Field.STATUS]),
        (["Land", "Land"], AGREEMENTS, [Field.COUNTRY]),
    ],
)  # fmt: skip
def test_headings_in_both_languages(headings, kind, fields):
    assert list(mapping_of(headings, kind).values()) == fields


def test_every_field_is_found_under_its_own_name():
    for kind, fields in ((kind, fields_of(kind)) for kind in ListKind):
        for field in fields:
            assert field_of(field, kind) is field, (kind, field)


def test_a_sheet_without_heading_has_no_table():
    assert table(workbook(Gamla=[["se pärm"]])) is None
    assert table(workbook(A=[["Land", "Stad"], ["Sverige", "Uppsala"]])) is None


@pytest.mark.parametrize(
    ("row", "skip"),
    [
        (["", "Summa", "", "", "", "", "", 12], Skip.SUBTOTAL),
        (["", "Totalt Europa", "", "", "", "", "", 3], Skip.SUBTOTAL),
        (["Sum:", "", "", "", "", "", "", 3, ""], Skip.SUBTOTAL),
        ([h.upper() for h in HEADING], Skip.HEADER_AGAIN),
        (["OBS! listan gås igenom under våren"], Skip.NOTE),
        (["", "", "Asien"], Skip.NOTE),
        (["", "Nedan följer de avtal som skolorna ännu inte har svarat om i år"], Skip.NOTE),
        (["", "Uppsala universitet"], None),
        (["V-2024-7"], None),
        (["", "Total Energies", "France", "Research"], None),
        (["", "TotalEnergies SE", "", "", "", "", "", 3], None),
        (agreement_row(), None),
    ],
)
def test_rows_that_are_no_entries(row, skip):
    found = table(agreements_list(agreement_row(), row))
    assert skipped(found, found.rows[1]) is skip
