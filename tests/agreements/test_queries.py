"""Lists, deadlines and the story: limited to what the viewer may see, in a constant number of statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.house import PDF, TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.amending import agreement_amend
from vidsyn.agreements.operations.documents import document_add
from vidsyn.agreements.operations.ending import notice_give
from vidsyn.agreements.operations.importing import (
    AgreementItem,
    PartyItem,
    agreement_import_record,
    agreements_import,
)
from vidsyn.agreements.operations.obligations import obligation_add
from vidsyn.agreements.operations.parties import agreement_contact_add
from vidsyn.agreements.operations.places import places_add
from vidsyn.agreements.queries.announced import agreements_table
from vidsyn.agreements.queries.deadlines import deadlines
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.finders import agreement_find
from vidsyn.agreements.queries.lists import (
    agreement_list,
    agreements_found,
    agreements_of_partner,
    agreements_on,
)
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import AmendableTerm, Direction, DocumentKind, Side, Status
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.models import Person
from vidsyn.rows import search

pytestmark = pytest.mark.django_db


def many(house, partner, count, **terms):
    given = {"starts_on": date(2024, 1, 1), "ends_on": date(2027, 12, 31), **terms}
    items = tuple(
        AgreementItem(
            kind="research",
            register_number=f"F-{n}",
            unit=house.units["real"],
            partners=(PartyItem("P", partner),),
            terms=Terms(**given),
        )
        for n in range(count)
    )
    return agreements_import(items=items, actor=house.actor("office"))


def statements(function) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        function()
    return len(captured)


@pytest.mark.parametrize(
    "ask",
    [
        lambda viewer: agreement_list(viewer, on=TODAY),
        lambda viewer: agreements_on(viewer, TODAY),
        lambda viewer: deadlines(viewer, TODAY, date(2030, 1, 1)),
    ],
    ids=["list", "on", "deadlines"],
)
def test_lists_cost_the_same_with_one_and_with_many(house, partner, imported, ask):
    viewer = house.actor("coordinator")
    one = statements(lambda: ask(viewer))
    many(house, partner, 30)
    assert statements(lambda: ask(viewer)) == one <= 6


def test_the_story_costs_the_same_with_little_and_with_much(house, imported):
    coordinator = house.actor("coordinator")
    little = statements(lambda: agreement_story(coordinator, imported.reference, on=TODAY))
    notice_give(agreement=imported, side=Side.OURS, received_on=TODAY, actor=coordinator)
    for n in range(3):
        places_add(agreement=imported, direction=Direction.OUT, count=n, actor=coordinator)
        obligation_add(agreement=imported, text=f"Å {n}", ends_on=TODAY, actor=coordinator)
        agreement_contact_add(agreement=imported, side=Side.OURS, name=f"K {n}", actor=coordinator)
        document_add(
            agreement=imported, kind=DocumentKind.OTHER, file_name=f"{n}.pdf", content=PDF, actor=coordinator
        )
    much = statements(lambda: agreement_story(coordinator, imported.reference, on=TODAY))
    assert much == little <= 15


def test_our_own_side_is_called_by_the_university(house, imported):
    story = agreement_story(house.actor("office"), imported.reference, on=TODAY)
    ours = [party for party in story.parties if party.side is Side.OURS]
    root = house.units["u"]
    assert [(p.row.words.sv, p.row.words.en) for p in ours if p.row.words] == [(root.name_sv, root.name_en)]


def test_the_list_shows_the_running_period_on_any_day(house, imported):
    viewer = house.actor("reader")
    (row,) = agreement_list(viewer, on=date(2027, 3, 1)).rows
    assert (row.number, row.status, row.starts_on) == ("V-2022-1000", "in_force", date(2024, 1, 1))
    assert (row.ends_on, row.notice_deadline, row.renews_on) == (
        date(2027, 12, 31),
        date(2027, 9, 30),
        date(2028, 1, 1),
    )


def test_filters(house, partner, other_partner, imported, requested):
    coordinator = house.actor("coordinator")
    many(house, other_partner, 2, ends_on=date(2025, 1, 1))

    def found(**wanted):
        return agreement_list(coordinator, AgreementFilter(**wanted), on=TODAY).total

    assert found() == 4
    assert found(status=(Status.EXPIRED,)) == 2
    assert found(status=(Status.IN_FORCE, Status.REQUESTED)) == 2
    assert found(kind="exchange") == 1
    assert found(unit="abe") == 4
    assert found(unit="real") == 3
    assert found(unit="finns-inte") == 0
    assert found(country="DE") == 2
    assert found(partner=partner.reference) == 2
    assert found(text="provhögskolan") == 2
    assert found(text="V-2022-1000 exempel") == 1
    assert found(text="SE PÄRM") == 1
    assert agreement_list(house.actor("reader"), AgreementFilter(text="se pärm"), on=TODAY).total == 0
    assert found(owner="me") == 1
    assert found(owner="none") == 3
    assert found(unverified=True) == 3
    assert found(unlinked=True) == 0
    assert len(agreements_of_partner(coordinator, other_partner, on=TODAY)) == 2


@pytest.mark.parametrize("few", [0, 200])
def test_the_first_of_a_search_are_the_newest_that_the_viewer_may_find(
    house, other_partner, imported, few, monkeypatch
):
    monkeypatch.setattr(search, "FEW", few)
    coordinator, reader = house.actor("coordinator"), house.actor("reader")
    made = many(house, other_partner, 3)
    newest = [row.id for row in agreements_found(coordinator, other_partner.name, 2, on=TODAY)]
    assert newest == sorted((one.pk for one in made), reverse=True)[:2]
    inside = "se pärm"
    assert [row.id for row in agreements_found(coordinator, inside, 5, on=TODAY)] == [imported.pk]
    assert agreements_found(reader, inside, 5, on=TODAY) == ()


def test_before_somebody_asked_an_agreement_is_not_in_the_list(house, requested):
    assert agreements_on(house.actor("coordinator"), date(2026, 9, 30)) == ()


def test_drafts_are_for_their_unit_and_the_office(house, requested, imported):
    def seen(name):
        return {row.reference for row in agreements_on(house.actor(name), TODAY)}

    both = {requested.reference, imported.reference}
    assert seen("coordinator") == seen("office") == seen("researcher") == seen("decider") == both
    assert seen("reader") == seen("neighbour") == seen("leadership") == {imported.reference}
    assert seen("administrator") == seen("nobody") == set()
    with pytest.raises(Refusal) as refused:
        agreement_story(house.actor("neighbour"), requested.reference, on=TODAY)
    assert refused.value.code == "not_found"


def test_a_register_number_finds_only_when_one_has_it(house, partner, imported):
    office = house.actor("office")
    assert agreement_find(office, "V-2022-1000") == imported
    many(house, partner, 1)
    Agreement.objects.filter(register_number="F-0").update(register_number="V-2022-1000")
    assert agreement_find(office, "V-2022-1000") is None
    assert agreement_find(office, str(imported.pk)) == imported


def test_deadlines_go_to_the_owner_else_the_nearest_coordinator_else_the_office(house, partner, imported):
    office = house.actor("office")

    def responsible():
        return {d.owner_id for d in deadlines(office, date(2026, 1, 1), date(2026, 12, 31))}

    assert responsible() == {house.people["coordinator"].pk}
    Agreement.objects.filter(pk=imported.pk).update(owner=house.people["adviser"])
    assert responsible() == {house.people["adviser"].pk}
    Person.objects.filter(pk=house.people["adviser"].pk).update(is_active=False)
    assert responsible() == {house.people["coordinator"].pk}
    Agreement.objects.filter(pk=imported.pk).update(unit=None)
    assert responsible() == {None}
    assert [d.agreement_id for d in deadlines(office, date(2026, 1, 1), date(2026, 12, 31), mine=True)] == [
        imported.pk
    ]
    assert deadlines(house.actor("coordinator"), date(2026, 1, 1), date(2026, 12, 31), mine=True) == ()


def test_sorting_by_end_and_the_export_use_the_end_that_the_list_shows(house, partner):
    office = house.actor("office")
    terms = {
        "renewing": Terms(starts_on=date(2020, 1, 1), ends_on=date(2022, 3, 31), renewal_months=60),
        "soon": Terms(starts_on=date(2020, 1, 1), ends_on=date(2026, 12, 31)),
        "later": Terms(starts_on=date(2020, 1, 1), ends_on=date(2027, 6, 30)),
        "open": Terms(starts_on=date(2020, 1, 1), open_ended=True),
        "amended": Terms(starts_on=date(2020, 1, 1), ends_on=date(2027, 1, 31)),
    }
    for number, each in terms.items():
        item = AgreementItem(
            kind="memorandum", register_number=number, partners=(PartyItem("P", partner),), terms=each
        )
        made = agreement_import_record(item=item, actor=office)
    agreement_amend(
        agreement=made,
        effective_on=TODAY,
        named=(AmendableTerm.END,),
        terms=Terms(ends_on=date(2029, 1, 31)),
        actor=office,
    )
    for order, expected in (
        ("ends", ["soon", "renewing", "later", "amended", "open"]),
        ("-ends", ["amended", "later", "renewing", "soon", "open"]),
    ):
        found = agreement_list(office, AgreementFilter(order=order), on=TODAY).rows
        assert [row.register_number for row in found] == expected
        ends = [row.ends_on for row in found if row.ends_on]
        assert ends == sorted(ends, reverse=order == "-ends")
        with translation.override("en"):
            table = agreements_table(office, AgreementFilter(order=order), on=TODAY)
        shown = [row[table.headings.index("Current end date (calculated)")] for row in table.rows]
        assert shown == [str(row.ends_on or "until further notice") for row in found]
    early = agreement_list(office, AgreementFilter(order="ends"), on=date(2021, 6, 1)).rows
    assert [row.register_number for row in early][:3] == ["renewing", "soon", "amended"]
