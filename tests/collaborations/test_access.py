"""Filters and predicates agree, for every persona and every state."""

from __future__ import annotations

import itertools

import pytest
from tests.house import TODAY

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration, CollaborationUnit, Responsible
from vidsyn.collaborations.queries.finders import collaboration_find
from vidsyn.collaborations.queries.stories import collaboration_story
from vidsyn.collaborations.vocabulary import Status
from vidsyn.kernel.refusals import Refusal

PERSONAS = (
    "researcher",
    "colleague",
    "coordinator",
    "neighbour",
    "office",
    "leadership",
    "reader",
    "administrator",
    "nobody",
)


@pytest.fixture
def all_sorts(house) -> list[Collaboration]:
    """Every status × owner × further unit × responsible × voided, in the same leading unit."""
    made = []
    for status, owned, further, named, voided in itertools.product(
        (Status.POTENTIAL, Status.ONGOING),
        (True, False),
        (True, False),
        (True, False),
        (None, "2026-01-01T00:00Z"),
    ):
        row = Collaboration.objects.create(
            title_sv="T",
            lead_unit=house.units["real"],
            status=status,
            owner=house.people["reader"] if owned else None,
            voided_at=voided,
        )
        if further:
            CollaborationUnit.objects.create(collaboration=row, unit=house.units["sci"])
        if named:
            Responsible.objects.create(collaboration=row, person=house.people["nobody"])
        made.append(row)
    return list(Collaboration.objects.all())


@pytest.mark.parametrize("who", PERSONAS)
def test_predicate_and_filter_agree(house, all_sorts, who):
    actor = house.actor(who)
    seen = set(Collaboration.objects.filter(access.visible_to(actor)))
    edited = set(Collaboration.objects.filter(access.visible_to(actor), access.editable(actor)))
    inside = set(Collaboration.objects.filter(access.inside(actor)))
    for row in all_sorts:
        assert access.may_see(actor, row) == (row in seen)
        assert access.may_edit(actor, row) == (row in edited)
        assert access.may_see_inside(actor, row) == (row in inside)
    rows = list(Collaboration.objects.filter(access.visible_to(actor)))
    assert len(rows) == len(seen)


def test_a_draft_is_for_its_unit_the_office_and_its_own_people(house, potential):
    sees = {who for who in PERSONAS if collaboration_find(house.actor(who), potential.reference)}
    assert sees == {"researcher", "coordinator", "office"}


def test_notes_and_counterparts_stay_inside_when_the_collaboration_is_open(house, potential):
    Collaboration.objects.filter(pk=potential.pk).update(status=Status.ONGOING, notes="internt")
    Responsible.objects.create(
        collaboration=potential, partner=potential.partners.get(), name="Kontakten", email="k@example.org"
    )
    inside = collaboration_story(house.actor("coordinator"), potential.reference, TODAY)
    outside = collaboration_story(house.actor("reader"), potential.reference, TODAY)
    assert (inside.notes, outside.notes) == ("internt", None)
    assert [r.name for r in inside.responsibles] == ["Kontakten"]
    assert outside.responsibles == ()
    assert outside.steps == ()


def test_what_does_not_exist_and_what_may_not_be_seen_give_the_same_answer(house, potential):
    answers = []
    for name in (potential.reference, "C-ZZZZZZ"):
        with pytest.raises(Refusal) as no:
            collaboration_story(house.actor("neighbour"), name, TODAY)
        answers.append((no.value.code, no.value.kind))
    assert answers[0] == answers[1]
