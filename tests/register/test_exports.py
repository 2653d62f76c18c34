"""Lists out as files: what the viewer sees and no more, harmless in a spreadsheet, and readable again."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.partners.conftest import actor

from vidsyn.collaborations.queries.announced import collaborations_table
from vidsyn.collaborations.queries.lists import CollaborationFilter
from vidsyn.partners.logic.entries import NameEntry
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.partners import partner_register
from vidsyn.partners.queries.announced import networks_table, partners_table
from vidsyn.partners.queries.partners import PartnerFilter
from vidsyn.partners.vocabulary import NameKind, PartnerKind
from vidsyn.people.actors import Holding
from vidsyn.people.vocabulary import Role
from vidsyn.tables.formulas import neutralised, restored
from vidsyn.tables.reading import read_tables
from vidsyn.tables.writing import FileFormat, Table, written

OFFICE = Holding(Role.OFFICE)


@pytest.fixture
def dangerous(db):
    return partner_register(
        name='=HYPERLINK("http://x")',
        names=[NameEntry("DDE", None, NameKind.ACRONYM)],
        kind=PartnerKind.COMPANY,
        country="SE",
        extra={"Anm": "+46 8 790 60 00"},
        actor=actor(OFFICE),
    )


@given(st.text(max_size=30))
def test_neutralising_is_undone_by_restoring(text):
    assert restored(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("form", FileFormat)
def test_a_file_reads_back_as_the_table_it_was(dangerous, form):
    table = partners_table(actor(OFFICE), PartnerFilter())
    (sheet,) = read_tables(written(table, form))
    back = [tuple(cell or "" for cell in row.cells) for row in sheet.rows]
    assert back == [table.headings, *table.rows]
    assert dangerous.reference in back[1]


def test_no_cell_of_a_csv_file_starts_as_a_formula(dangerous):
    text = written(partners_table(actor(OFFICE), PartnerFilter()), FileFormat.CSV).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_the_file_holds_what_the_viewer_may_see_and_what_the_filter_lets_through(dangerous):
    office, reader = actor(OFFICE), actor(Holding(Role.READER))
    assert "Anm" in partners_table(office, PartnerFilter()).headings
    assert "Anm" not in partners_table(reader, PartnerFilter()).headings
    assert partners_table(office, PartnerFilter(countries=("FI",))).rows == ()
    assert partners_table(actor(Holding(Role.SYSTEM_ADMINISTRATOR)), PartnerFilter()).rows == ()
    network_register(name_sv="Nätverket", actor=office)
    assert networks_table(reader, "", on=date(2026, 11, 22)).rows[0][1] == "Nätverket"
    assert collaborations_table(reader, CollaborationFilter()).rows == ()


def test_an_empty_list_is_a_file_with_headings(db):
    table = Table("Tom", ("A", "B"), ())
    for form in FileFormat:
        (sheet,) = read_tables(written(table, form))
        assert sheet.rows[0].cells == ("A", "B")
