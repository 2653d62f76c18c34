"""The plan marks rows the importer has no right to, and reveals nothing of records the importer may not see."""

import pytest
from tests.lists import agreement_row, agreements_list, coordinator_for, delimited

from vidsyn.agreements.models import Agreement
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.logic.settings import DefaultChoice, Settings
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.queries.acts import import_rows
from vidsyn.intake.queries.dry import dry_run
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_schools(school, ror):
    """A coordinator of one school, and another school."""
    Unit.objects.create(
        code="sci",
        name_sv="Annan skola",
        name_en="Other",
        kind="school",
        path="uni/sci/",
        parent=school.parent,
    )
    return coordinator_for(school)


def refused(actor, content, kind=ListKind.AGREEMENTS):
    told = dry_run(actor, kind, content)
    return [(entry["row"], entry["code"]) for entry in told["refused"]]


def test_a_coordinator_is_told_in_the_plan_which_rows_are_not_hers(two_schools):
    content = agreements_list(
        agreement_row("1"), agreement_row("2", unit="SCI"), agreement_row("3", unit="Gemensamt"),
        agreement_row("4", unit=""),
    )  # fmt: skip
    assert refused(two_schools, content) == [
        (3, "row_of_other_unit"), (4, "row_of_no_unit"), (5, "row_of_no_unit")
    ]  # fmt: skip
    assert refused(local_operator(), content) == []
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a", content=content, actor=two_schools)
    act = import_carry_out(act, two_schools)
    assert (act.counts["created"], act.counts["refused"], Agreement.objects.count()) == (1, 3, 1)
    settings = Settings(defaults=(DefaultChoice(Field.UNIT, "abe"),))
    told = dry_run(two_schools, ListKind.AGREEMENTS, content, settings)
    assert [(entry["row"], entry["code"]) for entry in told["refused"]] == [(3, "row_of_other_unit")]


def test_a_collaboration_without_a_unit_is_the_coordinators_own(two_schools):
    rows = [["Titel", "Partner", "Skola"], ["a", "Lund University", ""], ["b", "Lund University", "SCI"]]
    assert refused(two_schools, delimited(rows), ListKind.COLLABORATIONS) == [(3, "row_of_other_unit")]


@pytest.mark.parametrize("row", [{"note": "ny"}, {"unit": "ABE"}])
def test_nothing_is_told_of_what_is_another_schools(two_schools, row):
    operator = local_operator()
    first = agreements_list(agreement_row("1", unit="SCI"))
    import_carry_out(
        import_plan(kind=ListKind.AGREEMENTS, file_name="a", content=first, actor=operator), operator
    )
    Agreement.objects.update(note="hemligt")
    told = dry_run(
        two_schools, ListKind.AGREEMENTS, agreements_list(agreement_row("1", **{"unit": "SCI"} | row))
    )
    assert [entry["code"] for entry in told["refused"]] == ["row_not_yours"]
    assert "hemligt" not in str(told)


def test_an_agreement_is_not_moved_by_a_list_to_a_school_that_is_not_hers(two_schools):
    act = import_plan(
        kind=ListKind.AGREEMENTS,
        file_name="a",
        content=agreements_list(agreement_row("1")),
        actor=two_schools,
    )
    import_carry_out(act, two_schools)
    assert refused(two_schools, agreements_list(agreement_row("1", unit="SCI"))) == [(2, "row_of_other_unit")]


def test_the_rows_of_an_import_are_only_read_by_who_may_see_it(two_schools):
    act = import_plan(
        kind=ListKind.AGREEMENTS,
        file_name="a",
        content=agreements_list(agreement_row("1")),
        actor=local_operator(),
    )
    assert import_rows(local_operator(), act).count() == 1
    assert import_rows(two_schools, act).count() == 0
