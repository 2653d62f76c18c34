"""What does not fit its column is refused with field and limit, on every database, before anything is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import models

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreement_import_record
from vidsyn.history.fitting import refuse_unfitting
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind
from vidsyn.wording.refusals import sentence

WHOLE = {"kind": "exchange", "title_sv": "T", "title_en": "T"}


@pytest.mark.parametrize(
    ("field", "fits", "breaks", "code", "limit"),
    [
        ("title_sv", "å" * 300, "å" * 301, "field_too_long", 300),
        ("notice_months", 32767, 32768, "field_too_large", 32767),
        ("notice_months", 0, -1, "field_too_small", 0),
        ("amount", Decimal("999999999999.99"), Decimal("1000000000000"), "field_too_large", 10**12 - 1),
        ("amount", Decimal("-999999999999.99"), Decimal("-1000000000000"), "field_too_small", 1 - 10**12),
    ],
)
def test_a_column_holds_so_much(field, fits, breaks, code, limit):
    refuse_unfitting(Agreement(reference="A-1", **{**WHOLE, field: fits}))
    with pytest.raises(Refusal) as refusal:
        refuse_unfitting(Agreement(reference="A-1", **{**WHOLE, field: breaks}))
    assert (refusal.value.code, refusal.value.field, refusal.value.params["limit"]) == (code, field, limit)


def test_all_that_does_not_fit_is_told_at_once():
    with pytest.raises(Refusals) as refused:
        refuse_unfitting(Agreement(reference="A-1", kind="k" * 41, title_sv="t" * 301, title_en="t" * 301))
    assert [refusal.field for refusal in refused.value.refusals] == ["kind", "title_sv", "title_en"]


@pytest.mark.django_db
def test_an_operation_refuses_in_words_and_leaves_nothing():
    with pytest.raises(Refusal) as refusal:
        unit_create(code="x", name_sv="Ö" * 500, name_en="O", kind=UnitKind.SCHOOL, actor=local_operator())
    assert "Namn på svenska" in sentence(refusal.value)
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_what_comes_in_bulk_is_asked_too_but_a_title_nobody_wrote_is_cut():
    item = AgreementItem(kind="exchange", register_number="D" * 61, partners=(PartyItem("Någon"),))
    with pytest.raises(Refusal) as refusal:
        agreement_import_record(item=item, actor=local_operator())
    assert (refusal.value.code, refusal.value.field) == ("field_too_long", "register_number")
    many = AgreementItem(
        kind="exchange", partners=tuple(PartyItem(f"Lärosäte nummer {n}") for n in range(40))
    )
    made = agreement_import_record(item=many, actor=local_operator())
    assert isinstance(made, models.Model)
    assert len(made.title_sv) == 300
