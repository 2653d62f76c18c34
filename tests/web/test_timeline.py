"""The moments of an agreement's page say no more exactly than is known when they are."""

from __future__ import annotations

from datetime import date

import pytest
from tests.agreements.steps import TERMS, sign_all, to_signature
from tests.house import TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.amending import agreement_amend
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.ending import notice_give
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreement_import_record
from vidsyn.agreements.operations.steps import agreement_draft_start, review_open
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import Level, ReviewArea, Side, Stage, Status
from vidsyn.kernel.precision import Precision
from vidsyn.web.agreements.timeline import moments
from vidsyn.wording.labels import label

pytestmark = pytest.mark.django_db
SENT = date(2026, 10, 21)  # for signature, by to_signature


def told(house, partner, terms: Terms) -> list[str]:
    item = AgreementItem(
        kind="memorandum", unit=house.units["abe"], partners=(PartyItem("E", partner),), terms=terms
    )
    agreement = agreement_import_record(item=item, actor=house.actor("office"))
    story = agreement_story(house.actor("office"), agreement.reference, on=TODAY)
    return [moment.text for moment in moments(story, TODAY)]


def test_a_month_is_told_as_a_month(house, partner) -> None:
    terms = Terms(
        starts_on=date(2014, 5, 1),
        starts_precision=Precision.MONTH,
        ends_on=date(2027, 6, 30),
        ends_precision=Precision.ACADEMIC_YEAR,
    )
    found = told(house, partner, terms)
    assert "2014-05" in found
    assert "2026/27" in found
    assert not {"2014-05-01", "2027-06-30", "2027-07-01"} & set(found)


def test_a_day_is_told_as_a_day(house, partner) -> None:
    found = told(house, partner, Terms(starts_on=date(2014, 5, 1), ends_on=date(2027, 6, 30)))
    assert {"2014-05-01", "2027-06-30", "2027-07-01"} <= set(found)


def test_what_renews_itself_for_ever_is_told_of_twice(house, partner) -> None:
    terms = Terms(starts_on=date(2024, 2, 22), ends_on=date(2027, 2, 22), notice_months=3, renewal_months=12)
    to_come = [day for day in told(house, partner, terms) if day >= TODAY.isoformat()]
    last_days = [day for day in to_come if day.endswith("-11-22")]
    assert len(last_days) == 2, to_come


def test_the_events_of_one_day_follow_the_procedure(house, requested) -> None:
    to_signature(requested, house)
    sign_all(requested, house, day=SENT)
    story = agreement_story(house.actor("office"), requested.reference, on=TODAY)
    titles = [moment.title for moment in moments(story, TODAY) if moment.when == SENT]
    signatures = ["Underskrift", "Underskrift"]
    assert titles[:4] == [label(Stage.FOR_SIGNATURE), *signatures, label(Stage.SIGNED)]


def titles_on(agreement, house, day: date) -> list[str]:
    story = agreement_story(house.actor("office"), agreement.reference, on=TODAY)
    return [moment.title for moment in moments(story, TODAY) if moment.when == day]


def test_a_step_taken_back_on_the_same_day_is_told_each_time(house, requested) -> None:
    day, coordinator = date(2026, 10, 5), house.actor("coordinator")
    agreement_draft_start(agreement=requested, on=day, actor=coordinator)
    agreement_update(agreement=requested, level=Level.UNIT, terms=TERMS, actor=coordinator)
    review_open(agreement=requested, areas=(ReviewArea.LAW,), reviewer_name="R", on=day, actor=coordinator)
    agreement_draft_start(agreement=requested, reason="ändras", on=day, actor=coordinator)
    assert titles_on(requested, house, day) == [
        label(stage) for stage in (Stage.DRAFTING, Stage.IN_REVIEW, Stage.DRAFTING)
    ]


def test_what_begins_comes_before_what_changes_it_and_an_end_before_what_follows(house, imported) -> None:
    office, first = house.actor("office"), date(2024, 1, 1)
    agreement_amend(agreement=imported, effective_on=first, text="Bilaga 1", actor=office)
    assert titles_on(imported, house, first) == [label(Status.IN_FORCE), "Tilläggsavtal börjar gälla"]
    notice_give(agreement=imported, side=Side.OURS, received_on=TODAY, actor=office)
    agreement_amend(agreement=imported, effective_on=TODAY, text="Bilaga 2", actor=office)
    changes = ["Tilläggsavtal börjar gälla", "Uppsägning mottagen"]
    assert titles_on(imported, house, TODAY) == [*changes, label(Status.NOTICE_GIVEN)]
