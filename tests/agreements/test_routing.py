"""Where a request lands, and the decision rounds."""

from datetime import date

import pytest
from tests.agreements.test_journey import refused
from tests.house import TODAY

from vidsyn.agreements.operations.editing import (
    agreement_update,
)
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.operations.routing import (
    decision_round_open,
    decision_round_remove,
    decision_round_update,
    request_route_remove,
    request_route_set,
)
from vidsyn.agreements.queries.deadlines import deadlines
from vidsyn.agreements.queries.finders import decision_round_named
from vidsyn.history.models import HistoryEntry

pytestmark = pytest.mark.django_db


def test_a_request_lands_with_the_narrowest_route_else_the_nearest_coordinator(house, partner, requested):
    office, researcher = house.actor("office"), house.actor("researcher")
    assert requested.owner == house.people["coordinator"]
    request_route_set(coordinator=house.people["neighbour"], country="no", actor=office)
    by_country = agreement_request(kind="exchange", title="T", partner=partner, actor=researcher)
    assert by_country.owner == house.people["neighbour"]
    route = request_route_set(coordinator=house.people["adviser"], partner=partner, actor=office)
    by_partner = agreement_request(kind="exchange", title="T", partner=partner, actor=researcher)
    assert by_partner.owner == house.people["adviser"]
    request_route_remove(route=route, actor=office)
    again = agreement_request(kind="exchange", title="T", partner=partner, actor=researcher)
    assert again.owner == house.people["neighbour"]


def test_a_decision_round_warns_those_who_aim_at_it(house, requested):
    office, coordinator = house.actor("office"), house.actor("coordinator")
    autumn = decision_round_open(
        name_sv="Höstens omgång",
        name_en="Autumn round",
        closes_on=date(2027, 5, 1),
        kinds=("exchange",),
        actor=office,
    )
    agreement_update(agreement=requested, decision_round=autumn, actor=coordinator)
    assert [(d.kind, d.due_on) for d in deadlines(coordinator, TODAY, date(2027, 12, 31))] == [
        ("round", date(2027, 5, 1))
    ]
    decision_round_update(decision_round=autumn, closes_on=date(2027, 10, 1), actor=office)
    assert [d.due_on for d in deadlines(coordinator, TODAY, date(2027, 12, 31))] == [date(2027, 10, 1)]


def test_a_round_nobody_aims_at_is_removed_and_one_in_use_stays(house, requested):
    office, coordinator = house.actor("office"), house.actor("coordinator")
    names = {"name_sv": "Vår", "name_en": "Spring", "closes_on": date(2027, 5, 1)}
    round_ = decision_round_open(**names, actor=office)
    refused("not_allowed", decision_round_remove, decision_round=round_, actor=coordinator)
    agreement_update(agreement=requested, decision_round=round_, actor=coordinator)
    no = refused("round_in_use", decision_round_remove, decision_round=round_, actor=office)
    assert no.params["numbers"] == requested.number
    requested.refresh_from_db()
    agreement_update(agreement=requested, clear=("decision_round",), actor=coordinator)
    decision_round_remove(decision_round=round_, reason="Inställd", actor=office)
    refused("not_found", decision_round_named, viewer=office, name=str(round_.pk))
    last = HistoryEntry.objects.filter(subject_id=str(round_.pk)).latest("id")
    assert (last.fact, last.reason, last.before["name_sv"]) == ("decision_round.removed", "Inställd", "Vår")
    requested.refresh_from_db()
    refused(
        "round_is_removed", agreement_update, agreement=requested, decision_round=round_, actor=coordinator
    )
