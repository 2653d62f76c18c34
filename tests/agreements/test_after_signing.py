"""Signed agreements: notice, termination, amendments, renewal, corrections."""

from datetime import date
from decimal import Decimal

import pytest
from tests.agreements.steps import refused, sign_all, status
from tests.house import TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement, Notice
from vidsyn.agreements.operations.amending import agreement_amend, amendment_revoke
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.ending import agreement_terminate, notice_give, notice_revoke
from vidsyn.agreements.operations.obligations import obligation_add, obligation_close
from vidsyn.agreements.operations.renewing import agreement_renew
from vidsyn.agreements.operations.signing import signature_confirm
from vidsyn.agreements.operations.steps import agreement_set_move
from vidsyn.agreements.queries.courses import course_of
from vidsyn.agreements.queries.deadlines import deadlines
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import (
    AmendableTerm,
    Side,
    Stage,
)
from vidsyn.history.models import HistoryEntry

pytestmark = pytest.mark.django_db


def test_notice_ends_by_the_clause_and_can_be_revoked(house, imported):
    coordinator = house.actor("coordinator")
    notice = notice_give(
        agreement=imported, side=Side.PARTNER, received_on=date(2026, 9, 30), actor=coordinator
    )
    assert status(imported, date(2026, 12, 31)) == "notice_given"
    assert status(imported, date(2027, 1, 1)) == "ended"
    told = HistoryEntry.objects.get(fact="agreement.notice_given")
    assert told.after["last_day"] == "2026-12-31"
    notice_revoke(notice=notice, reason="Vi enades", on=date(2026, 11, 1), actor=coordinator)
    assert status(imported, date(2027, 1, 1)) == "in_force"
    refused("notice_is_revoked", notice_revoke, notice=Notice.objects.get(), reason="igen", actor=coordinator)


def test_notice_without_a_clause_needs_the_day_agreed(house, imported):
    coordinator = house.actor("coordinator")
    agreement_update(
        agreement=imported, terms=Terms(starts_on=date(2024, 1, 1), open_ended=True), actor=coordinator
    )
    refused("notice_clause_unknown", notice_give, agreement=imported, side=Side.OURS, actor=coordinator)
    notice_give(
        agreement=imported, side=Side.OURS, received_on=TODAY, agreed_end=date(2027, 1, 31), actor=coordinator
    )
    assert status(imported, date(2027, 2, 1)) == "ended"


def test_termination_for_cause(house, imported):
    agreement_terminate(agreement=imported, last_day=TODAY, reason="Brott", actor=house.actor("coordinator"))
    assert status(imported, TODAY) == "in_force"
    assert status(imported, date(2026, 11, 23)) == "terminated"


def test_an_amendment_shows_what_applies_now_and_what_applied_then(house, imported):
    coordinator = house.actor("coordinator")
    amendment = agreement_amend(
        agreement=imported,
        effective_on=date(2026, 6, 1),
        named=(AmendableTerm.NOTICE, AmendableTerm.END, AmendableTerm.RENEWAL),
        terms=Terms(ends_on=date(2030, 12, 31), notice_months=12),
        register_number="V-2026-9",
        actor=coordinator,
    )
    then = agreement_story(coordinator, imported.reference, on=date(2026, 5, 31))
    now = agreement_story(coordinator, imported.reference, on=date(2026, 6, 1))
    assert (then.terms_now.notice_months, now.terms_now.notice_months) == (3, 12)
    assert (then.standing.ends_on, now.standing.ends_on) == (date(2026, 12, 31), date(2030, 12, 31))
    assert then.standing.renews_on is not None
    assert now.standing.renews_on is None
    refused(
        "open_ended_with_end",
        agreement_amend,
        agreement=imported,
        effective_on=date(2026, 7, 1),
        named=(AmendableTerm.END,),
        terms=Terms(ends_on=date(2031, 1, 1), open_ended=True),
        actor=coordinator,
    )
    refused(
        "amendment_changes_nothing",
        agreement_amend,
        agreement=imported,
        effective_on=TODAY,
        actor=coordinator,
    )
    amendment_revoke(amendment=amendment, reason="Fel avtal", actor=coordinator)
    assert agreement_story(coordinator, imported.reference, on=TODAY).terms_now.notice_months == 3


def test_renewed_means_that_a_signed_successor_exists(house, imported):
    coordinator = house.actor("coordinator")
    assert "agreement_renew" in agreement_story(coordinator, imported.reference, on=TODAY).steps
    successor = agreement_renew(
        agreement=imported,
        terms=Terms(starts_on=date(2027, 1, 1), ends_on=date(2031, 12, 31)),
        actor=coordinator,
    )
    refused("successor_exists", agreement_renew, agreement=imported, terms=Terms(), actor=coordinator)
    assert "agreement_renew" not in agreement_story(coordinator, imported.reference, on=TODAY).steps
    assert status(imported, date(2027, 1, 1)) == "in_force"
    Agreement.objects.filter(pk=successor.pk).update(
        stage=Stage.FOR_SIGNATURE, owner=house.people["coordinator"], level="unit"
    )
    sign_all(successor, house)
    assert status(imported, date(2026, 12, 31)) == "in_force"
    assert status(imported, date(2027, 1, 1)) == "renewed"
    assert [d.kind for d in deadlines(coordinator, date(2026, 1, 1), date(2027, 12, 31))] == []


def test_an_imported_signature_is_in_doubt_until_somebody_confirms_it(house, imported):
    coordinator = house.actor("coordinator")
    assert agreement_story(coordinator, imported.reference, on=TODAY).row.proof == "unverified"
    signature_confirm(agreement=imported, actor=coordinator)
    assert agreement_story(coordinator, imported.reference, on=TODAY).row.proof == "confirmed"
    refused("signature_not_in_doubt", signature_confirm, agreement=imported, actor=coordinator)


def test_obligations_that_outlive_it_fall_due(house, imported):
    coordinator = house.actor("coordinator")
    obligation = obligation_add(
        agreement=imported, text="Nominerade studenter", ends_on=date(2027, 6, 30), actor=coordinator
    )
    due = deadlines(coordinator, date(2027, 6, 1), date(2027, 7, 1))
    assert [(d.kind, d.text) for d in due] == [("obligation", "Nominerade studenter")]
    obligation_close(obligation=obligation, on=TODAY, actor=coordinator)
    assert deadlines(coordinator, date(2027, 6, 1), date(2027, 7, 1)) == ()


def test_whose_move_since_when_and_the_next_reminder(house, requested):
    coordinator = house.actor("coordinator")
    agreement_set_move(
        agreement=requested,
        move=Side.PARTNER,
        since=date(2026, 11, 1),
        follow_up_on=date(2026, 12, 1),
        actor=coordinator,
    )
    story = agreement_story(coordinator, requested.reference, on=TODAY)
    assert (story.row.move, story.row.move_since, story.follow_up_on) == (
        "partner",
        date(2026, 11, 1),
        date(2026, 12, 1),
    )
    assert [d.kind for d in deadlines(coordinator, TODAY, date(2027, 1, 1))] == ["follow_up"]


def test_editing_the_same_version_twice_is_a_conflict_that_says_what_changed(house, imported):
    coordinator = house.actor("coordinator")
    seen = imported.version
    agreement_update(agreement=imported, purpose="A", expected_version=seen, actor=coordinator)
    conflict = refused(
        "changed_since",
        agreement_update,
        agreement=imported,
        purpose="B",
        expected_version=seen,
        actor=coordinator,
    )
    assert conflict.params["changes"][0]["after"] == {"purpose": "A"}


def test_confidential_takes_a_legal_ground_and_amounts_are_told_inside_only(house, imported):
    coordinator = house.actor("coordinator")
    refused(
        "confidentiality_ground_missing",
        agreement_update,
        agreement=imported,
        confidential=True,
        actor=coordinator,
    )
    agreement_update(
        agreement=imported,
        confidential=True,
        confidentiality_ground="OSL 31 kap. 16 §",
        amount=Decimal("250000"),
        actor=coordinator,
    )
    entries = HistoryEntry.objects.filter(fact="agreement.updated", after__has_key="amount")
    assert [entry.restricted for entry in entries] == [True]
    outside = agreement_story(house.actor("reader"), imported.reference, on=TODAY)
    assert (outside.amount, outside.note, outside.documents, outside.extra) == (None, None, (), {})


def test_facts_of_a_course_are_read_alike_from_rows_and_from_the_derived_row(house, imported):
    from vidsyn.agreements.queries.courses import stored_course

    coordinator = house.actor("coordinator")
    notice_give(agreement=imported, side=Side.OURS, received_on=TODAY, actor=coordinator)
    fresh = Agreement.objects.get(pk=imported.pk)
    assert stored_course(fresh) == course_of(fresh)
