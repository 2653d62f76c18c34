"""The history's pages: all of it for office and auditors, one's own for others."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import Role, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> None:
    unit_create(
        code="kth", name_sv="Högskolan Ö", name_en="Island University", kind=UnitKind.UNIVERSITY,
        actor=local_operator(Door.CLI),
    )  # fmt: skip


def signed_in(client: Client, role: Role) -> Client:
    person = Person.objects.create(email=f"{role}@example.org", name=role.value)
    RoleAssignment.objects.create(person=person, role=role)
    client.force_login(person)
    return client


@pytest.mark.parametrize(("role", "sees"), [(Role.OFFICE, True), (Role.AUDITOR, True), (Role.READER, False)])
def test_who_reads_the_whole_history(client: Client, unit: None, role: Role, sees: bool) -> None:
    text = signed_in(client, role).get("/history/").content.decode()
    assert ("Lokal operatör" in text) is sees
    assert ("Högskolan Ö" in text) is sees


def test_filters_live_in_the_address(client: Client, unit: None) -> None:
    office = signed_in(client, Role.OFFICE)
    assert "Högskolan Ö" in office.get("/history/?kind=unit&since=2020-01-01").content.decode()
    assert "Högskolan Ö" not in office.get("/history/?kind=person").content.decode()
    assert "Högskolan Ö" not in office.get("/history/?until=2020-01-01").content.decode()
    assert office.get("/history/?since=nonsense&before=x&kind=<b>").status_code == 200


def test_one_thing_and_one_act(client: Client, unit: None) -> None:
    entry = HistoryEntry.objects.get()
    office = signed_in(client, Role.OFFICE)
    assert "Högskolan Ö" in office.get(f"/history/unit/{entry.subject_id}/").content.decode()
    assert "Högskolan Ö" in office.get(f"/history/act/{entry.correlation_id}/").content.decode()
    assert office.get(f"/history/unit/{uuid.uuid4()}/").status_code == 404
    assert office.get("/history/nonsense/x/").status_code == 404


def test_a_reader_sees_nothing_of_others_acts(client: Client, unit: None) -> None:
    entry = HistoryEntry.objects.get()
    page = signed_in(client, Role.READER).get(f"/history/act/{entry.correlation_id}/")
    assert "Högskolan Ö" not in page.content.decode()
