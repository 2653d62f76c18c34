"""Every right has the same answer from its predicate and from its filter."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, ReviewOpinion
from vidsyn.agreements.vocabulary import Stage
from vidsyn.kernel.actors import ActorKind, ActorRef, Door
from vidsyn.people.actors import EVERYWHERE, Actor, Holding
from vidsyn.people.vocabulary import Role

PATHS = ("u/", "u/abe/", "u/abe/real/", "u/sci/")
many = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def agreements(house):
    people = list(house.people.values())
    for number, stage in enumerate(list(Stage) * 3):
        code = [None, "abe", "real", "sci", "u"][number % 5]
        agreement = Agreement.objects.create(
            kind="research",
            title_sv="T",
            title_en="T",
            stage=stage,
            unit=house.units[code] if code else None,
            owner=people[number % 4] if number % 3 else None,
            requester=people[number % 5] if number % 2 else None,
        )
        if number % 4 == 0:
            agreement.further_units.set([house.units["sci"]])
        if number % 6 == 0:
            ReviewOpinion.objects.create(
                agreement=agreement, area="law", reviewer=people[5], asked_on="2026-01-01"
            )
    return list(Agreement.objects.all())


holdings = st.lists(
    st.builds(Holding, st.sampled_from(Role), st.sampled_from((EVERYWHERE, *PATHS))), max_size=3
)


@many
@given(held=holdings, scopes=st.sampled_from([("read",), ("read", "write")]), who=st.integers(0, 9))
def test_predicate_and_filter_agree(agreements, house, held, scopes, who):
    person = list(house.people.values())[who]
    actor = Actor(
        ActorRef(ActorKind.PERSON, str(person.pk)),
        Door.WEB,
        tuple(held),
        person_id=person.pk,
        scopes=frozenset(scopes),
    )
    visible = Agreement.objects.filter(access.visible_to(actor))
    pairs = {
        "see": (visible, access.may_see),
        "inside": (
            visible.filter(access.inside(actor)),
            lambda a, x: access.may_see(a, x) and access.may_see_inside(a, x),
        ),
        "edit": (visible.filter(access.editable(actor)), access.may_edit),
    }
    for name, (rows, predicate) in pairs.items():
        assert set(rows) == {a for a in agreements if predicate(actor, a)}, name
