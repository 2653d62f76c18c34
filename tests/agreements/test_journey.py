"""From a department's request to the end: each step is one operation with its own refusals."""

from datetime import date

import pytest
from tests.agreements.steps import TERMS, refused, status, to_signature
from tests.house import TODAY

from vidsyn.agreements.logic.hindrances import hindrance, unplug
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.ending import notice_give
from vidsyn.agreements.operations.signing import agreement_send_for_signature, agreement_sign
from vidsyn.agreements.operations.steps import (
    agreement_decide,
    agreement_draft_start,
    agreement_withdraw,
    opinion_give,
    review_open,
)
from vidsyn.agreements.vocabulary import (
    Level,
    Opinion,
    ReviewArea,
    Side,
    Stage,
    Verdict,
)
from vidsyn.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


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


def test_a_signature_has_only_the_title_that_somebody_wrote(house, requested):
    Agreement.objects.filter(pk=requested.pk).update(kind="double_degree")
    to_signature(requested, house)
    ours, coordinator = requested.parties.get(side=Side.OURS), house.actor("coordinator")
    agreement_sign(agreement=requested, party=ours, name="N", actor=coordinator)
    agreement_sign(agreement=requested, party=ours, name="M", title="Rektor", actor=coordinator)
    assert [(s.name, s.title) for s in ours.signatories.all()] == [("N", ""), ("M", "Rektor")]


def test_withdrawal_takes_a_reason_and_ends_the_matter(house, requested):
    coordinator = house.actor("coordinator")
    refused("reason_required", agreement_withdraw, agreement=requested, reason=" ", actor=coordinator)
    agreement_withdraw(agreement=requested, reason="Inte längre aktuellt", on=TODAY, actor=coordinator)
    assert status(requested, TODAY) == "withdrawn"
    refused("wrong_stage", agreement_withdraw, agreement=requested, reason="igen", actor=coordinator)
