"""Accounts, roles, and who handles a unit's matters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people.conftest import acting

from vidsyn import here
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import local_operator
from vidsyn.people.logic.lists import PersonRow, RoleRow
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.operations.closing import person_deactivate, person_reactivate
from vidsyn.people.operations.persons import language_choose, person_create, person_update
from vidsyn.people.operations.roles import role_give, role_take
from vidsyn.people.operations.rows import people_import
from vidsyn.people.queries.coordinators import coordinators_of, has_left
from vidsyn.people.queries.persons import person_find, person_list, persona_list
from vidsyn.people.vocabulary import Language, Role

OFFICE = local_operator()


def refused(function, **arguments) -> str:
    with pytest.raises(Refusal) as refusal:
        function(**arguments)
    return refusal.value.code


def test_an_address_is_one_account_however_it_is_written(somebody):
    somebody("Anna")
    again = {"email": " ANNA@vidsyn.Example ", "name": "Anna", "actor": OFFICE}
    assert refused(person_create, **again) == "email_taken"
    assert refused(person_create, email="inte en adress", name="X", actor=OFFICE) == "email_unusable"


def test_a_change_keeps_what_is_not_given_and_says_what_was(units, somebody):
    anna = person_create(email="anna@vidsyn.example", name="Anna", unit=units["abe"], actor=OFFICE)
    person_update(person=anna, name="Anna B", expected_version=1, reason="gift", actor=OFFICE)
    row = HistoryEntry.objects.get(fact="person.updated")
    assert (row.before, row.after, row.reason) == ({"name": "Anna"}, {"name": "Anna B"}, "gift")
    assert Person.objects.get(pk=anna.pk).unit == units["abe"]
    person_update(person=anna, clear=("unit",), actor=OFFICE)
    assert Person.objects.get(pk=anna.pk).unit is None
    assert refused(person_update, person=anna, name="C", expected_version=1, actor=OFFICE) == (
        "changed_since"
    )


def test_everybody_chooses_her_own_language(somebody):
    reader = somebody("Läsare", Role.READER)
    language_choose(language=Language.ENGLISH, actor=acting(reader))
    assert acting(reader).language == "en"
    assert refused(language_choose, language=Language.ENGLISH, actor=OFFICE) == "not_allowed"


def test_who_has_left_holds_nothing_and_is_known_to_have_left(somebody):
    anna = somebody("Anna", Role.OFFICE)
    person_deactivate(person=anna, reason="slutat", actor=OFFICE)
    anna.refresh_from_db()
    assert acting(anna).holdings == ()
    assert has_left(anna)
    assert has_left(None)
    person_reactivate(person=anna, actor=OFFICE)
    assert acting(anna).is_office


def test_nobody_closes_her_own_account_or_gives_herself_a_role(somebody):
    office = somebody("Kansliet", Role.OFFICE)
    actor = acting(office)
    assert refused(person_deactivate, person=office, actor=actor) == "own_account_stays_open"
    assert refused(role_give, person=office, role=Role.AUDITOR, actor=actor) == "role_of_ones_own"
    own = RoleAssignment.objects.get(person=office)
    assert refused(role_take, assignment=own, actor=actor) == "role_of_ones_own"


def test_a_system_administrator_gives_no_role_that_sees_cases(units, somebody):
    actor = acting(somebody("Systemadministratör", Role.SYSTEM_ADMINISTRATOR))
    anna = somebody("Anna")
    for role in Role:
        if role is Role.SYSTEM_ADMINISTRATOR:
            continue
        unit = units["abe"] if role is Role.COORDINATOR else None
        assert refused(role_give, person=anna, role=role, unit=unit, actor=actor) == "not_allowed"
    role_give(person=anna, role=Role.SYSTEM_ADMINISTRATOR, actor=actor)
    assert acting(anna).holds(Role.SYSTEM_ADMINISTRATOR)


def test_roles_are_for_a_unit_or_for_all_as_their_nature_is(units, somebody):
    anna = somebody("Anna")
    give = {"person": anna, "actor": OFFICE}
    assert refused(role_give, role=Role.COORDINATOR, **give) == "role_needs_unit"
    assert refused(role_give, role=Role.OFFICE, unit=units["abe"], **give) == "role_is_for_all"


def test_a_role_counts_from_its_first_day_through_its_last(units, somebody):
    anna = somebody("Anna")
    day = here.today()
    period = {"starts_on": day + timedelta(days=1), "ends_on": day + timedelta(days=2)}
    give = {"person": anna, "role": Role.AUDITOR, "unit": units["abe"], "actor": OFFICE}
    role_give(**give, **period)
    from vidsyn.kernel.actors import Door
    from vidsyn.people.actors import actor_of

    held = [bool(actor_of(anna, door=Door.WEB, on=day + timedelta(days=n)).holdings) for n in range(4)]
    assert held == [False, True, True, False]
    assert refused(role_give, **give) == "role_already_held"
    role_give(**give, starts_on=day + timedelta(days=3))
    wrong = {"starts_on": day, "ends_on": day - timedelta(days=1)}
    assert refused(role_give, **give, **wrong) == "role_ends_before_it_starts"


def test_a_role_taken_ends_at_once_stays_readable_and_can_be_given_again(units, somebody):
    anna = somebody("Anna", Role.COORDINATOR, "abe")
    assignment = RoleAssignment.objects.get(person=anna)
    role_take(assignment=assignment, reason="byter tjänst", actor=OFFICE)
    assert acting(anna).holdings == ()
    role_take(assignment=assignment, actor=OFFICE)
    assert HistoryEntry.objects.filter(fact="person.role_taken").count() == 1
    role_give(person=anna, role=Role.COORDINATOR, unit=units["abe"], starts_on=here.today(), actor=OFFICE)
    assert acting(anna).paths(Role.COORDINATOR) == ("u/abe/",)
    assert RoleAssignment.objects.filter(person=anna).count() == 2


def test_a_role_given_for_everything_before_today_blocks_nothing_later(units, somebody):
    anna = somebody("Anna")
    day = here.today()
    give = {"person": anna, "role": Role.READER, "actor": OFFICE}
    given = role_give(**give, starts_on=day)
    role_take(assignment=given, actor=OFFICE)
    role_give(**give, starts_on=day)
    assert acting(anna).holds(Role.READER)


def test_a_matter_lands_with_the_unit_else_the_nearest_above_else_the_office(units, somebody):
    school = somebody("Koordinator Abe", Role.COORDINATOR, "abe")
    department = somebody("Koordinator Real", Role.COORDINATOR, "real")
    gone = somebody("Tidigare", Role.COORDINATOR, "arch")
    person_deactivate(person=gone, actor=OFFICE)
    office = somebody("Kansliet", Role.OFFICE)
    found = coordinators_of(["u/abe/real/", "u/abe/arch/", "u/sci/", "u/abe/"], on=here.today())
    assert found == {
        "u/abe/real/": [department],
        "u/abe/arch/": [school],
        "u/abe/": [school],
        "u/sci/": [office],
    }


def test_coordinators_of_many_units_cost_one_statement(units, somebody, django_assert_num_queries):
    somebody("Koordinator Abe", Role.COORDINATOR, "abe")
    with django_assert_num_queries(1):
        coordinators_of([u.path for u in units.values()], on=here.today())


def test_the_list_of_people_costs_the_same_however_many(units, somebody, django_assert_num_queries):
    for number in range(3):
        somebody(f"Person {number}", Role.READER)
    with django_assert_num_queries(2):
        people_found = list(person_list(OFFICE))
        assert [p.current_roles[0].role for p in people_found] == [Role.READER] * 3
    for number in range(3, 9):
        somebody(f"Person {number}", Role.READER)
    with django_assert_num_queries(2):
        assert len([p.current_roles for p in person_list(OFFICE)]) == 9


def test_the_list_narrows_by_text_unit_and_role(units, somebody):
    somebody("Anna Berg", Role.READER)
    bo = somebody("Bo Ek", Role.COORDINATOR, "abe")
    person_update(person=bo, unit=units["real"], actor=OFFICE)
    assert [p.name for p in person_list(OFFICE, text="berg")] == ["Anna Berg"]
    assert [p.name for p in person_list(OFFICE, unit_path="u/abe/")] == ["Bo Ek"]
    assert [p.name for p in person_list(OFFICE, role=Role.COORDINATOR)] == ["Bo Ek"]


def test_found_by_address_name_or_persona_and_never_when_two_answer(somebody):
    anna, persona = somebody("Anna"), somebody("Koordinator Abe", sample=True)
    assert person_find(OFFICE, "ANNA@vidsyn.example") == anna
    assert person_find(OFFICE, "anna") == anna
    assert person_find(OFFICE, str(anna.pk)) == anna
    assert person_find(OFFICE, "koordinator.abe") == persona
    person_create(email="anna2@vidsyn.example", name="Anna", actor=OFFICE)
    assert person_find(OFFICE, "Anna") is None
    assert list(persona_list()) == [persona]


def test_somebody_without_a_role_sees_only_herself(somebody):
    nobody, anna = somebody("Ingen"), somebody("Anna", Role.READER)
    assert list(person_list(acting(nobody))) == [nobody]
    assert person_find(acting(nobody), anna.email) is None


ROWS = [
    PersonRow("anna@vidsyn.example", "Anna", "abe", roles=(RoleRow(Role.COORDINATOR, "abe"),)),
    PersonRow("bo@vidsyn.example", "Bo", left=True, roles=(RoleRow(Role.READER),), sample=True),
]


def test_people_come_in_from_rows_with_roles_and_again_without_a_trace(units):
    people_import(rows=ROWS, actor=OFFICE)
    anna, bo = Person.objects.order_by("email")
    assert acting(anna).paths(Role.COORDINATOR) == ("u/abe/",)
    assert (bo.is_active, bo.is_sample) == (False, True)
    before = HistoryEntry.objects.count()
    people_import(rows=ROWS, actor=OFFICE)
    assert HistoryEntry.objects.count() == before


def test_a_role_taken_does_not_come_back_with_the_same_list(units):
    people_import(rows=ROWS, actor=OFFICE)
    role_take(assignment=RoleAssignment.objects.get(person__email="anna@vidsyn.example"), actor=OFFICE)
    people_import(rows=ROWS, actor=OFFICE)
    assert acting(Person.objects.get(email="anna@vidsyn.example")).holdings == ()


def test_a_faulty_row_of_people_is_named_and_nothing_comes_in(units):
    rows = [*ROWS, PersonRow("x", "X"), PersonRow("y@vidsyn.example", "", "saknas")]
    with pytest.raises(Refusals) as refusals:
        people_import(rows=rows, actor=OFFICE)
    assert [r.params["row"] for r in refusals.value.refusals] == [3, 4]
    assert not Person.objects.exists()
