"""Exports: what the viewer sees and no more, harmless in a spreadsheet, and readable again."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.partners.conftest import actor

from vidsyn import here
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.agreements.queries.announced import agreements_table
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.vocabulary import Stage as AgreementStage
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.operations.many import collaborations_assign
from vidsyn.collaborations.queries.announced import collaborations_table
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.vocabulary import Status
from vidsyn.partners.logic.entries import NameEntry
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.partners import partner_register
from vidsyn.partners.queries.announced import networks_table, partners_table
from vidsyn.partners.queries.partners import PartnerFilter
from vidsyn.partners.vocabulary import NameKind, PartnerKind
from vidsyn.people.actors import Holding, local_operator
from vidsyn.people.queries.persons import persona_list
from vidsyn.people.vocabulary import Role
from vidsyn.sample.loading import sample_load
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


@pytest.fixture
def owner(db):
    """The sample register with a thing that has each value; who owns an agreement and a collaboration."""
    office = local_operator()
    sample_load(actor=office, on=here.today())
    codes = {"erasmus_code": "S STOCKHO04", "schac": "kth.se", "pic": "999990946"}
    partner_register(name="Med koder", country="SE", actor=office, **codes)
    network_register(
        name_sv="Nätet",
        website="https://natet.example",
        member_since=date(2001, 1, 1),
        member_until=date(2030, 12, 31),
        actor=office,
    )
    owner = persona_list()[0]
    agreement = Agreement.objects.filter(stage=AgreementStage.SIGNED, voided_at=None)[0]
    agreements_assign(agreements=(agreement,), owner=owner, actor=office)
    collaboration = Collaboration.objects.filter(status=Status.ONGOING, voided_at=None)[0]
    collaboration_update(collaboration=collaboration, subjects=("10201",), actor=office)
    collaborations_assign(collaborations=(collaboration,), owner=owner, actor=office)
    return owner


def test_every_column_of_every_list_says_something_of_some_row(owner):
    """A column that lost its value would be empty in every row."""
    office = local_operator()
    tables = (
        partners_table(office, PartnerFilter()),
        collaborations_table(office, CollaborationFilter()),
        agreements_table(office, AgreementFilter()),
        networks_table(office, "", on=here.today()),
    )
    for table in tables:
        columns = zip(*table.rows, strict=True)
        empty = [str(name) for name, cells in zip(table.headings, columns, strict=True) if not any(cells)]
        assert empty == []
    for table in tables[1:3]:
        assert any(owner.name in row for row in table.rows)
