"""Erasing on the page: who is offered it, what is asked once more, and that it is carried out."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vidsyn.collaborations.models import CollaborationPartner, Responsible
from vidsyn.collaborations.operations.people import collaboration_responsible_add
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.history.personal.needles import GONE
from vidsyn.partners.models import Contact, NetworkRepresentative, Partner, PartnerNote
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.network_people import network_representative_name
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.notes import partner_note_add
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.people.vocabulary import Role

OFFICE = local_operator()
FUNCTION = "International Office"


def signed_in(person: Person) -> Client:
    """Her pages; a first role has ended the sessions of the account as it was made."""
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client


@pytest.fixture
def office(somebody) -> Client:
    return signed_in(somebody("Kansliet", Role.OFFICE))


@pytest.fixture
def partner(db) -> Partner:
    return partner_register(name="Universitetet i Nollby", actor=OFFICE)


@pytest.fixture
def responsible(partner, units) -> Responsible:
    collaboration = collaboration_register(
        title="Utbyte", purposes=(Purpose.EXCELLENCE,), partner=partner, unit=units["sci"], actor=OFFICE
    )
    return collaboration_responsible_add(
        collaboration=collaboration,
        collaboration_partner=CollaborationPartner.objects.get(),
        name="Zebulina Quxworth",
        email="z@quxworth.example",
        actor=OFFICE,
    )


def test_a_function_is_asked_about_once_more_and_only_then(office, partner):
    contact = partner_contact_add(partner=partner, name=FUNCTION, actor=OFFICE)
    for number in range(6):
        partner_note_add(partner=partner, text=f"{number}: {FUNCTION}", actor=OFFICE)
    address = reverse("partners:contact_erase", args=[contact.pk])
    assert 'name="everywhere"' not in office.get(address).content.decode()
    answer = office.post(address, {"reason": "begärd"})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers.get("Location")) == (409, None)
    assert 'name="everywhere"' in page
    assert "anteckning om en partner (6)" in page
    assert Contact.objects.get().name == FUNCTION
    # Sent again without the box it is asked again; with it, done.
    assert office.post(address, {"reason": "begärd"}).status_code == 409
    assert office.post(address, {"reason": "begärd", "everywhere": "on"}).status_code == 302
    assert Contact.objects.get().name == ""
    assert not PartnerNote.objects.filter(text__contains=FUNCTION).exists()


def test_a_responsible_person_at_a_partner(office, responsible):
    row = responsible
    address = reverse("collaborations:responsible_erase", args=[row.collaboration.reference, row.pk])
    page = office.get(reverse("collaborations:detail", args=[row.collaboration.reference]))
    assert address in page.content.decode()
    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "begärd"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.email) == (GONE, "")


@pytest.mark.parametrize("ended", [None, date(2020, 1, 1)])
def test_a_representative_now_or_before(office, db, ended):
    network = network_register(name_en="A network", actor=OFFICE)
    row = network_representative_name(network=network, name="Zebulina Quxworth", ends_on=ended, actor=OFFICE)
    address = reverse("networks:representative_erase", args=[row.pk])
    page = office.get(reverse("networks:detail", args=[network.reference]))
    assert address in page.content.decode()
    assert office.post(address, {"reason": "begärd"}).status_code == 302
    assert NetworkRepresentative.objects.get().name == GONE


def test_only_the_office_is_offered_it(somebody, responsible):
    coordinator = signed_in(somebody("Karin Koordinator", Role.COORDINATOR, "sci"))
    reference = responsible.collaboration.reference
    address = reverse("collaborations:responsible_erase", args=[reference, responsible.pk])
    page = coordinator.get(reverse("collaborations:detail", args=[reference])).content.decode()
    assert "Zebulina" in page
    assert address not in page
    assert coordinator.post(address, {"reason": "begärd"}).status_code == 403
    assert Responsible.objects.get().name == "Zebulina Quxworth"
