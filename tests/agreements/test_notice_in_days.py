"""A notice period in days: stored, amended, listed, required, recorded, and never combined with months."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.agreements.steps import refused, status
from tests.house import TODAY

from vidsyn.agreements.logic.kinds import Needs
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement, AgreementDue
from vidsyn.agreements.operations.amending import agreement_amend
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.ending import notice_give
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreement_import_record
from vidsyn.agreements.operations.renewing import agreement_renew
from vidsyn.agreements.operations.stepping import filled
from vidsyn.agreements.queries.lists import agreements_on
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import AmendableTerm, DeadlineKind, Side
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.notice import NoticePeriod
from vidsyn.wording.labels import field_label

pytestmark = pytest.mark.django_db
DAYS = Terms(starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31), renewal_months=12, notice_days=90)


@pytest.fixture
def in_days(house, partner) -> Agreement:
    """In force, self-renewing, with ninety days of notice."""
    item = AgreementItem(
        kind="memorandum", unit=house.units["abe"], partners=(PartyItem("Exempeluniv.", partner),), terms=DAYS
    )
    return agreement_import_record(item=item, actor=house.actor("coordinator"))


def test_lists_tell_the_last_day_and_the_derived_rows_agree(house, in_days):
    (row,) = agreements_on(house.actor("coordinator"), date(2026, 3, 1))
    assert (row.notice_months, row.notice_days) == (None, 90)
    assert row.notice_deadline == date(2026, 10, 2)
    due = AgreementDue.objects.filter(agreement=in_days, kind=DeadlineKind.NOTICE).order_by("on").first()
    assert (due.on, due.of) == (date(2026, 10, 2), date(2026, 12, 31))


@pytest.mark.parametrize(("received", "ends"), [("2026-10-02", "2026-12-31"), ("2026-10-03", "2027-12-31")])
def test_notice_in_time_and_late(house, in_days, received, ends):
    received, ends = date.fromisoformat(received), date.fromisoformat(ends)
    notice_give(agreement=in_days, side=Side.PARTNER, received_on=received, actor=house.actor("coordinator"))
    assert status(in_days, ends) == "notice_given"
    assert status(in_days, ends.replace(year=ends.year + 1, month=1, day=1)) == "ended"


def test_an_open_ended_one_is_in_force_through_the_last_of_the_days(house, in_days):
    coordinator = house.actor("coordinator")
    agreement_update(agreement=in_days, terms=Terms(open_ended=True, notice_days=30), actor=coordinator)
    notice_give(agreement=in_days, side=Side.OURS, received_on=TODAY, actor=coordinator)
    assert status(in_days, date(2026, 12, 22)) == "notice_given"
    assert status(in_days, date(2026, 12, 23)) == "ended"


def test_months_and_days_are_never_kept_together(house, in_days):
    coordinator = house.actor("coordinator")
    both = Terms(open_ended=True, notice_months=3, notice_days=90)
    refused("notice_in_months_and_days", agreement_update, agreement=in_days, terms=both, actor=coordinator)
    refused("notice_in_months_and_days", agreement_renew, agreement=in_days, terms=both, actor=coordinator)
    refused(
        "notice_in_months_and_days", agreement_amend, agreement=in_days, effective_on=TODAY,
        named=(AmendableTerm.NOTICE,), terms=both, actor=coordinator,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=in_days.pk).update(notice_months=3)


def test_an_amendment_turns_months_into_days_and_back(house, imported):
    coordinator = house.actor("coordinator")
    for on, terms in ((date(2026, 2, 1), Terms(notice_days=45)), (date(2026, 4, 1), Terms(notice_months=6))):
        agreement_amend(
            agreement=imported, effective_on=on, named=(AmendableTerm.NOTICE,), terms=terms, actor=coordinator
        )
    read = [
        agreement_story(coordinator, imported.reference, on=date(2026, month, 15)).terms_now.notice
        for month in (1, 3, 5)
    ]
    assert read == [NoticePeriod(months=3), NoticePeriod(days=45), NoticePeriod(months=6)]
    # An amendment to days still applies when the original clause is corrected afterwards.
    agreement_update(agreement=imported, terms=DAYS, actor=coordinator)
    story = agreement_story(coordinator, imported.reference, on=date(2026, 5, 15))
    assert story.terms_now.notice == NoticePeriod(months=6)
    assert story.standing.notice_deadline == date(2026, 6, 30)


@pytest.mark.parametrize("terms", [Terms(notice_days=0), Terms(notice_months=0)])
def test_where_a_kind_asks_for_a_notice_period_days_answer_as_months_do(house, imported, terms):
    needs = frozenset({Needs.NOTICE})
    agreement_update(agreement=imported, terms=Terms(), actor=house.actor("coordinator"))
    imported.refresh_from_db()
    assert filled(imported, needs) == set()
    agreement_update(agreement=imported, terms=terms, actor=house.actor("coordinator"))
    imported.refresh_from_db()
    assert filled(imported, needs) == {Needs.NOTICE}


def test_the_history_tells_of_days_in_words(house, imported):
    agreement_update(agreement=imported, terms=DAYS, actor=house.actor("coordinator"))
    entry = HistoryEntry.objects.filter(subject_id=imported.pk, fact="agreement.updated").latest("id")
    assert (entry.before["notice_months"], entry.after["notice_days"]) == (3, 90)
    assert field_label("agreement", "notice_days") == "Uppsägningstid i dagar"
