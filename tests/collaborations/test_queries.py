"""Lists filter correctly in a constant number of statements."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.house import TODAY

from vidsyn.collaborations.logic.kinds import Detail
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.activities import activity_add
from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.operations.importing import CollaborationItem, PartnerNamed, collaborations_import
from vidsyn.collaborations.operations.partners import collaboration_link_partner
from vidsyn.collaborations.operations.people import collaboration_responsible_add
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.queries.lists import collaboration_list, possible_doubles
from vidsyn.collaborations.queries.stories import collaboration_story
from vidsyn.collaborations.vocabulary import Form, Level, Purpose, Status


@pytest.fixture
def three(house, partner) -> list[Collaboration]:
    rows = (
        CollaborationItem(
            title_sv="Vattenrening i Östersjön",
            unit=house.units["real"],
            partners=(PartnerNamed("Exempel", partner),),
            purposes=(Purpose.EXCELLENCE,),
            subjects=("10501",),
            kinds=("research",),
            goals=(6,),
        ),
        CollaborationItem(
            title_en="Doctoral school",
            unit=house.units["sci"],
            partners=(PartnerNamed("Ospecificerad"),),
            status=Status.DORMANT,
            level=Level.UNIT,
            kinds=("joint_doctoral",),
        ),
        CollaborationItem(
            title_sv="Stadens utmaningar",
            unit=house.units["abe"],
            partners=(PartnerNamed("Exempel", partner), PartnerNamed("Kommunen")),
            status=Status.ENDED,
            kinds=("student_challenges", "research"),
        ),
    )
    return collaborations_import(items=rows, actor=house.actor("office"))


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (CollaborationFilter(text="ostersjon"), {"Vattenrening i Östersjön"}),
        (CollaborationFilter(text="EXEMPEL utmaning"), {"Stadens utmaningar"}),
        (
            CollaborationFilter(status=(Status.DORMANT, Status.ENDED)),
            {"Doctoral school", "Stadens utmaningar"},
        ),
        (CollaborationFilter(level=(Level.UNIT,)), {"Doctoral school"}),
        (CollaborationFilter(kind="research"), {"Vattenrening i Östersjön", "Stadens utmaningar"}),
        (CollaborationFilter(subject="105"), {"Vattenrening i Östersjön"}),
        (CollaborationFilter(goal=6), {"Vattenrening i Östersjön"}),
        (CollaborationFilter(purpose=(Purpose.EXCELLENCE,)), {"Vattenrening i Östersjön"}),
        (CollaborationFilter(unit="abe"), {"Vattenrening i Östersjön", "Stadens utmaningar"}),
        (CollaborationFilter(unit="finns-inte"), set()),
        (CollaborationFilter(country="NO"), {"Vattenrening i Östersjön", "Stadens utmaningar"}),
        (CollaborationFilter(unlinked=True), {"Doctoral school", "Stadens utmaningar"}),
        (CollaborationFilter(mine=True), set()),
    ],
)
def test_filters(house, three, wanted, titles):
    found = collaboration_list(house.actor("office"), wanted)
    assert {row.title.sv or row.title.en for row in found.rows} == titles
    assert found.total == len(titles)


def test_pages_hold_everything_once(house, three):
    reader = house.actor("reader")
    pages = [collaboration_list(reader, page=n, size=2) for n in (1, 2)]
    assert [len(page.rows) for page in pages] == [2, 1]
    assert len({row.id for page in pages for row in page.rows}) == 3
    assert collaboration_list(reader, page=99, size=2).number == 2


def test_a_list_costs_the_same_with_one_row_and_with_many(house, partner):
    office, costs = house.actor("office"), []
    for size in (1, 30):
        rows = tuple(
            CollaborationItem(
                title_sv=f"S{size}-{n}",
                unit=house.units["real"],
                owner=house.people["researcher"],
                partners=(PartnerNamed("E", partner), PartnerNamed("F")),
                kinds=("research", "mobility"),
            )
            for n in range(size)
        )
        collaborations_import(items=rows, actor=office)
        with CaptureQueriesContext(connection) as queries:
            collaboration_list(office)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 7


def test_a_story_costs_the_same_with_little_and_with_much(house, potential):
    actor, costs = house.actor("researcher"), []
    for round_ in range(2):
        for n in range(1 + 5 * round_):
            activity_add(
                collaboration=potential,
                kind="joint_doctoral",
                form=Form.COTUTELLE,
                title=f"D{n}",
                unit=house.units["sci"],
                details=(Detail("candidate", "C"), Detail("supervisor_own", "H")),
                actor=actor,
            )
        row = potential.partners.get()
        collaboration_responsible_add(
            collaboration=potential, collaboration_partner=row, name="K", actor=actor
        )
        person = house.people["colleague" if round_ else "office"]
        collaboration_responsible_add(collaboration=potential, person=person, actor=actor)
        units = (house.units["sci"], house.units["u"])[: round_ + 1]
        collaboration_update(collaboration=potential, further_units=units, actor=actor)
        with CaptureQueriesContext(connection) as queries:
            collaboration_story(actor, potential.reference, TODAY)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6


def test_those_with_the_same_partner_are_shown_beside_a_potential_one(house, three, potential, partner):
    office = house.actor("office")
    row = potential.partners.get()
    collaboration_link_partner(collaboration_partner=row, partner=partner, actor=office)
    mine = next(row for row in collaboration_list(office).rows if row.reference == potential.reference)
    doubles = possible_doubles(house.actor("researcher"), mine)
    assert [other.title.sv for other in doubles] == ["Vattenrening i Östersjön"]
