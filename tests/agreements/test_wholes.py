"""An agreement with all its parts has the rows that it refers to, in their order, as the viewer may see them."""

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
from vidsyn.kernel.bilingual import Words

pytestmark = pytest.mark.django_db
PARTS = (
    "parties",
    "contacts",
    "notices",
    "amendments",
    "obligations",
    "places",
    "documents",
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


def test_the_parts_are_the_rows_of_the_agreement_in_their_order(house, full) -> None:
    whole = agreement_whole(house.actor("office"), full.reference)
    for name in PARTS:
        part = [told(row) for row in getattr(whole, name)]
        assert part == [told(row) for row in getattr(full, name).all()], name
        assert len(part) >= (1 if name in ("notices", "amendments") else 2)


def test_what_parts_refer_to_comes_with_them(house, full, django_assert_num_queries) -> None:
    whole = agreement_whole(house.actor("office"), full.reference)
    with django_assert_num_queries(0):
        assert {one.reviewer.name for one in whole.agreement.opinions.all()} == {"Adviser", "Decider"}
        assert [unit.code for unit in whole.agreement.further_units.all()] == ["real", "sci"]
        assert {places.unit and places.unit.code for places in whole.places} == {"real", None}
        assert [party.partner and party.partner.country for party in whole.parties] == [None, "NO"]
        assert {m.name for m in whole.steering_members} == {"Ledamot ours", "Ledamot partner"}


def test_the_university_is_the_root_of_the_owning_unit(house, full) -> None:
    root = house.units["real"].path.partition("/")[0]
    whole = agreement_whole(house.actor("office"), full.reference)
    assert whole.university == Words(house.units[root].name_sv, house.units[root].name_en)


def test_what_only_insiders_see_is_not_read_for_others(house, full) -> None:
    whole = agreement_whole(house.actor("reader"), full.reference)
    assert whole.contacts == whole.documents == []


def test_a_collaboration_she_may_not_see_is_not_named(house, full) -> None:
    draft = Collaboration.objects.create(
        title_sv="Utkast", title_en="Draft", lead_unit=house.units["real"], status=Status.POTENTIAL
    )
    full.collaborations.add(draft)
    seen = {
        name: [c.pk for c in agreement_whole(house.actor(name), full.reference).collaborations]
        for name in ("coordinator", "reader")
    }
    assert seen == {"coordinator": [draft.pk], "reader": []}
