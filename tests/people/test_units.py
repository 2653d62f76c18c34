"""The tree of units."""

from __future__ import annotations

import pytest
from tests.people.conftest import acting

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people import access
from vidsyn.people.actors import local_operator
from vidsyn.people.logic.lists import UnitRow
from vidsyn.people.models import Unit
from vidsyn.people.operations.bringing import people_bring_in, units_bring_in
from vidsyn.people.operations.rows import units_import
from vidsyn.people.operations.units import unit_close, unit_create, unit_move, unit_reopen, unit_update
from vidsyn.people.queries.units import unit_find, unit_list, units_below
from vidsyn.people.vocabulary import Role, UnitKind

OFFICE = local_operator()


def refused(function, **arguments) -> str:
    with pytest.raises(Refusal) as refusal:
        function(**arguments)
    return refusal.value.code


def new(code: str, **more):
    return {
        "code": code,
        "name_sv": "Ny",
        "name_en": "New",
        "kind": UnitKind.CENTRE,
        "actor": OFFICE,
        **more,
    }


def test_codes_are_lower_case_unique_and_plain(units):
    assert unit_create(**new(" EECS ", parent=units["u"])).path == "u/eecs/"
    assert refused(unit_create, **new("Abe")) == "unit_code_taken"
    assert refused(unit_create, **new("å b")) == "unit_code_unusable"
    assert refused(unit_create, **new("x", name_sv="  ")) == "unit_name_missing"


def test_moving_a_unit_moves_what_is_under_it_and_the_rights_with_it(units, somebody):
    coordinator = somebody("Koordinator Sci", Role.COORDINATOR, "sci")
    assert not access.may_edit_for(acting(coordinator), Unit.objects.get(code="real").path)

    unit_move(unit=units["abe"], parent=units["sci"], reason="omorganisation", actor=OFFICE)

    paths = dict(Unit.objects.values_list("code", "path"))
    assert paths["real"] == "u/sci/abe/real/"
    assert paths["u"] == "u/"
    assert access.may_edit_for(acting(coordinator), paths["real"])
    rows = HistoryEntry.objects.filter(fact="unit.moved")
    assert {row.after["path"] for row in rows} == {"u/sci/abe/", "u/sci/abe/real/", "u/sci/abe/arch/"}
    assert len({row.correlation_id for row in rows}) == 1
    assert {row.subject_version for row in rows} == {2}


def test_a_unit_cannot_come_under_itself_or_what_is_under_it(units):
    for below in ("abe", "real"):
        code = refused(unit_move, unit=units["abe"], parent=units[below], actor=OFFICE)
        assert code == "unit_under_itself"


def test_a_move_to_where_it_stands_leaves_no_trace(units):
    before = HistoryEntry.objects.count()
    unit_move(unit=units["abe"], parent=units["u"], actor=OFFICE)
    assert HistoryEntry.objects.count() == before


def test_nothing_moves_under_a_closed_unit(units):
    unit_close(unit=units["real"], reason="upphör", actor=OFFICE)
    closed = Unit.objects.get(code="real")
    assert refused(unit_move, unit=units["sci"], parent=closed, actor=OFFICE) == "unit_is_closed"
    assert Unit.objects.get(code="sci").path == "u/sci/"


def test_a_unit_closes_after_its_parts_and_opens_after_the_one_above(units):
    assert refused(unit_close, unit=units["abe"], actor=OFFICE) == "unit_has_open_parts"
    for code in ("real", "arch", "abe"):
        unit_close(unit=units[code], reason="upphör", actor=OFFICE)
    assert "abe" not in {u.code for u in unit_list(OFFICE)}
    assert [u.code for u in units_below(OFFICE, units["abe"])] == ["abe", "arch", "real"]
    assert refused(unit_reopen, unit=Unit.objects.get(code="real"), actor=OFFICE) == "unit_is_closed"
    closed = Unit.objects.get(code="abe")
    assert refused(unit_create, **new("y", parent=closed)) == "unit_is_closed"
    unit_reopen(unit=closed, actor=OFFICE)
    unit_reopen(unit=Unit.objects.get(code="real"), actor=OFFICE)
    assert Unit.objects.get(code="real").active


def test_the_second_editor_is_told_what_the_first_one_changed(units):
    unit_update(unit=units["abe"], name_sv="Nytt namn", expected_version=1, actor=OFFICE)
    with pytest.raises(Refusal) as refusal:
        unit_update(unit=units["abe"], name_en="New", expected_version=1, actor=OFFICE)
    assert refusal.value.code == "changed_since"
    [change] = refusal.value.params["changes"]
    assert change["after"] == {"name_sv": "Nytt namn"}


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICE, Role.SYSTEM_ADMINISTRATOR}])
def test_only_who_manages_people_changes_units(units, somebody, role):
    actor = acting(somebody("Någon", role, "abe"))
    assert refused(unit_create, **new("z", actor=actor)) == "not_allowed"
    for operation in (unit_close, unit_reopen, unit_update):
        assert refused(operation, unit=units["real"], actor=actor) == "not_allowed"
    assert refused(unit_move, unit=units["real"], parent=None, actor=actor) == "not_allowed"


def test_found_by_code_path_or_id_but_not_by_somebody_without_a_role(units, somebody):
    reader = acting(somebody("Läsare", Role.READER))
    nobody = acting(somebody("Ingen"))
    for name in ("abe", "ABE", "u/abe/", str(units["abe"].pk)):
        assert unit_find(reader, name) == units["abe"]
        assert unit_find(nobody, name) is None


def test_units_come_in_from_rows_and_the_same_rows_again_change_nothing(units):
    rows = [
        UnitRow("itm", "ITM", "ITM", UnitKind.SCHOOL, "u"),
        UnitRow("itm-hpu", "HPU", "HPU", UnitKind.DEPARTMENT, "itm"),
        UnitRow("real", "Fastigheter", "Real estate", UnitKind.DEPARTMENT, "sci"),
    ]
    units_import(rows=rows, actor=OFFICE)
    assert Unit.objects.get(code="itm-hpu").path == "u/itm/itm-hpu/"
    assert Unit.objects.get(code="real").path == "u/sci/real/"
    before = HistoryEntry.objects.count()
    units_import(rows=rows, actor=OFFICE)
    assert HistoryEntry.objects.count() == before
    assert units_import(rows=[], actor=OFFICE) == []


def test_rows_come_in_all_or_none_and_every_faulty_one_is_named(units):
    rows = [
        UnitRow("itm", "ITM", "ITM", UnitKind.SCHOOL, "u"),
        UnitRow("x", "X", "X", UnitKind.SCHOOL, "saknas"),
        UnitRow("", "Y", "Y", UnitKind.SCHOOL),
    ]
    with pytest.raises(Refusals) as refusals:
        units_import(rows=rows, actor=OFFICE)
    assert [(r.code, r.params["row"]) for r in refusals.value.refusals] == [
        ("unit_unknown", 2),
        ("unit_code_unusable", 3),
    ]
    assert not Unit.objects.filter(code="itm").exists()


def test_a_spreadsheet_of_units_is_read_as_people_write_it(units):
    import io

    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for row, cells in enumerate(
            [["Våra enheter"], [], ["Kod", "Namn", "Slag", "Under"], ["ITM", "Maskin", "Skola", "u"]]
        ):
            sheet.write_row(row, 0, cells)
    tried = units_bring_in(content=content.getvalue(), actor=OFFICE)
    assert (tried.created, tried.applied) == (1, False)
    assert not Unit.objects.filter(code="itm").exists()
    assert units_bring_in(content=content.getvalue(), apply=True, actor=OFFICE).created == 1
    assert Unit.objects.get(code="itm").path == "u/itm/"


def test_bringing_in_people_needs_the_right_to_open_accounts(units, somebody):
    reader = acting(somebody("Reader", Role.READER))
    content = b"email,name\nx@vidsyn.example,X\n"
    with pytest.raises(Refusal, match="not_allowed"):
        people_bring_in(content=content, apply=True, actor=reader)
    assert people_bring_in(content=content, apply=True, actor=OFFICE).created == 1
