"""What the office sets, links and changes for many at once, with the keyboard, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Look, Opener
from tests.browser.fitness import assert_page_is_fit

from vidsyn.agreements.models import Agreement
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.vocabulary import Status

pytestmark = pytest.mark.django_db(transaction=True)
SAID = {
    "sv": {
        "new_round": "Ny beslutsomgång",
        "all": "Alla 2",
        "do": "Ändra 2 rader",
        "link": "Koppla ett avtal",
    },
    "en": {
        "new_round": "New decision round",
        "all": "All 2",
        "do": "Change 2 rows",
        "link": "Link an agreement",
    },
}


@pytest.fixture
def collaboration(house: Any) -> Collaboration:
    return Collaboration.objects.create(
        title_sv="Vindlabb",
        title_en="Wind lab",
        lead_unit=house.units["abe"],
        status=Status.ONGOING,
        search="vindlabb wind lab",
    )


def find(page: Any, field: str, text: str) -> None:
    """Types into a field that finds as one types, and takes the first it finds."""
    page.locator(f"[name={field}]").press_sequentially(text)
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_round_is_set_and_says_what_falls_in_it(
    open_page: Opener,
    house: Any,
    requested: Agreement,
    language: str,
) -> None:
    page = open_page("/settings/", person=house.people["office"], look=Look("light", language))
    page.locator("main a[href='/settings/rounds/']").press("Enter")
    page.get_by_role("link", name=SAID[language]["new_round"]).press("Enter")
    page.fill("[name=name_sv]", "Vårens omgång")
    page.fill("[name=name_en]", "Spring round")
    page.fill("[name=closes_on]", "2031-05-01")
    page.locator("[name=kinds][value=exchange]").press("Space")
    assert_page_is_fit(page)
    page.locator("[name=closes_on]").press("Enter")
    page.wait_for_url("**/settings/rounds/")
    name = {"sv": "Vårens omgång", "en": "Spring round"}[language]
    card = page.locator("section.v-card", has_text=name)
    expect(card.get_by_role("link", name=requested.title_sv)).to_be_visible()
    assert_page_is_fit(page)


def test_linked_from_the_collaboration_and_unlinked_from_the_agreement(
    open_page: Opener,
    house: Any,
    imported: Agreement,
    collaboration: Collaboration,
    language: str,
) -> None:
    address = f"/collaborations/{collaboration.reference}/"
    page = open_page(address, person=house.people["coordinator"], look=Look("dark", language))
    page.get_by_role("link", name=SAID[language]["link"]).press("Enter")
    find(page, "agreement", "V-2022")
    assert_page_is_fit(page)
    page.locator(".v-form button[type=submit]").last.press("Enter")
    page.wait_for_url(f"**{address}")
    page.locator(f"main a[href='/agreements/{imported.reference}/']").press("Enter")
    page.wait_for_url(f"**/agreements/{imported.reference}/")
    page.locator("main a[href$='/unlink/']").press("Enter")
    page.locator(".v-form button[type=submit]").last.press("Enter")
    page.wait_for_url(f"**/agreements/{imported.reference}/")
    assert not page.locator("main a[href$='/unlink/']").count()
    assert page.complaints == []


def test_all_in_the_filter_get_another_owner(
    open_page: Opener,
    house: Any,
    requested: Agreement,
    imported: Agreement,
    language: str,
) -> None:
    page = open_page("/agreements/", person=house.people["coordinator"], look=Look("light", language))
    page.locator("main a[href^='/agreements/many/owner/']").press("Enter")
    find(page, "owner", "Researcher")
    page.get_by_label(SAID[language]["all"]).press("Space")
    assert_page_is_fit(page)
    page.locator("main form button[type=submit]").last.press("Enter")
    do = page.get_by_role("button", name=SAID[language]["do"])
    expect(do).to_be_visible()
    assert_page_is_fit(page)
    do.press("Enter")
    page.wait_for_url("**/agreements/?*")
    assert set(Agreement.objects.values_list("owner__name", flat=True)) == {"Researcher"}
    assert page.complaints == []
