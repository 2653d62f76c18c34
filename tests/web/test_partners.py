"""Pages of partners and networks: each shows, saves, refuses, and costs the same for one row as for many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.partners.conftest import actor

from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.models import Contact, Network, Partner, PartnerMerge, PartnerNote
from vidsyn.partners.operations.bulk import partner_register_many
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.merging import partner_merge
from vidsyn.partners.operations.network_people import network_member_add, network_representative_name
from vidsyn.partners.operations.network_plans import network_phase_add, network_review_plan
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.notes import partner_note_add
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import Holding
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role, UnitKind

pytestmark = pytest.mark.django_db
OFFICE = actor(Holding(Role.OFFICE))


@pytest.fixture
def school() -> Unit:
    root = Unit.objects.create(code="u", name_sv="U", name_en="U", kind=UnitKind.UNIVERSITY, path="u/")
    return Unit.objects.create(
        code="abe", name_sv="Skolan", name_en="School", kind=UnitKind.SCHOOL, path="u/abe/", parent=root
    )


def signed_in(role: Role, unit: Unit | None = None) -> Client:
    person = Person.objects.create(email=f"{role}@example.org", name=f"Exempel {role}", unit=unit)
    RoleAssignment.objects.create(person=person, role=role, unit=unit)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def office() -> Client:
    return signed_in(Role.OFFICE)


@pytest.fixture
def reader() -> Client:
    return signed_in(Role.READER)


@pytest.fixture
def partner(school: Unit) -> Partner:
    made = partner_register(
        name="Makerere University", language="en", country="UG", city="Kampala", actor=OFFICE
    )
    partner_contact_add(partner=made, name="Kontakt Person", email="k@example.org", actor=OFFICE)
    partner_note_add(partner=made, text="Bara för skolan", unit=school, actor=OFFICE)
    return made


@pytest.fixture
def network(partner: Partner) -> Network:
    made = network_register(name_sv="Nätverket", acronym="NV", actor=OFFICE)
    network_member_add(network=made, partner=partner, actor=OFFICE)
    network_representative_name(network=made, name="Företrädare", actor=OFFICE)
    network_phase_add(network=made, name="Fas 1", starts_on=date(2024, 1, 1), funder=partner, actor=OFFICE)
    network_review_plan(network=made, due_on=date(2026, 1, 1), actor=OFFICE)
    return made


def addresses(partner: Partner, network: Network) -> dict[str, str]:
    """Every page of the two areas that asks for the right to edit."""
    reference, other = partner.reference, partner_register(name="Annan", city="Lund", actor=OFFICE).reference
    found = {f"partners:{name}": [reference] for name in (
        "edit", "name_add", "contact_add", "ror", "ror_remove", "parent", "successor", "close", "reopen",
        "merge_choose",
    )}  # fmt: skip
    found |= {"partners:new": [], "partners:duplicates": [], "partners:merge": [reference, other]}
    found |= {f"partners:{name}": [str(partner.names.get().pk)] for name in ("name_edit", "name_remove")}
    found |= {
        f"partners:{name}": [str(Contact.objects.get().pk)] for name in ("contact_edit", "contact_erase")
    }
    found |= {f"networks:{name}": [network.reference] for name in (
        "edit", "close", "member_add", "own_member_add", "representative_add", "phase_add", "review_plan",
    )}  # fmt: skip
    member, one = network.memberships.get(), network.representatives.get()
    found |= {"networks:new": [], "networks:member_edit": [member.pk], "networks:member_leave": [member.pk]}
    found |= {"networks:representative_end": [one.pk], "networks:phase_edit": [network.phases.get().pk]}
    found |= {"networks:review_decide": [network.reviews.get().pk]}
    return {name: reverse(name, args=arguments) for name, arguments in found.items()}


def test_every_form_opens_for_the_office_and_is_closed_to_readers(office, reader, partner, network):
    found = addresses(partner, network)
    assert {name: office.get(url).status_code for name, url in found.items()} == dict.fromkeys(found, 200)
    assert {name: reader.get(url).status_code for name, url in found.items()} == dict.fromkeys(found, 403)


def test_the_partner_page_tells_its_story_and_keeps_notes_inside(office, reader, partner, network, school):
    url = reverse("partners:detail", args=[partner.reference])
    for client, sees_note in ((office, True), (reader, False), (signed_in(Role.COORDINATOR, school), True)):
        page = client.get(url).content.decode()
        for text in ("Makerere University", "Kampala", "Uganda", "Kontakt Person", "Nätverket"):
            assert text in page
        assert ("Bara för skolan" in page) is sees_note
    assert "Registrera" not in reader.get(reverse("partners:list")).content.decode()


def test_the_list_is_narrowed_by_its_address(reader, partner):
    partner_register(name="Aalto-universitetet", country="FI", actor=OFFICE)
    for query, seen in (("?country=FI", "Aalto"), ("?q=makerere", "Makerere"), ("?sort=-name", "Aalto")):
        assert seen in reader.get(reverse("partners:list") + query).content.decode()
    assert "Makerere" not in reader.get(reverse("partners:list") + "?country=FI").content.decode()
    assert reader.get(reverse("partners:list") + "?page=x&kind=y&ror=z").status_code == 200


def test_a_likely_duplicate_is_shown_and_can_be_registered_anyway(office, partner):
    sent = {"name": "MAKERERE University", "kind": "university"}
    refused = office.post(reverse("partners:new"), sent)
    assert refused.status_code == 409
    assert reverse("partners:detail", args=[partner.reference]) in refused.content.decode()
    done = office.post(reverse("partners:new"), {**sent, "despite_likeness": "on", "acronym": "MU"})
    assert done.status_code == 302
    assert Partner.objects.filter(kind="university").get().names.count() == 2


def test_the_second_editor_sees_what_the_first_changed(office, partner):
    url = reverse("partners:edit", args=[partner.reference])
    sent = {"kind": "university", "country": "UG", "city": "Kampala", "expected_version": partner.version}
    assert office.post(url, sent).status_code == 302
    late = office.post(url, {**sent, "kind": "hospital"})
    assert late.status_code == 409
    assert "conflict" in late.content.decode()
    assert Partner.objects.get().kind == "university"


def test_merging_on_the_page_and_undoing_it(office, partner):
    other = partner_register(
        name="Makerere Univ.", city="Entebbe", pic="999990946", despite_likeness=True, actor=OFFICE
    )
    url = reverse("partners:merge", args=[partner.reference, other.reference])
    assert "Entebbe" in office.get(url).content.decode()
    assert office.post(url, {"reason": "samma"}).status_code == 422
    assert office.post(url, {"reason": "samma", "choice_city": "kept"}).status_code == 302
    partner.refresh_from_db()
    assert (partner.city, partner.pic) == ("Kampala", "999990946")
    page = office.get(reverse("partners:detail", args=[partner.reference])).content.decode()
    merge = PartnerMerge.objects.get()
    undo = reverse("partners:unmerge", args=[merge.pk])
    assert undo in page
    assert office.post(undo, {"reason": "inte samma"}).status_code == 302
    other.refresh_from_db()
    assert other.merged_into is None


def test_notes_are_written_for_a_unit_of_ones_own(partner, school):
    client = signed_in(Role.COORDINATOR, school)
    url = reverse("partners:note_add", args=[partner.reference])
    assert client.post(url, {"text": "ny", "unit": "abe"}).status_code == 302
    assert client.post(url, {"text": "ny", "unit": ""}).status_code == 403
    note = PartnerNote.objects.get(text="ny")
    assert client.get(reverse("partners:note_edit", args=[note.pk])).status_code == 200
    assert client.post(reverse("partners:note_remove", args=[note.pk]), {"reason": "fel"}).status_code == 302


def test_a_review_is_decided_on_the_page(office, network):
    url = reverse("networks:review_decide", args=[network.reviews.get().pk])
    sent = {"outcome": "stay", "decided_on": "2026-11-22", "decided_by": "rektor", "reason": "ger mycket"}
    assert office.post(url, sent | {"next_due_on": "2029-01-01"}).status_code == 302
    page = office.get(reverse("networks:detail", args=[network.reference])).content.decode()
    assert "ger mycket" in page
    assert "2029-01-01" in page


def test_suggestions_answer_as_one_types(reader, partner):
    assert partner.reference in reader.get(reverse("partners:suggest"), {"q": "makere"}).content.decode()
    assert reader.get(reverse("partners:suggest_ror"), {"q": "makere"}).status_code == 200


def statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_cost_the_same_for_one_row_as_for_many(office, partner, network):
    urls = {
        "list": reverse("partners:list"),
        "search": reverse("partners:list") + "?q=u",
        "partner": reverse("partners:detail", args=[partner.reference]),
        "duplicates": reverse("partners:duplicates"),
        "networks": reverse("networks:list"),
        "network": reverse("networks:detail", args=[network.reference]),
    }

    def grow(number: int) -> None:
        entries = [
            PartnerEntry((NameEntry(f"Universitet {number} {n // 2}"),), country="SE") for n in range(number)
        ]
        for each in partner_register_many(entries=entries, actor=OFFICE):
            network_member_add(network=network, partner=each, actor=OFFICE)
            partner_contact_add(partner=partner, name=f"K {each.name}", actor=OFFICE)
            other = network_register(name_sv=f"N {each.name}", actor=OFFICE)
            network_member_add(network=other, partner=partner, actor=OFFICE)
            gone = partner_register(name=f"Borta {each.reference}", despite_likeness=True, actor=OFFICE)
            partner_merge(kept=partner, merged=gone, actor=OFFICE)

    grow(2)
    few: dict[str, Any] = {name: statements(office, url) for name, url in urls.items()}
    grow(12)
    assert {name: statements(office, url) for name, url in urls.items()} == few
    assert {name: cost for name, cost in few.items() if cost > 12} == {}
