"""The shell and every component in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Look, Opener
from tests.browser.fitness import assert_page_is_fit

from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role, UnitKind

GALLERY = "/_/components/"


@pytest.fixture
def person(transactional_db: None) -> Person:
    return Person.objects.create(email="koordinator@example.org", name="Koordinator Exempel")


@pytest.mark.parametrize("address", [GALLERY, "/about/", "/accessibility/", "/no-such-page/"])
def test_pages_for_everybody_are_fit(open_page: Opener, look: Look, address: str) -> None:
    page = open_page(address, look=look)
    page.complaints = [text for text in page.complaints if "404" not in text]  # the browser notes the status
    assert_page_is_fit(page)


def test_a_signed_in_page_is_fit(open_page: Opener, look: Look, person: Person) -> None:
    page = open_page("/settings/", look=look, person=person)
    assert_page_is_fit(page)
    page.click(".v-menu summary")
    assert_page_is_fit(page)


def test_a_refused_form_is_fit_and_leads_to_the_field(open_page: Opener, look: Look) -> None:
    page = open_page(GALLERY, look=look)
    page.click(".v-form button[type=submit]")
    assert_page_is_fit(page)
    expect(page.locator("#error-summary")).to_be_focused()
    page.click("#error-summary a >> nth=0")
    expect(page.locator("#id_name")).to_be_focused()


def test_theme_and_language_keep_the_address(open_page: Opener) -> None:
    page = open_page(f"{GALLERY}?sort=name")
    page.click("text=In English")
    assert page.url.endswith("?sort=name")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click(".v-menu summary")
    page.click("button[value=dark]")
    assert page.url.endswith("?sort=name")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_a_lookup_works_with_the_keyboard_alone(open_page: Opener) -> None:
    page = open_page(GALLERY)
    field = page.locator("#id_partner")
    field.press_sequentially("ö")
    field.press_sequentially("stan")
    expect(page.locator("[role=option]")).to_have_count(1)
    field.press("ArrowDown")
    assert_page_is_fit(page)
    field.press("Enter")
    expect(field).to_have_value("Högskolan i Östanå")
    expect(page.locator("input[name=partner_id]")).to_have_value("Högskolan i Östanå")
    field.press("Backspace")
    expect(page.locator("input[name=partner_id]")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#id_partner_list")).to_be_hidden()


def test_the_menu_closes_with_escape(open_page: Opener, person: Person) -> None:
    page = open_page("/settings/", person=person)
    page.locator(".v-menu summary").press("Enter")
    expect(page.locator(".v-menu__body")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".v-menu__body")).to_be_hidden()
    expect(page.locator(".v-menu summary")).to_be_focused()


def test_a_dialog_opens_and_closes_without_our_scripts(open_page: Opener) -> None:
    page: Any = open_page(GALLERY, javascript=False)
    page.click("[popovertarget=example-dialog] >> nth=0")
    expect(page.locator("#example-dialog")).to_be_visible()
    page.click("#example-dialog button")
    expect(page.locator("#example-dialog")).to_be_hidden()


def test_the_judge_finds_each_fault(open_page: Opener) -> None:
    page = open_page("/about/")
    page.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.insertAdjacentHTML("beforeend", "<img src='/static/vidsyn/icon.svg'><button>x</button>");
          const [image, button] = [...main.children].slice(-2);
          image.style.width = "500px";
          Object.assign(button.style, { width: "10px", height: "10px", padding: 0 });
        }"""
    )
    with pytest.raises(AssertionError) as found:
        assert_page_is_fit(page)
    assert "axe image-alt" in str(found.value)
    assert "overflow at 320: <img" in str(found.value)
    assert "target 10×10: <button" in str(found.value)
    assert "inline: <button" in str(found.value)


def test_on_a_narrow_screen_the_filters_fold_away_until_asked_for_or_used(
    open_page: Opener, person: Person
) -> None:
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    page = open_page("/agreements/", person=person)
    page.set_viewport_size({"width": 320, "height": 700})
    more, country, mine = (
        page.locator(".v-filters__more > summary"),
        page.locator("#country"),
        page.locator("#mine"),
    )
    expect(page.locator("#q")).to_be_visible()
    expect(country).to_be_hidden()
    more.click()
    expect(country).to_be_visible()
    expect(mine).to_be_visible()
    assert_page_is_fit(page)
    page.goto(page.url + "?mine=1")
    expect(mine).to_be_visible()
    page.goto(page.url.partition("?")[0])
    page.set_viewport_size({"width": 1280, "height": 700})
    expect(country).to_be_visible()
    expect(mine).to_be_hidden()


def test_a_title_of_one_endless_word_stays_on_the_page_and_paper_says_what_it_is(
    open_page: Opener, person: Person
) -> None:
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    unit = Unit.objects.create(code="u", name_sv="U", name_en="U", kind=UnitKind.SCHOOL, path="u/")
    endless = "samverkansöverenskommelse" * 10
    agreement = agreement_request(
        kind="exchange", title=endless[:240], partner_name=endless[:200], unit=unit, actor=local_operator()
    )
    page = open_page(f"/agreements/{agreement.reference}/", person=person)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (f"/agreements/{agreement.reference}/edit/", "/agreements/", page.url):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    page.set_viewport_size({"width": 720, "height": 900})
    page.goto(f"/agreements/{agreement.reference}/")
    page.emulate_media(media="print")
    expect(page.locator(".v-actions:has(> .v-tag)").first).to_be_visible()
    expect(page.locator(".v-header, .v-footer, .v-breadcrumbs").first).to_be_hidden()
    expect(page.locator(".v-title .v-actions")).to_be_hidden()
