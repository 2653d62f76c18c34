"""The register's settings on pages: decision rounds, routing of requests, kinds of agreement, accessibility."""

from __future__ import annotations

from datetime import date

import pytest

from vidsyn.agreements.models import DecisionRound, RequestRoute
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.config.environment import Contact

pytestmark = pytest.mark.django_db
ROUND = {"name_sv": "Vårens omgång", "name_en": "Spring round", "closes_on": "2027-05-01"}


def test_the_office_sets_rounds_and_sees_what_falls_in_each(pages, requested):
    office = pages("office")
    assert office.post("/settings/rounds/new/", {**ROUND, "name_en": ""}).status_code == 422
    assert office.post("/settings/rounds/new/", {**ROUND, "kinds": ["exchange"]}).status_code == 302
    spring = DecisionRound.objects.get()
    page = office.get("/settings/rounds/").content.decode()
    assert "Vårens omgång" in page
    assert f"/agreements/{requested.reference}/" in page
    at = f"/settings/rounds/{spring.pk}/"
    assert "2027-05-01" in office.get(at).content.decode()
    moved = {**ROUND, "closes_on": "2027-10-01", "kinds": ["research"], "expected_version": spring.version}
    assert office.post(at, moved).status_code == 302
    page = office.get("/settings/rounds/").content.decode()
    assert "I ingen kommande omgång" in page
    again = office.post(at, {**moved, "closes_on": "2027-11-01"})
    assert again.status_code == 409
    assert "2027-10-01" in again.content.decode()


def test_the_office_removes_a_round_that_no_agreement_stands_in(pages, house, requested):
    office = pages("office")
    office.post("/settings/rounds/new/", ROUND)
    spring = DecisionRound.objects.get()
    at = f"/settings/rounds/{spring.pk}/remove/"
    assert at in office.get("/settings/rounds/").content.decode()
    assert at not in pages("coordinator").get("/settings/rounds/").content.decode()
    assert pages("coordinator").get(at).status_code == 403
    coordinator = house.actor("coordinator")
    agreement_update(agreement=requested, decision_round=spring, actor=coordinator)
    assert at not in office.get("/settings/rounds/").content.decode()
    kept = office.post(at, {"expected_version": spring.version})
    assert kept.status_code == 409
    assert requested.number in kept.content.decode()
    requested.refresh_from_db()
    agreement_update(agreement=requested, clear=("decision_round",), actor=coordinator)
    assert office.post(at, {"expected_version": spring.version, "reason": "Fel år"}).status_code == 302
    assert "Vårens omgång" not in office.get("/settings/rounds/").content.decode()
    assert office.get(f"/settings/rounds/{spring.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "reader", "administrator"])
def test_others_set_no_rounds_and_no_rules(pages, who):
    client = pages(who)
    assert client.get("/settings/rounds/").status_code == (403 if who == "administrator" else 200)
    assert "rounds/new" not in client.get("/settings/rounds/").content.decode()
    assert client.post("/settings/rounds/new/", ROUND).status_code == 403
    for at in ("/settings/routes/", "/settings/routes/new/"):
        assert client.get(at).status_code == 403
    assert not DecisionRound.objects.exists()
    settings_page = client.get("/settings/").content.decode()
    assert "/settings/routes/" not in settings_page
    assert ("/settings/rounds/" in settings_page) is (who != "administrator")


def test_a_rule_is_set_and_the_next_request_lands_where_it_says(pages, house, partner):
    office = pages("office")
    person = house.people["neighbour"]
    rule = {"country": "NO", "coordinator": person.name, "coordinator_id": str(person.pk)}
    refused = office.post("/settings/routes/new/", {**rule, "country": ""})
    assert refused.status_code == 422
    assert "en enhet, en partner eller ett land" in refused.content.decode()
    assert office.post("/settings/routes/new/", rule).status_code == 302
    asked = {"kind": "exchange", "title": "T", "partner": partner, "actor": house.actor("researcher")}
    assert agreement_request(**asked).owner == person
    page = office.get("/settings/routes/").content.decode()
    assert "Norge" in page
    route = RequestRoute.objects.get()
    assert office.post(f"/settings/routes/{route.pk}/remove/", {"reason": ""}).status_code == 302
    assert "Inga egna regler" in office.get("/settings/routes/").content.decode()
    assert agreement_request(**asked).owner == house.people["coordinator"]


def test_the_kinds_are_shown_in_words(pages):
    page = pages("reader").get("/settings/kinds/").content.decode()
    for said in (
        "Utbytesavtal",
        "är ramavtal för andra",
        "Rektor",
        "nivå: Strategisk",
        "från 5\u00a0000\u00a0000 kr",
    ):
        assert said in page


def test_the_accessibility_statement_names_the_contact_of_the_settings(client, settings):
    page = client.get("/accessibility/").content.decode()
    assert "lärosätets internationella kansli" in page
    settings.ACCESSIBILITY = Contact("Provhögskolan", "webb@example.org", "08-00 00 00", date(2027, 1, 15))
    page = client.get("/accessibility/").content.decode()
    for said in ("Provhögskolan ansvarar", "mailto:webb@example.org", "ring 08-00 00 00", "2027-01-15"):
        assert said in page
