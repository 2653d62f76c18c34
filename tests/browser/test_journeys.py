"""Whole journeys through the pages, in Swedish and in English, as a person makes them."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect
from tests.browser.conftest import Look, Opener

from vidsyn.people.models import Person

SAID = {
    "sv": {
        "register": "Registrera",
        "save": "Spara",
        "change": "Ändra",
        "registered": "Samverkan är registrerad",
        "somebody": "Någon ändrade det här medan du redigerade",
    },
    "en": {
        "register": "Register",
        "save": "Save",
        "change": "Change",
        "registered": "The collaboration is registered",
        "somebody": "Somebody changed this while you were editing",
    },
}


def persona(name: str) -> Person:
    return Person.objects.get(email=f"{name}@vidsyn.example")


def register_one(page: Any, title: str, language: str) -> str:
    """Registers a collaboration with the keyboard; the address of its page."""
    page.goto("/collaborations/new/")
    page.fill("[name=title]", title)
    page.locator("[name=partner]").press_sequentially("Makerere")
    expect(page.locator("[role=option]").first).to_contain_text("Makerere")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.check("[name=purposes] >> nth=0")
    page.locator(".v-form").get_by_role("button", name=SAID[language]["register"]).click()
    page.wait_for_url(re.compile(r"/collaborations/[^/]+/$"))
    return str(page.url)


def test_register_a_collaboration(open_page: Opener, sample: None, language: str) -> None:
    page = open_page("/settings/", person=persona("forskare.eecs"), look=Look("light", language))
    register_one(page, "Tyst kylning av datorhallar", language)
    expect(page.locator("h1")).to_have_text("Tyst kylning av datorhallar")
    expect(page.locator(".v-messages")).to_contain_text(SAID[language]["registered"])
    expect(page.locator("main")).to_contain_text("Makerere University")
    assert page.complaints == []


def test_two_people_edit_the_same_thing(open_page: Opener, sample: None, language: str) -> None:
    look = Look("light", language)
    mine = open_page("/settings/", person=persona("forskare.eecs"), look=look)
    address = register_one(mine, "Tyst kylning", language)
    theirs = open_page(f"{address}edit/", person=persona("koordinator.eecs"), look=look)
    mine.goto(f"{address}edit/")
    theirs.fill("[name=title_sv]", "Tystare kylning")
    theirs.fill("[name=mutual_benefit]", "Gemensam mätutrustning")
    theirs.get_by_role("button", name=SAID[language]["save"]).click()
    theirs.wait_for_url(address)

    mine.fill("[name=title_sv]", "Kylning utan ljud")
    mine.get_by_role("button", name=SAID[language]["save"]).click()
    conflict = mine.locator("#conflict")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text(SAID[language]["somebody"])
    expect(conflict).to_contain_text("Koordinator EECS")
    expect(conflict).to_contain_text("Tystare kylning")
    expect(mine.locator("[name=title_sv]")).to_have_value("Kylning utan ljud")
    expect(mine.locator("[name=mutual_benefit]")).to_have_value("Gemensam mätutrustning")
    mine.get_by_role("button", name=SAID[language]["save"]).click()
    mine.wait_for_url(address)
    expect(mine.locator("main")).to_contain_text("Gemensam mätutrustning")
