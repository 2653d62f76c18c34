"""Over the whole sample register: the history reveals nothing that the record itself hides."""

from __future__ import annotations

import pytest

from vidsyn import here
from vidsyn.agreements import access as agreement_access
from vidsyn.agreements.models import Agreement
from vidsyn.collaborations import access as collaboration_access
from vidsyn.collaborations.models import Collaboration
from vidsyn.history.models import HistoryEntry
from vidsyn.history.reading import Wanted
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import Actor, actor_of, local_operator
from vidsyn.people.models import Person
from vidsyn.people.queries.history import history_all, history_of, names_in
from vidsyn.sample.loading import sample_load

ROOMS = [(Agreement, agreement_access), (Collaboration, collaboration_access)]


@pytest.fixture
def personas(db) -> list[Actor]:
    sample_load(actor=local_operator(), on=here.today())
    people = Person.objects.filter(is_active=True)
    return [actor_of(person, door=Door.WEB, on=here.today()) for person in people]


def test_restricted_values_are_shown_inside_and_nowhere_else(personas):
    restricted = set(HistoryEntry.objects.filter(restricted=True).values_list("id", flat=True))
    shown: set[bool] = set()
    for model, access in ROOMS:
        for viewer in personas:
            for thing in model.objects.filter(access.visible_to(viewer)):
                inside = access.may_see_inside(viewer, thing)
                for line in history_of(viewer, thing, Wanted(limit=1000)):
                    if line.id in restricted:
                        shown.add(inside)
                        assert inside or (not line.changes and not line.reason), (viewer.ref, line)
    assert shown == {True, False}


def test_the_whole_history_shows_restricted_values_to_the_office_alone(personas):
    restricted = set(HistoryEntry.objects.filter(restricted=True).values_list("id", flat=True))
    readers = 0
    for viewer in personas:
        try:
            lines = history_all(viewer, Wanted(limit=100_000))
        except Refusal:
            continue
        readers += 1
        seen = [line for line in lines if line.id in restricted and (line.changes or line.reason)]
        assert bool(seen) == viewer.is_office
    assert readers == 2


def test_the_history_names_nothing_the_viewer_may_not_see(personas):
    office = next(viewer for viewer in personas if viewer.is_office)
    lines = history_all(office, Wanted(limit=100_000))
    for viewer in personas:
        names = names_in(viewer, lines)
        for model, access in ROOMS:
            visible = {
                str(pk) for pk in model.objects.filter(access.visible_to(viewer)).values_list("pk", flat=True)
            }
            named = {identity for kind, identity in names if kind == model.KIND}
            assert named <= visible, viewer.ref
        if not viewer.sees_cases:
            assert {kind for kind, _identity in names} <= {"person", "unit"}


def test_history_speaks_of_no_row_that_is_removed_many_at_once(personas):
    told = set(HistoryEntry.objects.values_list("subject_kind", flat=True))
    assert told
    assert told & {"collaboration_unit", "responsible", "partner_name"} == set()
