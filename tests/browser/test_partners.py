"""Partners and networks in a real browser: found, registered, merged and unmerged; every page is fit."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.conftest import Look
from tests.browser.fitness import assert_page_is_fit
from tests.partners.conftest import actor

from vidsyn.partners.models import Partner
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.network_people import network_member_add
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import Holding
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db(transaction=True)
OFFICE = actor(Holding(Role.OFFICE))
SAID = {
    "sv": {
        "compare": "Jämför och slå ihop",
        "merge": "Slå ihop",
        "answer": "Fältet behöver fyllas i",
        "network": "Nätverket",
        "undo": "Ångra sammanslagningen",
        "reason": "Skäl",
    },
    "en": {
        "compare": "Compare and merge",
        "merge": "Merge",
        "answer": "This needs an answer",
        "network": "The Network",
        "undo": "Undo the merge",
        "reason": "Reason",
    },
}


@pytest.fixture
def office(transactional_db: None) -> Person:
    person = Person.objects.create(email="office@example.org", name="Kansliet Exempel")
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    return person


@pytest.fixture
def pair(office: Person) -> tuple[Partner, Partner]:
    first = partner_register(name="Umbria Northern University", country="IT", city="Norcia", actor=OFFICE)
    partner_contact_add(partner=first, name="Kontakt Person", email="k@example.org", actor=OFFICE)
    second = partner_register(
        name="Umbria Northern Universityy", country="IT", city="Perugia", despite_likeness=True, actor=OFFICE
    )
    network = network_register(name_sv="Nätverket", name_en="The Network", actor=OFFICE)
    network_member_add(network=network, partner=second, actor=OFFICE)
    return first, second


def test_every_page_is_fit(open_page: Any, office: Person, pair: Any, look: Any) -> None:
    first, second = pair
    member = second.memberships.get()
    addresses = [
        reverse("partners:list"),
        reverse("partners:detail", args=[first.reference]),
        reverse("partners:new"),
        reverse("partners:ror", args=[first.reference]),
        reverse("partners:duplicates"),
        reverse("partners:merge", args=[first.reference, second.reference]),
        reverse("partners:contact_edit", args=[first.contacts.get().pk]),
        reverse("networks:list"),
        reverse("networks:detail", args=[member.network.reference]),
        reverse("networks:member_add", args=[member.network.reference]),
        reverse("register:overview"),
        reverse("register:search") + "?q=umbria",
    ]
    page = open_page(addresses[0], person=office, look=look)
    for address in addresses:
        page.goto(address)
        assert_page_is_fit(page)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_merge_and_undo(open_page: Any, office: Person, pair: Any, language: str) -> None:
    said = SAID[language]
    first, second = pair
    page = open_page(reverse("partners:duplicates"), person=office, look=Look("light", language))
    page.get_by_role("link", name=said["compare"]).press("Enter")
    page.get_by_role("button", name=said["merge"]).press("Enter")
    expect(page.locator("#error-summary")).to_contain_text(said["answer"])
    page.get_by_label("Perugia").press("Space")
    page.get_by_role("button", name=said["merge"]).press("Enter")
    page.wait_for_url("**" + reverse("partners:detail", args=[first.reference]))
    expect(page.locator(".v-lead")).to_contain_text("Perugia")
    expect(page.get_by_text(said["network"]).first).to_be_visible()
    page.get_by_role("link", name=said["undo"]).press("Enter")
    page.get_by_label(said["reason"]).fill("inte samma")
    page.get_by_role("button", name=said["undo"]).press("Enter")
    page.wait_for_url("**" + reverse("partners:detail", args=[second.reference]))
    page.goto(reverse("partners:detail", args=[first.reference]))
    expect(page.locator(".v-lead")).to_contain_text("Norcia")
    second.refresh_from_db()
    assert second.merged_into is None
    assert page.complaints == []


def test_the_list_narrows_as_one_types_and_history_comes_when_it_is_reached(
    open_page: Any, office: Person, pair: Any
) -> None:
    partner_register(name="Åbo Akademi", country="FI", actor=OFFICE)
    page = open_page(reverse("partners:list"), person=office)
    page.get_by_label("Namn eller identifierare").press_sequentially("abo")
    page.wait_for_url("**q=abo**")
    assert page.locator("#results tbody tr").count() == 1
    page.get_by_role("link", name="Åbo Akademi").click()
    page.locator("#history").scroll_into_view_if_needed()
    page.locator("#history-lines").wait_for()
    assert "Partnern registrerades" in page.locator("#history-lines").inner_text()
