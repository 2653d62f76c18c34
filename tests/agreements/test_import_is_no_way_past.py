"""An imported stage is marked, and no later step takes it for a decision or a signature."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.house import TODAY

from vidsyn.agreements.logic import hindrances
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreement_import_record
from vidsyn.agreements.operations.signing import agreement_sign, signature_confirm
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.vocabulary import Level, Side, Stage
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal


def brought_in(house, who="coordinator", **values):
    item = AgreementItem(
        **{
            "kind": "research",
            "unit": house.units["abe"],
            "partners": (PartyItem("Part"),),
            "terms": Terms(starts_on=date(2020, 1, 1), ends_on=date(2030, 1, 1)),
        }
        | values
    )
    return agreement_import_record(item=item, actor=house.actor(who))


def code_of(act, **named):
    with pytest.raises(Refusal) as no:
        act(**named)
    return no.value.code


def test_the_stage_a_list_brought_it_in_at_is_kept_and_told(house):
    for stage in (None, Stage.FOR_SIGNATURE):
        made = brought_in(house, stage=stage)
        made.refresh_from_db()
        assert made.imported_stage == (stage or Stage.SIGNED)
        told = HistoryEntry.objects.get(fact="agreement.imported", subject_id=str(made.pk))
        assert told.after["imported_stage"] == made.imported_stage


def test_history_tells_all_that_the_list_said_and_what_is_secret_to_insiders_only(house):
    said = {"level": next(iter(Level)), "languages": "sv, en", "currency": "SEK", "purpose": "Syfte"}
    secret = {"note": "Anteckning", "amount": Decimal("12.00"), "confidentiality_ground": "OSL 24:1"}
    made = brought_in(house, **said, **secret)
    entries = HistoryEntry.objects.filter(subject_id=str(made.pk))
    told = entries.get(fact="agreement.imported")
    inside = entries.get(fact="agreement.updated")
    assert said.items() <= told.after.items()
    assert not secret.keys() & told.after.keys()
    assert (inside.restricted, inside.after.keys()) == (True, secret.keys())


def test_one_brought_in_for_signature_is_not_signed_by_somebody_who_may_not_decide(house):
    made = brought_in(house, stage=Stage.FOR_SIGNATURE)
    signing = {"agreement": made, "party": made.parties.get(side=Side.OURS), "name": "N", "signed_on": TODAY}
    assert code_of(agreement_sign, **signing, actor=house.actor("coordinator")) == "decision_not_registered"
    agreement_sign(**signing, actor=house.actor("office"))


def test_what_judges_is_asked_before_imported_signatures_are_confirmed(house):
    made = brought_in(
        house, kind=next(code for code, kind in agreement_kinds().items() if kind.needs_assessment)
    )

    def judge(_agreement, operation):
        return Refusal("agreement_person_name_missing") if operation == "signature_confirm" else None

    hindrances.hindrance(judge)
    try:
        code = code_of(signature_confirm, agreement=made, actor=house.actor("office"))
    finally:
        hindrances.unplug(judge)
    assert code == "agreement_person_name_missing"


@pytest.mark.parametrize(
    "values", [{"stage": Stage.WITHDRAWN}, {"signed_on": TODAY}], ids=lambda values: next(iter(values))
)
def test_an_existing_one_reaches_its_states_by_its_own_steps(house, values):
    made = brought_in(house)
    item = AgreementItem(existing=made, **values)
    assert code_of(agreement_import_record, item=item, actor=house.actor("office")) == (
        "agreement_taken_when_new"
    )


def test_a_list_adds_no_party_once_all_have_signed_here(house):
    made = brought_in(house)
    type(made).objects.filter(pk=made.pk).update(taken_as_signed=False, imported_stage="")
    item = AgreementItem(existing=made, partners=(PartyItem("Ny"),))
    assert code_of(agreement_import_record, item=item, actor=house.actor("office")) == "wrong_stage"


def test_a_list_moves_an_agreement_as_one_moves_it(house):
    made, coordinator = brought_in(house), house.actor("coordinator")
    item = AgreementItem(existing=made, unit=house.units["sci"])
    assert code_of(agreement_import_record, item=item, actor=coordinator) == "reason_required"
    assert code_of(agreement_import_record, item=item, reason="ny lista", actor=coordinator) == "not_allowed"
