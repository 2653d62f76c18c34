"""Every right's predicate and filter agree, for every actor and every unit."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vidsyn.kernel.actors import ActorKind, ActorRef, Door
from vidsyn.kernel.ids import new_id
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people import access
from vidsyn.people.access import Openness
from vidsyn.people.actors import EVERYWHERE, Actor, Holding, local_operator
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Needed, Role, UnitKind

PATHS = ("u/", "u/abe/", "u/abe/real/", "u/abe2/", "u/sci/", "u/sci/math/")
# Any kind of unit can mark a draft here: the test needs some rows that are drafts and some that are not.
DRAFTS = {UnitKind.DEPARTMENT}


@pytest.fixture
def units(db) -> list[Unit]:
    made: dict[str, Unit] = {}
    for number, path in enumerate(PATHS):
        kind = UnitKind.DEPARTMENT if number % 2 else UnitKind.SCHOOL
        code = path.strip("/").split("/")[-1]
        parent = made.get(path[: -len(code) - 1])
        made[path] = Unit.objects.create(
            code=code, name_sv=code, name_en=code, kind=kind, path=path, parent=parent
        )
    return list(made.values())


holdings = st.builds(Holding, st.sampled_from(Role), st.sampled_from((EVERYWHERE, *PATHS)))
actors = st.builds(
    lambda held, scopes: Actor(
        ActorRef(ActorKind.PERSON, "x"), Door.WEB, tuple(held), person_id=new_id(), scopes=frozenset(scopes)
    ),
    st.lists(holdings, max_size=3),
    st.sampled_from([("read",), ("read", "write")]),
)
many = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@many
@given(actor=actors)
def test_predicate_and_filter_agree_on_every_unit(units, actor):
    from django.db.models import Q

    drafts = Q(kind__in=DRAFTS)
    rows = set(Unit.objects.values_list("path", flat=True))
    pairs = {
        "editable": (access.editable(actor, "path"), lambda u: access.may_edit_for(actor, u.path)),
        "inside": (access.inside(actor, "path"), lambda u: access.may_see_inside(actor, u.path)),
        "readable": (access.readable(actor), lambda u: access.may_read_register(actor)),
        "visible": (
            access.visible(actor, "path", drafts=drafts),
            lambda u: access.may_see(actor, Openness.INSIDE if u.kind in DRAFTS else Openness.OPEN, u.path),
        ),
    }
    assert rows
    for name, (condition, predicate) in pairs.items():
        filtered = set(Unit.objects.filter(condition).values_list("path", flat=True))
        assert filtered == {u.path for u in units if predicate(u)}, name
        # A filter or-ed with an empty one still matches the same rows.
        joined = set(Unit.objects.filter(condition | access.nothing()).values_list("path", flat=True))
        assert joined == filtered, name


@many
@given(actor=actors)
def test_rights_only_narrow_from_seeing_to_changing(units, actor):
    for unit in units:
        if access.may_edit_for(actor, unit.path):
            assert access.may_see_inside(actor, unit.path)
            assert access.may_register_for(actor, unit.path)
        if access.may_see_inside(actor, unit.path):
            assert access.may_read_register(actor)


def person(*held: Holding, scopes: tuple[str, ...] = ("read", "write")) -> Actor:
    return Actor(
        ActorRef(ActorKind.PERSON, "x"), Door.WEB, held, person_id=new_id(), scopes=frozenset(scopes)
    )


@pytest.mark.parametrize("path", [EVERYWHERE, *PATHS])
def test_a_system_administrator_sees_no_cases_and_edits_none(path):
    admin = person(Holding(Role.SYSTEM_ADMINISTRATOR, path))
    assert not access.may_read_register(admin)
    assert not access.may_see_inside(admin, "u/abe/")
    assert not access.may_edit_for(admin, "u/abe/")
    assert not access.may_register_for(admin, "u/abe/")
    assert access.may_manage_people(admin)
    assert not access.may_give(admin, Role.OFFICE)


@pytest.mark.parametrize("role", [r for r in Role if r != Role.OFFICE])
def test_only_the_office_sees_inside_the_whole_university(role):
    assert not access.may_see_inside(person(Holding(role)), "u/abe/")
    assert access.may_see_inside(person(Holding(Role.OFFICE)), "u/abe/")
    assert access.may_see_inside(local_operator(), "u/abe/")


def test_inside_is_seen_from_the_unit_and_from_above_but_not_from_beside_or_below():
    school = person(Holding(Role.COORDINATOR, "u/abe/"))
    assert access.may_see_inside(school, "u/abe/")
    assert access.may_see_inside(school, "u/abe/real/")
    assert access.may_see_inside(school, "u/sci/", "u/abe/")
    assert not access.may_see_inside(school, "u/")
    assert not access.may_see_inside(school, "u/abe2/")
    assert not access.may_see_inside(school)


@pytest.mark.parametrize("role", Role)
def test_a_token_that_only_reads_changes_nothing(role):
    reading = person(Holding(role), Holding(role, "u/abe/"), scopes=("read",))
    assert not access.may_edit_for(reading, "u/abe/")
    assert not access.may_edit_shared(reading)
    assert not access.may_register_for(reading, "u/abe/")
    assert not access.may_decide_for(reading, "u/abe/")
    assert not access.may_run_register(reading)
    assert not access.may_manage_people(reading)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.READER, Role.LEADERSHIP, Role.ADVISER, Role.DECIDER])
def test_who_only_reads_edits_nothing(role):
    reading = person(Holding(role), Holding(role, "u/abe/"))
    assert access.may_read_register(reading)
    assert not access.may_edit_for(reading, "u/abe/")
    assert not access.may_edit_shared(reading)


def test_nobody_without_a_role_sees_anything():
    nobody = person()
    assert not access.may_read_register(nobody)
    assert not access.may_see_people(nobody)


def test_require_says_what_would_have_been_enough():
    access.require(True, needed=Needed.OFFICE)
    with pytest.raises(Refusal) as refused:
        access.require(False, needed=Needed.OFFICE)
    assert refused.value.kind is RefusalKind.FORBIDDEN
    assert refused.value.params["needed"] is Needed.OFFICE
