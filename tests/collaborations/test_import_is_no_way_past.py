"""An import bypasses no right, step table or level requirement: the same actor gets the same answer."""

from __future__ import annotations

import pytest

from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.operations.importing import (
    CollaborationItem,
    ExtraValue,
    PartnerNamed,
    collaborations_import,
)
from vidsyn.collaborations.operations.steps import collaboration_promote
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal

REASON = "så står det i listan"


def code_of(act, *arguments, **named):
    with pytest.raises(Refusal) as no:
        act(*arguments, **named)
    return no.value.code


def brought_in(actor, existing, *, reason=REASON, **values):
    [made] = collaborations_import(
        items=(CollaborationItem(existing=existing, **values),), reason=reason, actor=actor
    )
    return made


def new(house, **values):
    given = {"title_sv": "Ny", "unit": house.units["real"], "partners": (PartnerNamed("Part"),)}
    return CollaborationItem(**given | values)


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.RESEARCHER])
@pytest.mark.parametrize("who", ["researcher", "coordinator", "office"])
def test_a_list_raises_to_a_level_whom_promotion_raises(house, potential, who, level):
    actor = house.actor(who)
    alone = code_of(collaboration_promote, collaboration=potential, level=level, reason=REASON, actor=actor)
    assert code_of(brought_in, actor, potential, level=level) == alone
    potential.refresh_from_db()
    assert potential.level == Level.RESEARCHER


def test_a_level_is_reached_by_a_list_once_everything_is_there(house, potential, partner):
    office = house.actor("office")
    potential.partners.update(partner=partner)
    collaboration_update(collaboration=potential, kinds=("mobility",), actor=office)
    made = brought_in(office, potential, level=Level.UNIT)
    assert (made.level, made.level_from_list) == (Level.UNIT, False)
    told = HistoryEntry.objects.get(fact="collaboration.promoted")
    assert (told.after, told.reason) == ({"level": "unit"}, REASON)
    assert brought_in(office, made, level=Level.RESEARCHER).level == Level.RESEARCHER


def test_a_status_is_reached_by_the_table_only(house, potential):
    owner = house.actor("researcher")
    assert code_of(brought_in, owner, potential, status=Status.DORMANT) == (
        "collaboration_status_not_reachable"
    )
    assert code_of(brought_in, owner, potential, status=Status.ENDED, reason="") == "reason_required"
    brought_in(owner, potential, status=Status.ONGOING, reason="")
    brought_in(owner, potential, status=Status.ENDED)
    facts = HistoryEntry.objects.filter(subject_id=str(potential.pk)).order_by("id")
    assert list(facts.values_list("fact", flat=True)) == [
        "collaboration.registered", "collaboration.started", "collaboration.ended"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "values", "code"),
    [
        ("researcher", {"level": Level.STRATEGIC}, "not_allowed"),
        ("researcher", {"level": Level.UNIT}, "not_allowed"),
        ("researcher", {"status": Status.ENDED}, "not_allowed"),
        ("coordinator", {"level": Level.STRATEGIC}, "not_allowed"),
        ("coordinator", {"level": Level.UNIT, "status": Status.ENDED}, None),
        ("researcher", {"status": Status.POTENTIAL}, None),
        ("office", {"level": Level.STRATEGIC, "status": Status.DORMANT}, None),
    ],
)
def test_a_new_one_comes_in_as_it_is_for_whoever_could_make_it_so(house, who, values, code):
    actor = house.actor(who)
    if code:
        assert code_of(collaborations_import, items=(new(house, **values),), actor=actor) == code
        return
    [made] = collaborations_import(items=(new(house, **values),), actor=actor)
    assert made.level_from_list is ("level" in values)
    told = HistoryEntry.objects.get(fact="collaboration.registered")
    assert told.after["level_from_list"] is made.level_from_list


def test_nobody_who_has_left_becomes_owner_and_no_unit_is_taken_without_its_right(house, potential):
    actor, left = house.actor("coordinator"), house.people["colleague"]
    assert code_of(brought_in, actor, potential, unit=house.units["sci"]) == "not_allowed"
    left.is_active = False
    left.save()
    assert code_of(brought_in, actor, potential, owner=left) == "owner_has_left"


def test_unmapped_columns_are_told_to_those_inside_only(house):
    office = house.actor("office")
    [made] = collaborations_import(
        items=(new(house, purposes=(Purpose.CAPACITY,), extra=(ExtraValue("Anm.", "hemligt"),)),),
        actor=office,
    )
    brought_in(office, made, extra=(ExtraValue("Anm.", "hemligare"),))
    rows = HistoryEntry.objects.filter(subject_id=str(made.pk))
    assert {row.restricted for row in rows if "hemlig" in str(row.after)} == {True}
