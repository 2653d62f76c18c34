"""Sign-in, the account, people and units in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Look, Opener
from tests.browser.fitness import assert_page_is_fit

from vidsyn.people.actors import local_operator
from vidsyn.people.logic.lists import PersonRow, RoleRow, UnitRow
from vidsyn.people.models import Person
from vidsyn.people.operations.passwords import password_link_create
from vidsyn.people.operations.rows import people_import, units_import
from vidsyn.people.vocabulary import Role, UnitKind

OFFICE = local_operator()


@pytest.fixture
def office(transactional_db: None) -> Person:
    units = [
        UnitRow("kth", "KTH", "KTH", UnitKind.UNIVERSITY),
        UnitRow("abe", "Skolan för arkitektur och samhällsbyggnad", "Architecture", UnitKind.SCHOOL, "kth"),
        UnitRow("real", "Fastigheter och byggande", "Real Estate", UnitKind.DEPARTMENT, "abe"),
    ]
    rows = [
        PersonRow("k@vidsyn.example", "Kansliet", "kth", roles=(RoleRow(Role.OFFICE),), sample=True),
        PersonRow("abe@vidsyn.example", "Koordinator", "abe", roles=(RoleRow(Role.COORDINATOR, "abe"),)),
    ]
    units_import(rows=units, actor=OFFICE)
    return people_import(rows=rows, actor=OFFICE)[0]


def test_pages_of_people_are_fit(open_page: Opener, look: Look, office: Person) -> None:
    other = Person.objects.get(email="abe@vidsyn.example")
    page: Any = open_page("/account/", look=look, person=office)
    for address in (
        "/account/",
        "/account/tokens/new/",
        "/account/password/",
        "/people/",
        "/people/new/",
        f"/people/{other.pk}/",
        f"/people/{other.pk}/erase/",
        f"/people/{other.pk}/roles/new/",
        "/units/",
        "/units/abe/",
        "/units/abe/move/",
    ):
        page.goto(address)
        assert_page_is_fit(page)


def test_signing_in_is_fit_and_one_click_lets_a_persona_in(
    open_page: Opener, look: Look, office: Person
) -> None:
    page = open_page("/sign-in/?next=/account/", look=look)
    assert_page_is_fit(page)
    page.fill("#id_email", "k@vidsyn.example")
    page.fill("#id_password", "fel")
    page.click("main .v-form button[type=submit]")
    assert_page_is_fit(page)
    page.click("button:has-text('Kansliet')")
    assert page.url.endswith("/account/")
    page.click(".v-menu summary")
    page.click(".v-menu__item")
    assert "/sign-in/" in page.url


def test_a_token_made_is_shown_and_fit(open_page: Opener, look: Look, office: Person) -> None:
    page = open_page("/account/tokens/new/", look=look, person=office)
    page.fill("#id_name", "skript")
    from vidsyn import here

    page.fill("#id_expires_on", here.today().isoformat())
    page.click("main .v-form button[type=submit]")
    assert page.input_value("#token").startswith("vidsyn_")
    assert_page_is_fit(page)


def test_a_password_is_chosen_by_its_link_in_a_browser(open_page: Opener, office: Person) -> None:
    other = Person.objects.get(email="abe@vidsyn.example")
    code = password_link_create(person=other, actor=OFFICE)
    page: Any = open_page(f"/password/{other.pk}/{code}/")
    page.fill("input[type=password]", "en lång mening till prov")
    page.click("main button[type=submit]")
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("abe@vidsyn.example")
