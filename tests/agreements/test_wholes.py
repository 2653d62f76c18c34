"""An agreement's parts in one statement are the same rows, in the same order, as in one statement each."""

from __future__ import annotations

import pytest
from django.db.models import Model
from tests.house import PDF, TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement, ReviewOpinion
from vidsyn.agreements.operations.amending import agreement_amend
from vidsyn.agreements.operations.documents import document_add
from vidsyn.agreements.operations.ending import notice_give
from vidsyn.agreements.operations.obligations import obligation_add
from vidsyn.agreements.operations.parties import agreement_contact_add, steering_member_add
from vidsyn.agreements.operations.places import places_add
from vidsyn.agreements.queries.wholes import agreement_whole
from vidsyn.agreements.vocabulary import AmendableTerm, Direction, DocumentKind, ReviewArea, Side
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.vocabulary import Status
from vidsyn.sql.together import fetch_together

pytestmark = pytest.mark.django_db
PARTS = (
    "parties",
    "contacts",
    "opinions",
    "notices",
    "amendments",
    "obligations",
    "places",
    "documents",
    "further_units",
)


def told(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def full(house, imported) -> Agreement:
    """With at least two of everything that has an order of its own."""
    coordinator = house.actor("coordinator")
    for year in (2025, None, 2027):
        places_add(
            agreement=imported,
            direction=Direction.OUT,
            count=3,
            academic_year=year,
            unit=house.units["real"] if year else None,
            actor=coordinator,
        )
        agreement_contact_add(agreement=imported, side=Side.OURS, name=f"K {year}", actor=coordinator)
        obligation_add(agreement=imported, text=f"Å {year}", ends_on=TODAY, actor=coordinator)
        document_add(
            agreement=imported,
            kind=DocumentKind.OTHER,
            file_name=f"{year}.pdf",
            content=PDF,
            actor=coordinator,
        )
    terms = Terms(notice_months=6)
    agreement_amend(
        agreement=imported,
        named=(AmendableTerm.NOTICE,),
        terms=terms,
        effective_on=TODAY,
        actor=coordinator,
    )
    notice_give(agreement=imported, side=Side.OURS, received_on=TODAY, actor=coordinator)
    for area, who in ((ReviewArea.LAW, "adviser"), (ReviewArea.FINANCE, "decider")):
        ReviewOpinion.objects.create(
            agreement=imported, area=area, reviewer=house.people[who], asked_on=TODAY
        )
    imported.further_units.add(house.units["sci"], house.units["real"])
    for party in imported.parties.all():
        steering_member_add(party=party, name=f"Ledamot {party.side}", actor=coordinator)
    return Agreement.objects.get(pk=imported.pk)


def test_the_parts_are_the_same_as_one_by_one(house, full) -> None:
    whole = agreement_whole(house.actor("office"), full.reference)
    for name in PARTS:
        together = [told(row) for row in getattr(whole, name).all()]
        assert together == [told(row) for row in getattr(full, name).all()], name
        assert len(together) >= (1 if name in ("notices", "amendments") else 2)


def test_what_parts_refer_to_comes_with_them(house, full, django_assert_num_queries) -> None:
    whole = agreement_whole(house.actor("office"), full.reference)
    with django_assert_num_queries(0):
        assert {opinion.reviewer.name for opinion in whole.opinions.all()} == {"Adviser", "Decider"}
        assert {places.unit and places.unit.code for places in whole.places.all()} == {"real", None}
        assert [party.partner and party.partner.country for party in whole.parties.all()] == [None, "NO"]
        assert [m.name for p in whole.parties.all() for m in p.steering_members.all()] == [
            "Ledamot ours",
            "Ledamot partner",
        ]


def test_a_collaboration_she_may_not_see_is_not_named(house, full) -> None:
    draft = Collaboration.objects.create(
        title_sv="Utkast", title_en="Draft", lead_unit=house.units["real"], status=Status.POTENTIAL
    )
    full.collaborations.add(draft)
    seen = {
        name: [c.pk for c in agreement_whole(house.actor(name), full.reference).collaborations.all()]
        for name in ("coordinator", "reader")
    }
    assert seen == {"coordinator": [draft.pk], "reader": []}


def test_nothing_asked_is_no_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert fetch_together({"none": Agreement.objects.none()}) == {"none": []}
        assert fetch_together({}) == {}
