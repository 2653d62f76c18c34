"""Steps that several tests take an agreement through."""

from datetime import date

import pytest
from tests.house import PDF

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement, AgreementSpan
from vidsyn.agreements.operations.documents import document_add
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.places import places_add
from vidsyn.agreements.operations.signing import agreement_send_for_signature, agreement_sign
from vidsyn.agreements.operations.steps import (
    agreement_decide,
    agreement_draft_start,
    opinion_give,
    review_open,
)
from vidsyn.agreements.vocabulary import (
    Direction,
    DocumentKind,
    Level,
    Opinion,
    ReviewArea,
    Verdict,
)
from vidsyn.kernel.refusals import Refusal, Refusals

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
