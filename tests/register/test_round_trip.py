"""An export can be imported again: unchanged unless edited, else as an update."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import timezone, translation

from vidsyn.agreements.queries.announced import agreements_table
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.collaborations.queries.announced import collaborations_table
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.intake.queries.planning import plan
from vidsyn.intake.vocabulary import ListKind, Outcome
from vidsyn.partners.queries.announced import partners_table
from vidsyn.partners.queries.partners import PartnerFilter
from vidsyn.people.actors import local_operator
from vidsyn.sample.loading import sample_load
from vidsyn.tables.writing import FileFormat, Table, written

pytestmark = pytest.mark.django_db
OPERATOR = local_operator()


def table(kind: ListKind) -> Table:
    if kind is ListKind.PARTNERS:
        return partners_table(OPERATOR, PartnerFilter())
    if kind is ListKind.COLLABORATIONS:
        return collaborations_table(OPERATOR, CollaborationFilter())
    return agreements_table(OPERATOR, AgreementFilter())


def test_every_list_comes_back_unchanged_in_both_languages_and_formats():
    sample_load(actor=OPERATOR, on=timezone.localdate())
    for kind in ListKind:
        for language, form in (("sv", FileFormat.XLSX), ("en", FileFormat.CSV)):
            with translation.override(language):
                content = written(table(kind), form)
            planned, _tables = plan(OPERATOR, kind, content)
            changed = [(row.outcome, row.changes, row.refusals) for row in planned.rows]
            assert len(changed) > 10
            assert [one for one in changed if one[0] is not Outcome.UNCHANGED] == [], (kind, language)


def test_a_changed_cell_comes_back_as_an_update_of_that_thing():
    sample_load(actor=OPERATOR, on=timezone.localdate())
    with translation.override("sv"):
        whole = table(ListKind.PARTNERS)
    rows = list(csv.reader(io.StringIO(written(whole, FileFormat.CSV).decode("utf-8-sig")), delimiter=";"))
    rows[1][rows[0].index("Ort")] = "Östanå"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    planned, _tables = plan(OPERATOR, ListKind.PARTNERS, out.getvalue().encode())
    (changed,) = [row for row in planned.rows if row.outcome is Outcome.UPDATED]
    assert [(change.field, change.becomes) for change in changed.changes] == [("city", "Östanå")]
