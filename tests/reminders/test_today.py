"""Pending matters from every source; the clean-up list; constant cost with few and with many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.operations.steps import agreement_draft_start, opinion_give, review_open
from vidsyn.agreements.vocabulary import AgreementMatter, Level, Opinion, ReviewArea
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import CollaborationMatter, Purpose
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.operations.network_plans import network_review_plan
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.vocabulary import NetworkMatter
from vidsyn.people.actors import local_operator
from vidsyn.reminders.operations.clean_up import clean_up_settle
from vidsyn.reminders.queries.clean_up import clean_up_list
from vidsyn.reminders.queries.today import today, today_all
from vidsyn.reminders.vocabulary import CleanUpMatter

from .conftest import START, months


def matters(house, who: str, on=START) -> dict[str, str]:
    """Return number (or matter, for counted ones) → matter, of everything pending."""
    return {row.number or row.matter: row.matter for row in today_all(house.actor(who, on), on)}


def test_a_deadline_waits_for_its_owner_and_for_nobody_else(house):
    house.agreement("A-1", owner="owner", ends_on=months(5))
    house.agreement("A-2", owner="owner", ends_on=months(14))
    assert matters(house, "owner") == {
        "A-1": AgreementMatter.ENDS,
        "party_links": AgreementMatter.PARTY_LINKS,
    }
    for who in ("colleague", "coordinator", "neighbour", "office", "reader", "administrator"):
        assert AgreementMatter.ENDS not in matters(house, who).values(), who


def test_without_owner_the_nearest_coordinator_and_without_her_the_office(house):
    house.agreement("A-1", ends_on=months(5))
    house.agreement("A-2", ends_on=months(5), unit="u")
    house.agreement("A-3", ends_on=months(5), unit=None)
    house.agreement("A-4", ends_on=months(5), owner="colleague")
    left = house.people["colleague"]
    left.is_active = False
    left.save()
    assert set(matters(house, "coordinator")) == {"A-1", "A-4", "party_links"}
    assert set(matters(house, "office")) == {"A-2", "A-3", "party_links"}


def test_the_last_day_for_notice_comes_before_the_end_of_an_agreement_that_renews_itself(house):
    house.agreement("R-1", owner="owner", ends_on=months(5), renewal_months=12, notice_months=3)
    assert matters(house, "owner").get("R-1") == AgreementMatter.NOTICE
    row = next(row for row in today_all(house.actor("owner"), START) if row.number == "R-1")
    assert row.due_on == months(2) or row.due_on < months(3)
    assert row.of == months(5)


def test_an_open_window_gives_way_to_the_end_it_leads_to(house):
    house.agreement("W-1", owner="owner", ends_on=months(14), renewal_window_months=18)
    assert matters(house, "owner").get("W-1") == AgreementMatter.WINDOW
    later = months(4)
    assert matters(house, "owner", later).get("W-1") == AgreementMatter.ENDS
    rows = [row for row in today_all(house.actor("owner", later), later) if row.number == "W-1"]
    assert len(rows) == 1


def test_a_request_an_opinion_and_a_decision_wait_for_those_whose_move_it_is(house):
    agreement = agreement_request(
        kind="memorandum", title="Nytt", partner_name="Någon", on=START, actor=house.actor("owner")
    )
    number = agreement.reference
    assert matters(house, "coordinator").get(number) == AgreementMatter.REQUEST
    coordinator = house.actor("coordinator")
    agreement_draft_start(agreement=agreement, actor=coordinator)
    assert matters(house, "coordinator").get(number) == AgreementMatter.MOVE
    terms = Terms(open_ended=True, notice_months=3)
    agreement_update(agreement=agreement, level=Level.UNIT, terms=terms, actor=coordinator)
    review_open(
        agreement=agreement, areas=(ReviewArea.LAW,), reviewer=house.people["neighbour"], actor=coordinator
    )
    assert matters(house, "neighbour").get(number) == AgreementMatter.OPINION
    assert number not in matters(house, "decider")
    opinion_give(opinion=agreement.opinions.get(), says=Opinion.SUPPORTS, actor=house.actor("neighbour"))
    assert number not in matters(house, "neighbour")
    assert matters(house, "decider").get(number) == AgreementMatter.DECISION


def test_names_to_link_are_one_row_however_many(house):
    for n in range(3):
        collaboration_register(
            title=f"S{n}", partner_name=f"P{n}", purposes=(Purpose.CAPACITY,), actor=house.actor("owner")
        )
    [row] = today_all(house.actor("owner"), START)
    assert (row.matter, row.count) == (CollaborationMatter.LINKS, 3)
    assert today_all(house.actor("reader"), START) == ()


def test_what_is_to_link_leads_to_the_list_with_as_many_rows(house, client):
    house.agreement("A-1", owner="owner", ends_on=months(40))
    house.agreement("A-2", owner="colleague", ends_on=months(40))
    collaboration_register(
        title="S", partner_name="P", purposes=(Purpose.CAPACITY,), actor=house.actor("owner")
    )
    for who, expected in (("owner", [1, 1]), ("coordinator", [1, 2])):
        rows = [row for row in today_all(house.actor(who), START) if not row.number]
        assert [row.count for row in rows] == expected
        client.force_login(house.people[who])
        page = client.get("/").content.decode()
        for address, count in zip(("/collaborations/", "/agreements/"), expected, strict=True):
            assert f"{address}?unlinked=1&amp;editable=1" in page
            found = client.get(f"{address}?unlinked=1&editable=1").context["found"]
            assert found.total == count


def test_a_review_of_a_network_waits_for_the_office(house):
    operator = local_operator()
    network = network_register(name_sv="Nätet", name_en="The net", actor=operator)
    network_review_plan(network=network, due_on=months(1), actor=operator)
    assert NetworkMatter.REVIEW in matters(house, "office").values()
    assert NetworkMatter.REVIEW not in matters(house, "coordinator").values()


def test_what_was_past_when_imported_is_one_row_and_leaves_it_when_settled(house):
    past = house.agreements(
        [(f"P-{n}", {"ends_on": START - timedelta(days=30 + n), "owner": "owner"}) for n in range(12)]
    )
    house.agreement("N-1", owner="owner", ends_on=months(2))
    rows = today(house.actor("owner"), START).rows
    assert [(row.matter, row.count) for row in rows if row.matter is CleanUpMatter.CLEAN_UP] == [
        (CleanUpMatter.CLEAN_UP, 12)
    ]
    assert len(rows) == 3
    page = clean_up_list(house.actor("owner"), START, size=5)
    assert (page.total, len(page.rows), page.rows[0].number) == (12, 5, "P-0")
    assert page.rows[0].parties == ("Den hemliga parten",)
    assert clean_up_settle(agreements=tuple(past[:10]), actor=house.actor("owner")) == 10
    assert clean_up_settle(agreements=tuple(past[:10]), actor=house.actor("owner")) == 0
    assert clean_up_list(house.actor("owner"), START).total == 2
    with pytest.raises(Refusal) as no:
        clean_up_settle(agreements=(past[11],), actor=house.actor("neighbour"))
    assert no.value.code == "not_allowed"


def test_what_is_not_past_cannot_be_cleaned_up(house):
    agreement = house.agreement("N-1", owner="owner", ends_on=months(2))
    with pytest.raises(Refusal) as no:
        clean_up_settle(agreements=(agreement,), actor=house.actor("owner"))
    assert no.value.code == "clean_up_not_past"


def test_today_costs_the_same_with_little_and_with_much(house):
    costs = []
    for size in (2, 25):
        house.agreements(
            [(f"E{size}-{n}", {"ends_on": months(5), "owner": "owner"}) for n in range(size)]
            + [
                (f"P{size}-{n}", {"ends_on": START - timedelta(days=9), "owner": "owner"})
                for n in range(size)
            ]
        )
        for n in range(size):
            agreement_request(
                kind="memorandum", title=f"T{n}", partner_name="P", on=START, actor=house.actor("owner")
            )
        for who in ("owner", "coordinator", "office"):
            actor = house.actor(who)
            with CaptureQueriesContext(connection) as queries:
                found = today(actor, START)
            assert len(found.rows) <= 7
            costs.append(len(queries))
    assert costs[:3] == costs[3:]
    assert max(costs) <= 11
