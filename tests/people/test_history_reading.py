"""The history for a viewer: limited by rights, localised, with names instead of ids."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests.people.conftest import acting

from vidsyn import here
from vidsyn.history.reading import Wanted
from vidsyn.history.recording import correlated, record
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import local_operator
from vidsyn.people.operations.erasure import person_erase
from vidsyn.people.operations.passwords import sessions_end
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.units import unit_update
from vidsyn.people.queries.history import (
    history_all,
    history_of,
    history_of_act,
    history_of_own,
    history_of_thing,
    names_in,
)
from vidsyn.people.vocabulary import Role
from vidsyn.wording.history import readable

OFFICE = local_operator()


@pytest.fixture
def office(somebody):
    return acting(somebody("Kansliet", Role.OFFICE))


def test_a_role_is_told_with_names_and_labels_in_both_languages(units, somebody, office):
    anna = somebody("Anna")
    role_give(person=anna, role=Role.COORDINATOR, unit=units["abe"], reason="ny tjänst", actor=office)
    lines = history_of(office, anna)
    assert [line.fact for line in lines] == ["person.role_given", "person.created"]
    with translation.override("sv"):
        told = readable(lines, names_in(office, lines))[0]
    assert (told.what, told.who, told.through, told.reason) == (
        "Roll tilldelad",
        "Kansliet",
        "sidorna",
        "ny tjänst",
    )
    changes = {change.label: change.after for change in told.changes}
    assert changes["Roll"] == "Koordinator"
    assert changes["Enhet"] == "abe på svenska"
    with translation.override("en"):
        assert readable(lines, names_in(office, lines))[0].what == "Role given"


def test_naming_costs_one_statement_whatever_is_named(units, somebody, office, django_assert_num_queries):
    for number in range(4):
        person = somebody(f"Person {number}")
        role_give(person=person, role=Role.READER, unit=units["abe"], actor=office)
    with django_assert_num_queries(1):
        lines = history_all(office, Wanted())
    with django_assert_num_queries(1):
        names_in(office, lines)


def test_restricted_values_are_for_the_office_alone_where_no_room_says_more(units, office, somebody):
    auditor = acting(somebody("Revisor", Role.AUDITOR))
    with correlated() as act:
        record(
            "unit.updated",
            subject=units["abe"],
            actor=OFFICE,
            after={"name_sv": "hemligt utkast"},
            reason="hemligt skäl",
            restricted=True,
        )
    for lines in (
        history_all(auditor, Wanted()),
        history_of(auditor, units["abe"]),
        history_of_act(auditor, act),
    ):
        assert "hemligt" not in str(lines)
        assert lines[0].hidden
    assert "hemligt utkast" in str(history_all(office, Wanted()))


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICE, Role.AUDITOR}])
def test_the_whole_history_is_for_the_office_and_auditors(units, somebody, role):
    actor = acting(somebody("Någon", role, "abe" if role != Role.SYSTEM_ADMINISTRATOR else ""))
    with pytest.raises(Refusal, match="not_allowed"):
        history_all(actor, Wanted())


def test_an_auditor_of_one_unit_does_not_read_all_history(units, somebody):
    with pytest.raises(Refusal, match="not_allowed"):
        history_all(acting(somebody("Revisor", Role.AUDITOR, "abe")), Wanted())


def test_an_accounts_history_is_its_own_persons_and_that_of_who_manages_accounts(units, somebody, office):
    anna, bo = somebody("Anna", Role.READER), somebody("Bo", Role.READER)
    admin = acting(somebody("Systemadministratör", Role.SYSTEM_ADMINISTRATOR))
    for viewer in (acting(anna), office, admin):
        assert history_of_thing(viewer, "person", "anna@vidsyn.example")
    with pytest.raises(Refusal, match="not_allowed"):
        history_of_thing(acting(bo), "person", "anna@vidsyn.example")
    with pytest.raises(Refusal, match="not_found"):
        history_of_thing(acting(bo), "person", "saknas@vidsyn.example")
    with pytest.raises(Refusal, match="not_found"):
        history_of_thing(office, "spöke", "x")


def test_everybody_reads_what_she_did_herself_also_within_an_act(units, somebody, office):
    reader = somebody("Läsare", Role.READER)
    sessions_end(person=reader, actor=acting(reader))
    assert [line.fact for line in history_of_own(acting(reader), Wanted())] == ["person.sessions_ended"]
    act = history_of_own(acting(reader), Wanted())[0].correlation_id
    assert len(history_of_act(acting(reader), act)) == 1
    other = history_all(office, Wanted(facts=("person.created",)))[0].correlation_id
    assert history_of_act(acting(reader), other) == []


def test_narrowed_by_subject_kind_fact_and_day_and_paged(units, somebody, office):
    somebody("Anna")
    assert {line.subject_kind for line in history_all(office, Wanted(kinds=("unit",)))} == {"unit"}
    day = here.today()
    assert history_all(office, Wanted(since=day, until=day))
    assert history_all(office, Wanted(until=day.replace(year=day.year - 1))) == []
    first = history_all(office, Wanted(limit=3))
    second = history_all(office, Wanted(limit=3, before_id=first[-1].id))
    assert [line.id for line in first + second] == sorted({line.id for line in first + second}, reverse=True)


def test_who_was_erased_is_told_as_erased(units, somebody, office):
    anna = somebody("Anna", Role.OFFICE)
    unit_update(unit=units["abe"], name_sv="Nytt", actor=acting(anna))
    person_erase(person=anna, reason="begärd", actor=office)
    lines = history_of(office, units["abe"])
    with translation.override("sv"):
        assert readable(lines, names_in(office, lines))[0].who == "Raderad person"
        created = readable(history_of_erased(office, anna), {})
    assert any(change.erased and not change.after for line in created for change in line.changes)


def history_of_erased(viewer, person):
    return history_all(viewer, Wanted(subject=("person", str(person.pk))))
