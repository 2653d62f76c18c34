"""One search covers every room, limited to what the viewer may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.partners.conftest import actor

from vidsyn.acts.describe import describe
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import Holding
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Role, UnitKind
from vidsyn.register.queries.places import countries_counted
from vidsyn.register.queries.search import search_everything
from vidsyn.rows import search

OFFICE, READER = Holding(Role.OFFICE), Holding(Role.READER)


@pytest.fixture
def filled(db):
    office = actor(OFFICE)
    unit = Unit.objects.create(code="abe", name_sv="ABE", name_en="ABE", kind=UnitKind.SCHOOL, path="u/abe/")
    partner = partner_register(name="Makerere University", country="UG", city="Kampala", actor=office)
    for title, ongoing in (("Vatten i Makerere", True), ("Hemligt utkast om Makerere", False)):
        collaboration_register(
            title=title,
            purposes=(Purpose.CAPACITY,),
            partner=partner,
            unit=unit,
            ongoing=ongoing,
            actor=office,
        )
    network_register(name_sv="Makererenätverket", acronym="MN", actor=office)
    return partner


@pytest.mark.parametrize("few", [0, 200])
def test_every_room_is_searched_and_drafts_are_left_out_for_others(filled, few, monkeypatch):
    monkeypatch.setattr(search, "FEW", few)
    found = search_everything(actor(READER), "makerere")
    assert [(hit.kind, hit.title) for hit in found] == [
        ("partner", "Makerere University"),
        ("collaboration", "Vatten i Makerere"),
        ("network", "Makererenätverket"),
    ]
    assert len(search_everything(actor(OFFICE), "MAKERERE")) == 4
    assert describe(found)[0] | {"reference": ""} == {
        "kind": "partner",
        "reference": "",
        "title": "Makerere University",
        "detail": "Kampala · Uganda",
    }


def test_each_kind_has_at_most_so_many_hits(filled):
    for number in range(3):
        network_register(name_sv=f"Makerere {number}", actor=actor(OFFICE))
    found = search_everything(actor(OFFICE), "makerere", limit=2)
    assert [hit.kind for hit in found].count("network") == 2


def test_those_who_see_no_cases_find_nothing_and_nothing_is_searched_for_no_word(filled):
    assert search_everything(actor(Holding(Role.SYSTEM_ADMINISTRATOR)), "makerere") == []
    assert search_everything(actor(OFFICE), " ?! ") == []


def test_search_costs_the_same_however_much_is_found(filled):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            search_everything(actor(OFFICE), "ma")
        return len(queries)

    before = cost()
    for number in range(8):
        partner_register(name=f"Malmö {number}", despite_likeness=True, actor=actor(OFFICE))
        network_register(name_sv=f"Malmö {number}", actor=actor(OFFICE))
    assert cost() == before


def test_countries_are_counted_with_what_the_viewer_may_see(filled):
    (uganda,) = countries_counted(actor(READER))
    assert (uganda.country, uganda.numbers["partner"], uganda.numbers["collaboration"]) == ("UG", 1, 1)
    assert countries_counted(actor(OFFICE))[0].numbers["collaboration"] == 2
