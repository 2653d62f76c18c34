"""Parties, people, places, documents, routing, bulk operations and import."""

from datetime import date

import pytest
from tests.agreements.test_journey import refused
from tests.house import TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement, AgreementSpan, Party
from vidsyn.agreements.operations.editing import (
    agreement_set_collaborations,
    agreement_set_further_units,
    agreement_update,
)
from vidsyn.agreements.operations.erasing import agreement_contact_erase
from vidsyn.agreements.operations.importing import (
    AgreementItem,
    PartyItem,
    PlacesItem,
    agreement_import_record,
    agreements_import,
)
from vidsyn.agreements.operations.many import agreements_assign, agreements_move, agreements_void
from vidsyn.agreements.operations.parties import (
    agreement_contact_add,
    agreement_contact_end,
    party_add,
    party_link,
    party_remove,
    steering_member_add,
    steering_member_end,
)
from vidsyn.agreements.operations.places import places_add, places_remove, places_update
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.queries.finders import agreement_find
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import Direction, Side, Stage
from vidsyn.collaborations.models import Collaboration
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.queries.history import history_of

pytestmark = pytest.mark.django_db


def test_a_request_needs_title_partner_and_a_known_kind(house):
    researcher = house.actor("researcher")
    faults = refused(
        "agreement_lacks_at_start", agreement_request, kind="exchange", title=" ", actor=researcher
    )
    assert {fault.field for fault in faults.refusals} == {"title", "partner"}
    refused(
        "agreement_kind_unknown", agreement_request, kind="x", title="T", partner_name="P", actor=researcher
    )
    refused(
        "not_allowed",
        agreement_request,
        kind="exchange",
        title="T",
        partner_name="P",
        unit=house.units["sci"],
        actor=researcher,
    )


def test_parties_are_settled_by_the_signatures_but_an_imported_list_is_put_right(
    house, imported, requested, other_partner
):
    coordinator = house.actor("coordinator")
    party = party_add(agreement=imported, name="Prov", actor=coordinator)
    party_link(party=party, partner=other_partner, actor=coordinator)
    assert Agreement.objects.get(pk=imported.pk).search.count("provhogskolan") == 1
    refused("party_twice", party_add, agreement=imported, partner=other_partner, actor=coordinator)
    party_remove(party=party, reason="Fel", actor=coordinator)
    assert [str(p) for p in Party.objects.filter(agreement=imported, side=Side.PARTNER, removed_at=None)] == [
        "Exempeluniversitetet"
    ]
    Agreement.objects.filter(pk=requested.pk).update(stage=Stage.SIGNED)
    refused("wrong_stage", party_add, agreement=requested, name="X", actor=coordinator)


def test_contacts_per_area_and_their_erasure(house, imported):
    coordinator = house.actor("coordinator")
    contact = agreement_contact_add(
        agreement=imported,
        side=Side.PARTNER,
        name="Kontakt K",
        email="k@example.org",
        area="Praktik",
        actor=coordinator,
    )
    agreement_contact_end(contact=contact, on=TODAY, actor=coordinator)
    line = agreement_story(coordinator, imported.reference, on=TODAY).contacts[0]
    assert (line.area, line.valid_until) == ("Praktik", TODAY)
    refused("not_allowed", agreement_contact_erase, contact=contact, reason="Begärt", actor=coordinator)
    agreement_contact_erase(contact=contact, reason="Begärt", actor=house.actor("office"))
    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("", "")
    assert agreement_story(coordinator, imported.reference, on=TODAY).contacts == ()


def test_a_steering_group_with_named_members_per_party(house, imported):
    coordinator = house.actor("coordinator")
    party = imported.parties.get(side=Side.PARTNER)
    member = steering_member_add(party=party, name="Ledamot L", role="Ordförande", actor=coordinator)
    steering_member_end(member=member, on=TODAY, actor=coordinator)
    parties = agreement_story(coordinator, imported.reference, on=TODAY).parties
    assert [m.valid_until for p in parties for m in p.steering] == [TODAY]


def test_who_changes_places_over_anothers_change_is_shown_that_change_and_no_other(house, imported):
    coordinator = house.actor("coordinator")
    places_add(
        agreement=imported,
        direction=Direction.OUT,
        count=2,
        academic_year=2026,
        through=2027,
        actor=coordinator,
    )
    first, second = imported.places.order_by("academic_year")
    places_update(places=first, count=5, actor=coordinator)
    places_update(places=second, count=7, actor=coordinator)
    with pytest.raises(Refusal, match="changed_since") as no:
        places_update(places=first, count=4, expected_version=1, actor=house.actor("office"))
    assert [(change["before"], change["after"]) for change in no.value.params["changes"]] == [
        ({"count": 2}, {"count": 5, "academic_year": 2026, "direction": "out"})
    ]
    told = [line.changes for line in history_of(house.actor("office"), imported)]
    assert "part" not in {change.field for changes in told for change in changes}


def test_places_per_year_level_and_direction(house, imported):
    coordinator = house.actor("coordinator")
    places_add(
        agreement=imported,
        direction=Direction.OUT,
        count=2,
        academic_year=2026,
        through=2028,
        actor=coordinator,
    )
    places_add(agreement=imported, direction=Direction.IN, count=3, actor=coordinator)
    first = imported.places.get(academic_year=2026)
    places_update(places=first, count=5, actor=coordinator)
    places_remove(places=imported.places.get(academic_year=2027), reason="Fel", actor=coordinator)
    lines = agreement_story(coordinator, imported.reference, on=TODAY).places
    assert {(p.academic_year, p.direction, p.count) for p in lines} == {
        (2026, "out", 5),
        (2028, "out", 2),
        (None, "in", 3),
    }
    refused(
        "places_out_of_range",
        places_add,
        agreement=imported,
        direction=Direction.OUT,
        count=-1,
        actor=coordinator,
    )


def test_owner_and_unit_of_many_leave_a_row_each(house, imported, requested):
    office = house.actor("office")
    both = (imported, requested)
    assert agreements_assign(agreements=both, owner=house.people["adviser"], actor=office) == 2
    assert HistoryEntry.objects.filter(fact="agreement.owner_set").count() == 2
    refused(
        "reason_required", agreements_move, agreements=both, unit=house.units["sci"], reason="", actor=office
    )
    assert (
        agreements_move(agreements=both, unit=house.units["sci"], reason="Omorganisation", actor=office) == 2
    )
    assert agreements_move(agreements=both, unit=house.units["sci"], reason="igen", actor=office) == 0
    refused("not_allowed", agreements_assign, agreements=both, owner=None, actor=house.actor("coordinator"))


def test_nobody_gives_an_agreement_to_a_unit_she_has_no_right_over(house, requested):
    own = house.actor("coordinator")
    given = {"agreements": (requested,), "unit": house.units["sci"], "reason": "Bort härifrån"}
    refused("not_allowed", agreements_move, **given, actor=own)
    assert agreements_move(**given, actor=house.actor("office")) == 1


def test_voided_agreements_are_gone_from_sight_with_their_history_kept(house, imported):
    agreements_void(agreements=(imported,), reason="Fel import", actor=house.actor("office"))
    assert agreement_find(house.actor("office"), imported.reference) is None
    assert not AgreementSpan.objects.filter(agreement=imported).exists()
    assert HistoryEntry.objects.filter(subject_id=str(imported.pk)).count() >= 2


def test_collaborations_rest_on_it_and_further_units_see_inside(house, imported):
    coordinator = house.actor("coordinator")
    collaboration = Collaboration.objects.create(title_sv="S", title_en="S", lead_unit=house.units["abe"])
    agreement_set_collaborations(agreement=imported, collaborations=(collaboration,), actor=coordinator)
    assert [
        c.reference for c in agreement_story(coordinator, imported.reference, on=TODAY).collaborations
    ] == [collaboration.reference]
    assert not agreement_story(house.actor("neighbour"), imported.reference, on=TODAY).sees_inside
    agreement_set_further_units(agreement=imported, units=(house.units["sci"],), actor=coordinator)
    assert agreement_story(house.actor("neighbour"), imported.reference, on=TODAY).sees_inside


def test_a_framework_must_be_one_and_never_itself(house, imported, requested):
    coordinator = house.actor("coordinator")
    agreement_update(agreement=requested, framework=imported, actor=coordinator)
    refused("not_a_framework", agreement_update, agreement=imported, framework=requested, actor=coordinator)
    refused(
        "framework_of_itself", agreement_update, agreement=imported, framework=imported, actor=coordinator
    )
    agreement_update(agreement=requested, clear=("framework",), actor=coordinator)
    assert Agreement.objects.get(pk=requested.pk).framework is None


def test_an_imported_agreement_takes_its_state_from_its_dates(house, imported):
    day = date(2025, 6, 1)
    span = AgreementSpan.objects.get(agreement=imported, first__lte=day, last__gte=day)
    assert (imported.stage, span.status) == ("signed", "in_force")
    assert imported.title_sv == "Samförståndsavtal: Exempeluniv."
    assert ("se parm" in imported.search, imported.inside_search) == (False, "se parm")


def test_a_stage_read_from_remarks_is_kept_and_nothing_is_in_force(house, partner):
    item = AgreementItem(
        kind="exchange",
        partners=(PartyItem("P", partner),),
        terms=Terms(starts_on=date(2020, 1, 1), open_ended=True),
        stage=Stage.FOR_SIGNATURE,
        places=(PlacesItem(Direction.OUT, 4), PlacesItem(Direction.IN, 2)),
    )
    agreement = agreement_import_record(item=item, actor=house.actor("office"))
    assert set(AgreementSpan.objects.filter(agreement=agreement).values_list("status", flat=True)) == {
        "for_signature"
    }
    assert agreement.places.count() == 2


def test_many_are_imported_in_few_statements_and_updates_are_told(
    house, partner, django_assert_max_num_queries
):
    items = tuple(
        AgreementItem(
            kind="research",
            register_number=f"V-{n}",
            partners=(PartyItem(f"Partner {n}"),),
            terms=Terms(starts_on=date(2020, 1, 1), ends_on=date(2030, 1, 1)),
        )
        for n in range(200)
    )
    with django_assert_max_num_queries(40):
        made = agreements_import(items=items, actor=house.actor("office"))
    assert [a.register_number for a in made] == [i.register_number for i in items]
    change = AgreementItem(
        existing=made[0],
        expected_version=made[0].version,
        partners=(PartyItem("Partner 0"), PartyItem("Ny part", partner)),
        extra={"Anm.": "x"},
        terms=Terms(starts_on=date(2020, 1, 1), ends_on=date(2031, 1, 1)),
    )
    (changed,) = agreements_import(items=(change,), actor=house.actor("office"))
    told = HistoryEntry.objects.filter(fact="agreement.updated", subject_id=str(changed.pk))
    assert told.get(restricted=False).after == {"ends_on": "2031-01-01"}
    assert told.get(restricted=True).after == {"extra": {"Anm.": "x"}}
    assert changed.parties.count() == 3


def test_importing_without_a_unit_is_the_office_s(house):
    item = AgreementItem(kind="research", partners=(PartyItem("P"),))
    refused("not_allowed", agreement_import_record, item=item, actor=house.actor("coordinator"))
    agreement_import_record(item=item, actor=house.actor("office"))
