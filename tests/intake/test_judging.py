"""A person's decisions on a list, before and after it is carried out; what is deleted when undone or unneeded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from tests.lists import agreement_row, agreements_list, coordinator_for, delimited

from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.collaborations.models import CollaborationPartner
from vidsyn.intake.jobs import forget_plans, import_carry_out
from vidsyn.intake.logic.judging import ConflictChoice, NameChoice
from vidsyn.intake.logic.settings import ColumnChoice, OrderChoice, Settings, SheetChoice
from vidsyn.intake.models import Import, Imported
from vidsyn.intake.operations.files import stored_file
from vidsyn.intake.operations.judging import (
    import_conflicts_decide,
    import_names_decide,
    import_names_link,
)
from vidsyn.intake.operations.planning import (
    import_drop,
    import_plan,
    import_read,
    import_settings_set,
)
from vidsyn.intake.operations.staging import PlannedBefore, planned_before
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.queries.acts import (
    choices_lost,
    conflicts_to_choose,
    import_list,
    names_to_judge,
    row_page,
)
from vidsyn.intake.queries.dry import dry_run
from vidsyn.intake.queries.planning import plan
from vidsyn.intake.vocabulary import Field, ListKind, Take
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import DateOrder
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.partners import partner_register, partner_update

pytestmark = pytest.mark.django_db
UPPSALA = "https://ror.org/048a87296"


@pytest.fixture
def planned(operator, school, ror):
    def planned(content, kind=ListKind.AGREEMENTS, actor=operator):
        return import_plan(kind=kind, file_name="lista.xlsx", content=content, actor=actor)

    return planned


def edited_since(planned, operator):
    """A list carried out, an agreement edited by hand, and the same list with other values planned."""
    import_carry_out(planned(agreements_list(agreement_row("1"), agreement_row("2"))), operator)
    agreement_update(agreement=Agreement.objects.get(register_number="1"), note="för hand", actor=operator)
    return planned(agreements_list(agreement_row("1", note="ur listan"), agreement_row("2")))


def test_a_value_edited_since_is_taken_from_the_list_when_a_person_says_so(planned, operator):
    act = edited_since(planned, operator)
    (asked,) = conflicts_to_choose(operator, act)
    assert (asked.number, asked.field, asked.now, asked.file) == (2, "notes", "för hand", "ur listan")
    act = import_conflicts_decide(
        act=act, choices=(ConflictChoice(asked.order, "notes", Take.LIST),), actor=operator
    )
    assert (act.counts["updated"], conflicts_to_choose(operator, act)) == (1, [])
    import_carry_out(act, operator)
    assert Agreement.objects.get(register_number="1").note == "ur listan"


def test_a_value_kept_is_not_asked_about_again_by_the_same_list(planned, operator):
    act = edited_since(planned, operator)
    choice = ConflictChoice(conflicts_to_choose(operator, act)[0].order, "notes", Take.REGISTER)
    act = import_conflicts_decide(act=act, choices=(choice,), actor=operator)
    assert act.counts["unchanged"] == 2
    assert Agreement.objects.get(register_number="1").note == "för hand"
    again = agreements_list(agreement_row("1", note="ur listan"), agreement_row("2"))
    assert dry_run(operator, ListKind.AGREEMENTS, again)["conflicts"] == []
    other = agreements_list(agreement_row("1", note="nytt ur listan"), agreement_row("2"))
    assert len(dry_run(operator, ListKind.AGREEMENTS, other)["conflicts"]) == 1


def test_an_end_and_being_open_ended_are_chosen_together(planned, operator):
    act = import_carry_out(planned(agreements_list(agreement_row("1"))), operator)
    agreement = Agreement.objects.get()
    agreement_update(agreement=agreement, title_sv="x", actor=operator)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=None, open_ended=True)
    act = planned(agreements_list(agreement_row("1", ends="2030-01-01")))
    (asked,) = conflicts_to_choose(operator, act)
    act = import_conflicts_decide(
        act=act, choices=(ConflictChoice(asked.order, asked.field, Take.LIST),), actor=operator
    )
    act = import_carry_out(act, operator)
    agreement.refresh_from_db()
    assert (act.counts["refused"], str(agreement.ends_on), agreement.open_ended) == (0, "2030-01-01", False)


@pytest.mark.parametrize("kind", [ListKind.AGREEMENTS, ListKind.COLLABORATIONS])
def test_a_name_is_linked_after_the_list_came_in_and_undoing_takes_all_of_it_out(planned, operator, kind):
    content = agreements_list(agreement_row("1", country="Danmark"), agreement_row("2", country="Danmark"))
    if kind is ListKind.COLLABORATIONS:
        content = delimited(
            [["Titel", "Partner", "Land"], *([t, "Uppsala universitet", "Danmark"] for t in "ab")]
        )
    act = import_carry_out(planned(content, kind), operator)
    (judged,) = names_to_judge(operator, act)
    assert not Partner.objects.exists()
    act = import_names_link(act=act, names=(NameChoice(judged.name, "DK", ror=UPPSALA),), actor=operator)
    partner = Partner.objects.get()
    model = Party if kind is ListKind.AGREEMENTS else CollaborationPartner
    assert (partner.ror, model.objects.filter(partner=partner).count()) == (UPPSALA, 2)
    assert names_to_judge(operator, act) == []
    assert {m["decided"] for m in dry_run(operator, kind, content)["matches"]} == {"linked"}
    undone = import_undo(act=act, reason="prov", actor=operator)
    assert (undone.kept, Partner.objects.listed().count()) == (0, 0)


def test_a_name_that_is_nobody_known_is_registered_after_the_list_came_in(planned, operator):
    act = import_carry_out(planned(agreements_list(agreement_row("1", country="Danmark"))), operator)
    import_names_link(act=act, names=(NameChoice("Uppsala universitet", "DK"),), actor=operator)
    partner = Partner.objects.get()
    assert (partner.ror, partner.country, Party.objects.filter(partner=partner).count()) == ("", "DK", 1)


def test_names_of_a_plan_or_of_a_list_of_partners_are_not_linked_so(planned, operator):
    act = planned(agreements_list(agreement_row("1", country="Danmark")))
    with pytest.raises(Refusal, match="import_not_linkable"):
        import_names_link(act=act, names=(NameChoice("Uppsala universitet", "DK"),), actor=operator)


@pytest.mark.parametrize("kind", [ListKind.AGREEMENTS, ListKind.PARTNERS])
def test_a_coordinators_undoing_takes_out_the_partners_she_brought_in(planned, school, operator, kind):
    coordinator = coordinator_for(school)
    other = partner_register(name="Lund University", country="SE", actor=operator)
    content = agreements_list(agreement_row("1"), agreement_row("2", partner="Lund University"))
    if kind is ListKind.PARTNERS:
        content = delimited([["Namn", "Land"], ["Uppsala University", "SE"], ["Lund University", "SE"]])
    act = import_carry_out(planned(content, kind, coordinator), coordinator)
    assert Partner.objects.listed().count() == 2
    undone = import_undo(act=act, reason="fel fil", actor=coordinator)
    assert (undone.kept, list(Partner.objects.listed())) == (0, [other])


def test_a_coordinators_undoing_keeps_a_partner_somebody_has_changed_since(planned, school, operator):
    coordinator = coordinator_for(school)
    act = import_carry_out(planned(agreements_list(agreement_row("1")), actor=coordinator), coordinator)
    partner_update(partner=Partner.objects.get(), city="Annan", actor=operator)
    import_undo(act=act, reason="fel fil", actor=coordinator)
    assert Partner.objects.listed().count() == 1


@pytest.mark.parametrize("way", ["carried out", "thrown away", "forgotten"])
def test_a_file_goes_when_its_plan_is_settled(planned, operator, django_capture_on_commit_callbacks, way):
    content = agreements_list(agreement_row(way))
    act, other = planned(content), planned(content)
    path = f"imports/{act.file_digest}"
    for one in (act, other):
        assert default_storage.exists(path)
        assert stored_file(one) == content
        with django_capture_on_commit_callbacks(execute=True):
            if way == "carried out":
                import_carry_out(one, operator)
            elif way == "thrown away":
                import_drop(act=one, actor=operator)
            else:
                Import.objects.filter(pk=one.pk).update(updated_at=timezone.now() - timedelta(days=31))
                assert forget_plans(timezone.localdate()) == 1
    assert not default_storage.exists(path)
    with pytest.raises(Refusal, match="import_file_gone"):
        stored_file(act)


def test_a_plan_that_is_fresh_is_not_forgotten(planned, operator):
    planned(agreements_list(agreement_row("1")))
    assert forget_plans(timezone.localdate()) == 0
    assert import_list(operator).count() == 1


def test_what_a_slow_worker_planned_of_how_it_was_read_before_is_not_kept(planned, operator):
    """Two workers had the same list; one finished it, and its settings changed before the other finished."""
    act = planned(agreements_list(agreement_row("1", ends="03/04/27")))
    day_first, month_first = (
        Settings(orders=(OrderChoice(Field.ENDS_ON, order),)) for order in DateOrder if order != "year_first"
    )
    act = import_settings_set(act=act, settings=day_first, later=True, actor=operator)
    slow = PlannedBefore(
        act.version, day_first, plan(operator, ListKind.AGREEMENTS, stored_file(act), day_first)
    )
    act = import_read(act=act, actor=operator)
    act = import_settings_set(act=act, settings=month_first, later=True, actor=operator)
    with planned_before(slow):
        act = import_read(act=act, actor=operator)
    assert act.state == "reading"
    act = import_read(act=act, actor=operator)
    assert (act.state, act.rows.get().values["ends_on"]) == ("planned", "2027-03-04")


def test_a_name_judged_twice_is_planned_once(planned, operator):
    act = planned(agreements_list(agreement_row("1", country="Danmark")))
    yes = (NameChoice("Uppsala universitet", "DK", ror=UPPSALA),)
    act = import_names_decide(act=act, names=yes, actor=operator)
    version = act.version
    assert import_names_decide(act=act, names=yes, actor=operator).version == version
    act = import_names_decide(
        act=act, names=(NameChoice("Uppsala universitet", "DK"),), later=True, actor=operator
    )
    with pytest.raises(Refusal, match="import_being_read"):
        import_names_decide(act=act, names=yes, actor=operator)
    assert import_read(act=act, actor=operator).rows.get().decided == "new"


def read_again(act, operator, **settings):
    """Read the list again at once, as when a word is mapped; or in the worker."""
    return import_settings_set(act=act, settings=Settings(**settings), actor=operator)


def read_by_worker(act, operator, **settings):
    act = import_settings_set(act=act, settings=Settings(**settings), later=True, actor=operator)
    return import_read(act=act, actor=operator)


def chosen(planned, operator, take):
    """Return the plan with a choice for a value edited since."""
    act = edited_since(planned, operator)
    choice = ConflictChoice(conflicts_to_choose(operator, act)[0].order, "notes", take)
    return import_conflicts_decide(act=act, choices=(choice,), actor=operator)


UNSIGNED = {"states_from_remarks": True}


@pytest.mark.parametrize("take", list(Take))
@pytest.mark.parametrize("again", [read_again, read_by_worker])
def test_what_was_chosen_is_kept_when_the_list_is_read_again(planned, operator, take, again):
    act = chosen(planned, operator, take)
    for _time in range(2):
        act = again(act, operator, **UNSIGNED)
        assert (conflicts_to_choose(operator, act), choices_lost(act)) == ([], [])
        assert act.counts["updated"] == (1 if take is Take.LIST else 0)
    import_carry_out(act, operator)
    stands = "ur listan" if take is Take.LIST else "för hand"
    assert Agreement.objects.get(register_number="1").note == stands


@pytest.mark.parametrize("take", list(Take))
@pytest.mark.parametrize("again", [read_again, read_by_worker])
def test_a_choice_falls_and_is_told_when_the_value_here_has_changed(planned, operator, take, again):
    act = chosen(planned, operator, take)
    agreement_update(agreement=Agreement.objects.get(register_number="1"), note="igen", actor=operator)
    act = again(act, operator, **UNSIGNED)
    (asked,) = conflicts_to_choose(operator, act)
    assert (asked.now, asked.file, act.counts["updated"]) == ("igen", "ur listan", 0)
    assert choices_lost(act) == ["Avtal 2, 1: Anmärkningar"]
    choice = ConflictChoice(asked.order, "notes", Take.LIST)
    act = import_conflicts_decide(act=act, choices=(choice,), actor=operator)
    assert choices_lost(act) == []


def test_a_choice_falls_and_is_told_when_the_list_says_something_else(planned, operator):
    act = chosen(planned, operator, Take.LIST)
    heading = act.sheets[0]["headings"].index("Anm.")
    columns = tuple(
        ColumnChoice(int(column), None if int(column) == heading else Field(field))
        for column, field in act.sheets[0]["mapping"].items()
    )
    sheet = SheetChoice(act.sheets[0]["name"], act.sheets[0]["heading_row"], columns)
    act = read_again(act, operator, sheets=(sheet,))
    assert len(choices_lost(act)) == 1
    import_carry_out(act, operator)
    assert Agreement.objects.get(register_number="1").note == "för hand"


def test_a_value_kept_of_a_thing_no_list_brought_is_asked_about_again_once_it_has_changed(planned, operator):
    """Registered by hand and then named by number in a list: the choice alone tells what the list said."""
    act = import_carry_out(planned(agreements_list(agreement_row("1", note="för hand"))), operator)
    Imported.objects.all().delete()
    act = planned(agreements_list(agreement_row("1", note="ur listan")))
    (asked,) = conflicts_to_choose(operator, act)
    choice = ConflictChoice(asked.order, "notes", Take.REGISTER)
    act = import_conflicts_decide(act=act, choices=(choice,), actor=operator)
    assert Imported.objects.get().values == {"notes": "ur listan"}
    act = read_again(act, operator, **UNSIGNED)
    assert (conflicts_to_choose(operator, act), Imported.objects.get().values) == ([], {"notes": "ur listan"})
    agreement_update(agreement=Agreement.objects.get(), note="igen", actor=operator)
    act = read_again(act, operator)
    assert len(conflicts_to_choose(operator, act)) == len(choices_lost(act)) == 1
    assert not Imported.objects.exists()


def test_an_end_is_told_as_a_day_or_until_further_notice(planned, operator):
    import_carry_out(planned(agreements_list(agreement_row("1"))), operator)
    Agreement.objects.update(ends_on="2029-12-31")
    act = planned(agreements_list(agreement_row("1", ends="tills vidare")))
    (asked,) = conflicts_to_choose(operator, act)
    assert (asked.label, asked.now, asked.file) == ("Sista dag", "2029-12-31", "tills vidare")
    (line,) = row_page(operator, act, list(act.rows.all()))
    assert line.conflicts == [("Sista dag", "2029-12-31", "tills vidare")]


def test_a_row_refused_when_carried_out_says_who_could(planned, school, operator):
    coordinator = coordinator_for(school)
    act = planned(agreements_list(agreement_row("1")), actor=coordinator)
    act.rows.update(values=act.rows.get().values | {"unit": None})  # rights changed after planning
    act = import_carry_out(act, coordinator)
    (line,) = row_page(operator, act, list(act.rows.all()))
    assert "internationella kansliet krävs" in line.refusals[0]
