"""The moments of an agreement's page say no more exactly than is known when they are."""

from __future__ import annotations

from datetime import date

import pytest
from tests.agreements.steps import sign_all, to_signature
from tests.house import TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreement_import_record
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import Stage
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
