"""Other values for each of many rows, in one statement, as `bulk_update` would have written them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vidsyn.intake.models import Import, ImportRow
from vidsyn.kernel.ids import new_id
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import UnitKind
from vidsyn.sql.each import update_each

pytestmark = pytest.mark.django_db


def units(count: int) -> list[Unit]:
    return Unit.objects.bulk_create(
        Unit(code=f"u{n}", name_sv="S", name_en="E", kind=UnitKind.SCHOOL, path=f"u{n}/")
        for n in range(count)
    )


def test_each_row_gets_its_own_values_and_no_other_row_any():
    first, second, third = units(3)
    second.name_sv, second.parent, third.name_sv = "Två", first, "Tre"
    first.name_sv = "not written"
    with CaptureQueriesContext(connection) as seen:
        update_each([second, third], ["name_sv", "parent"])
    assert len(seen) == 1
    found = Unit.objects.in_bulk(field_name="code")
    assert [found[code].name_sv for code in ("u0", "u1", "u2")] == ["S", "Två", "Tre"]
    assert (found["u1"].parent, found["u2"].parent) == (first, None)


def test_ids_json_and_nothing_are_written_as_a_model_writes_them():
    act = Import.objects.create(kind="agreements", file_name="l.csv", correlation_id=new_id(), reading="r")
    row = ImportRow.every.create(act=act, reading="r", number=1, order=0, outcome="created")
    row.subject_id, row.changes, row.conflicts = new_id(), [{"field": "x", "was": None}], []
    update_each([row], ["subject_id", "changes", "conflicts"])
    found = ImportRow.every.get(pk=row.pk)
    assert (found.subject_id, found.changes, found.conflicts) == (row.subject_id, row.changes, [])


def test_nothing_is_written_for_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_each([], ["name_sv"])
