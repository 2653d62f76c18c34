"""From a department's request to the end, each step one operation with its own refusals."""

from datetime import date
from decimal import Decimal

import pytest
from tests.agreements.conftest import PDF, TODAY

from vidsyn.agreements.logic.hindrances import hindrance, unplug
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement, AgreementSpan, Notice
from vidsyn.agreements.operations import (
    agreement_amend,
    agreement_decide,
    agreement_draft_start,
    agreement_renew,
    agreement_send_for_signature,
    agreement_set_move,
    agreement_sign,
    agreement_terminate,
    agreement_update,
    agreement_withdraw,
    amendment_revoke,
    document_add,
    notice_give,
    notice_revoke,
    obligation_add,
    obligation_close,
    opinion_give,
    places_add,
    review_open,
    signature_confirm,
)
from vidsyn.agreements.queries import agreement_detail, course_of, deadlines
from vidsyn.agreements.vocabulary import (
    AmendableTerm,
    Direction,
    DocumentKind,
    Level,
    Opinion,
    ReviewArea,
    Side,
    Stage,
    Verdict,
)
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.plumbing.models import HistoryEntry

pytestmark = pytest.mark.django_db

TERMS = Terms(starts_on=date(2027, 1, 1), ends_on=date(2029, 12, 31), notice_months=6)


def status(agreement: Agreement, day: date) -> str | None:
    found = AgreementSpan.objects.filter(agreement=agreement, first__lte=day, last__gte=day).first()
    return found.status if found else None


def refused(code: str, operation, **arguments):
    with pytest.raises((Refusal, Refusals)) as caught:
        operation(**arguments)
    codes = (
        [r.code for r in caught.value.refusals] if isinstance(caught.value, Refusals) else [caught.value.code]
    )
    assert code in codes
    return caught.value


def to_signature(agreement, house):
    coordinator = house.actor("coordinator")
    agreement_draft_start(agreement=agreement, on=date(2026, 10, 5), actor=coordinator)
    agreement_update(agreement=agreement, level=Level.UNIT, terms=TERMS, actor=coordinator)
    places_add(
        agreement=agreement,
        direction=Direction.OUT,
        count=2,
        academic_year=2027,
        through=2029,
        actor=coordinator,
    )
    review_open(
        agreement=agreement,
        areas=(ReviewArea.LAW,),
        reviewer=house.people["adviser"],
        on=date(2026, 10, 10),
        actor=coordinator,
    )
    opinion = agreement.opinions.get()
    opinion_give(opinion=opinion, says=Opinion.SUPPORTS, on=date(2026, 10, 12), actor=house.actor("adviser"))
    agreement_decide(
        agreement=agreement,
        verdict=Verdict.APPROVED,
        register_number="V-2026-0001",
        on=date(2026, 10, 20),
        actor=house.actor("decider"),
    )
    document_add(
        agreement=agreement, kind=DocumentKind.DRAFT, file_name="avtal.pdf", content=PDF, actor=coordinator
    )
    agreement_send_for_signature(agreement=agreement, on=date(2026, 10, 21), actor=coordinator)


def sign_all(agreement, house, day=date(2026, 11, 2)):
    for party in agreement.parties.all():
        agreement_sign(
            agreement=agreement, party=party, name="N N", signed_on=day, actor=house.actor("coordinator")
        )


def test_a_request_goes_all_the_way_and_is_in_force_only_when_all_have_signed(house, requested):
    to_signature(requested, house)
    ours, theirs = requested.parties.order_by("side")
    assert [s.title for s in ours.signatories.all()] == ["Chef för internationella kansliet"]
    coordinator = house.actor("coordinator")
    agreement_sign(agreement=requested, party=ours, name="A", signed_on=date(2026, 11, 1), actor=coordinator)
    requested.refresh_from_db()
    assert (requested.stage, requested.move) == (Stage.FOR_SIGNATURE, Side.PARTNER)
    assert status(requested, date(2028, 1, 1)) == "for_signature"
    agreement_sign(
        agreement=requested, party=theirs, name="B", signed_on=date(2026, 11, 5), actor=coordinator
    )
    requested.refresh_from_db()
    assert requested.stage == Stage.SIGNED
    days = ["2026-09-30", "2026-10-01", "2026-10-05", "2026-10-11", "2026-10-20", "2026-11-04", "2026-11-05"]
    assert [status(requested, date.fromisoformat(day)) for day in days] == [
        None,
        "requested",
        "drafting",
        "in_review",
        "decided",
        "for_signature",
        "upcoming",
    ]
    assert status(requested, date(2027, 1, 1)) == "in_force"
    assert status(requested, date(2030, 1, 1)) == "expired"


def test_each_step_from_the_wrong_stage_is_refused(house, requested):
    coordinator = house.actor("coordinator")
    refused("wrong_stage", review_open, agreement=requested, areas=(ReviewArea.LAW,), actor=coordinator)
    refused("wrong_stage", agreement_send_for_signature, agreement=requested, actor=coordinator)
    refused(
        "wrong_stage",
        agreement_sign,
        agreement=requested,
        party=requested.parties.first(),
        name="N",
        actor=coordinator,
    )
    refused("wrong_status", notice_give, agreement=requested, side=Side.OURS, actor=coordinator)


def test_what_the_kind_asks_for_must_be_filled_in(house, requested):
    coordinator = house.actor("coordinator")
    agreement_draft_start(agreement=requested, actor=coordinator)
    both = refused(
        "agreement_lacks", review_open, agreement=requested, areas=(ReviewArea.LAW,), actor=coordinator
    )
    assert both.params["need"] == "level"
    many = refused(
        "agreement_lacks",
        agreement_decide,
        agreement=requested,
        verdict=Verdict.APPROVED,
        actor=house.actor("decider"),
    )
    assert {r.params["need"] for r in many.refusals} >= {"level", "starts_on", "end", "notice", "places"}


def test_no_decision_while_an_opinion_is_waited_for_and_none_by_a_coordinator(house, requested):
    coordinator = house.actor("coordinator")
    agreement_draft_start(agreement=requested, actor=coordinator)
    agreement_update(agreement=requested, level=Level.UNIT, actor=coordinator)
    review_open(agreement=requested, areas=(ReviewArea.LAW, ReviewArea.FINANCE), actor=coordinator)
    refused(
        "opinions_waiting",
        agreement_decide,
        agreement=requested,
        verdict=Verdict.APPROVED,
        actor=house.actor("decider"),
    )
    refused("not_allowed", agreement_decide, agreement=requested, verdict=Verdict.APPROVED, actor=coordinator)
    opinion = requested.opinions.first()
    refused("reason_required", opinion_give, opinion=opinion, says=Opinion.ADVISES_AGAINST, actor=coordinator)
    agreement_decide(
        agreement=requested, verdict=Verdict.DECLINED, text="För dyrt", actor=house.actor("decider")
    )
    requested.refresh_from_db()
    assert requested.stage == Stage.DRAFTING


def test_a_kind_that_needs_an_assessment_waits_for_it(house, requested):
    refusal = Refusal("reason_required")
    coordinator = house.actor("coordinator")

    @hindrance
    def still_open(agreement, operation):
        return refusal

    try:
        Agreement.objects.filter(pk=requested.pk).update(
            kind="double_degree", owner=house.people["coordinator"]
        )
        agreement_draft_start(agreement=requested, actor=coordinator)
        agreement_update(agreement=requested, level=Level.UNIT, terms=TERMS, actor=coordinator)
        with pytest.raises(Refusal) as caught:
            agreement_decide(agreement=requested, verdict=Verdict.APPROVED, actor=house.actor("decider"))
        assert caught.value is refusal
    finally:
        unplug(still_open)
    agreement_decide(agreement=requested, verdict=Verdict.APPROVED, actor=house.actor("decider"))


def test_our_side_signs_jointly_where_the_kind_says_so(house, requested):
    Agreement.objects.filter(pk=requested.pk).update(kind="double_degree")
    to_signature(requested, house)
    ours = requested.parties.get(side=Side.OURS)
    coordinator = house.actor("coordinator")
    for title in ("Skolchef", "Rektor"):
        assert requested.parties.get(side=Side.OURS).signatories.filter(signed_on=None).exists()
        agreement_sign(agreement=requested, party=ours, name="N", title=title, actor=coordinator)
    refused("party_has_signed", agreement_sign, agreement=requested, party=ours, name="N", actor=coordinator)


def test_withdrawal_takes_a_reason_and_ends_the_matter(house, requested):
    coordinator = house.actor("coordinator")
    refused("reason_required", agreement_withdraw, agreement=requested, reason=" ", actor=coordinator)
    agreement_withdraw(agreement=requested, reason="Inte längre aktuellt", on=TODAY, actor=coordinator)
    assert status(requested, TODAY) == "withdrawn"
    refused("wrong_stage", agreement_withdraw, agreement=requested, reason="igen", actor=coordinator)


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
    then = agreement_detail(coordinator, imported.reference, on=date(2026, 5, 31))
    now = agreement_detail(coordinator, imported.reference, on=date(2026, 6, 1))
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
    assert agreement_detail(coordinator, imported.reference, on=TODAY).terms_now.notice_months == 3


def test_renewed_means_that_a_signed_successor_exists(house, imported):
    coordinator = house.actor("coordinator")
    successor = agreement_renew(
        agreement=imported,
        terms=Terms(starts_on=date(2027, 1, 1), ends_on=date(2031, 12, 31)),
        actor=coordinator,
    )
    refused("successor_exists", agreement_renew, agreement=imported, terms=Terms(), actor=coordinator)
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
    assert agreement_detail(coordinator, imported.reference, on=TODAY).row.proof == "unverified"
    signature_confirm(agreement=imported, actor=coordinator)
    assert agreement_detail(coordinator, imported.reference, on=TODAY).row.proof == "confirmed"
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
    story = agreement_detail(coordinator, requested.reference, on=TODAY)
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
    outside = agreement_detail(house.actor("reader"), imported.reference, on=TODAY)
    assert (outside.amount, outside.note, outside.documents, outside.extra) == (None, None, (), {})


def test_facts_of_a_course_are_read_alike_from_rows_and_from_the_derived_row(house, imported):
    from vidsyn.agreements.queries import course_kept

    coordinator = house.actor("coordinator")
    notice_give(agreement=imported, side=Side.OURS, received_on=TODAY, actor=coordinator)
    fresh = Agreement.objects.get(pk=imported.pk)
    assert course_kept(fresh) == course_of(fresh)
