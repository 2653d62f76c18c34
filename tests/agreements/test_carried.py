"""What a row of an import says reaches the agreement, each field of it, and what is secret is marked so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vidsyn import here
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.agreements.operations.obligations import obligation_add
from vidsyn.agreements.operations.places import places_add
from vidsyn.agreements.vocabulary import Direction, Level
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person

pytestmark = pytest.mark.django_db
OFFICE = local_operator()
VALUES = {
    "kind": "research", "register_number": "V-2026-1", "title_sv": "Avtalet", "title_en": "The agreement",
    "languages": "sv, en", "level": next(iter(Level)), "amount": Decimal("100.00"), "currency": "SEK",
    "purpose": "Ett syfte", "note": "En anteckning", "confidential": True, "confidentiality_ground": "OSL 31:16",
    "source": "lista.xlsx", "source_key": "rad 2",
}  # fmt: skip


@pytest.fixture
def owner() -> Person:
    return Person.objects.create(email="agare@vidsyn.example", name="Ägaren")


def held(agreement: Agreement) -> dict[str, object]:
    agreement.refresh_from_db()
    return {name: getattr(agreement, name) for name in [*VALUES, "owner"]}


def test_a_new_agreement_holds_every_value_of_its_row(owner):
    item = AgreementItem(partners=(PartyItem("Parten"),), owner=owner, **VALUES)
    (made,) = agreements_import(items=(item,), actor=OFFICE)
    assert held(made) == {**VALUES, "owner": owner}


@pytest.mark.parametrize("name", [*VALUES, "owner"])
def test_an_agreement_takes_each_value_of_a_row(name, owner):
    bare = AgreementItem(kind="exchange", partners=(PartyItem("Parten"),))
    (made,) = agreements_import(items=(bare,), actor=OFFICE)
    value = {**VALUES, "owner": owner}[name]
    needed = {"confidentiality_ground": "OSL"} if name == "confidential" else {}
    change = replace(AgreementItem(existing=made, expected_version=made.version, **needed), **{name: value})
    agreements_import(items=(change,), actor=OFFICE)
    assert held(made)[name] == value


def test_every_fact_of_a_confidential_agreement_is_for_those_inside():
    item = AgreementItem(kind="research", partners=(PartyItem("Parten"),), register_number="V-1")
    (made,) = agreements_import(items=(item,), actor=OFFICE)
    Agreement.objects.filter(pk=made.pk).update(stage="signed")
    made.refresh_from_db()
    agreement_update(agreement=made, confidential=True, confidentiality_ground="OSL 31:16", actor=OFFICE)
    made.refresh_from_db()
    before = set(HistoryEntry.objects.values_list("pk", flat=True))
    obligation_add(agreement=made, text="Dold plikt", ends_on=date(2030, 1, 1), actor=OFFICE)
    made.refresh_from_db()
    places_add(agreement=made, direction=Direction.OUT, count=2, actor=OFFICE)
    told = HistoryEntry.objects.exclude(pk__in=before)
    assert told.count() >= 2
    assert [entry.fact for entry in told if not entry.restricted] == []


def test_actor_of_somebody_without_a_role_carries_nothing_in(owner):
    somebody = actor_of(owner, door=Door.WEB, on=here.today())
    item = AgreementItem(kind="research", partners=(PartyItem("Parten"),))
    with pytest.raises(Exception, match="not_allowed"):
        agreements_import(items=(item,), actor=somebody)
