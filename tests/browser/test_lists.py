"""Lists as people work in them: dense, their filters live, and every filter a chip that takes it away."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser.conftest import Opener

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.sample.loading import sample_load


@pytest.fixture
def office(transactional_db: None) -> Person:
    sample_load(actor=local_operator(), on=timezone.localdate())
    return Person.objects.get(email="kansliet@vidsyn.example")


@pytest.mark.parametrize("address", ["/agreements/", "/partners/", "/collaborations/"])
def test_a_row_is_one_line_and_sixteen_are_in_sight(open_page: Opener, office: Person, address: str) -> None:
    page = open_page(address, person=office)
    page.set_viewport_size({"width": 1280, "height": 900})
    rows = page.evaluate(
        "[...document.querySelectorAll('.v-table--dense tbody tr')].map((row) => row.getBoundingClientRect())"
        ".map((box) => ({ height: box.height, bottom: box.bottom }))"
    )
    assert max(row["height"] for row in rows) <= 52
    assert sum(row["bottom"] <= 900 for row in rows) >= 16


def test_filters_are_live_and_taken_away_by_their_chips(open_page: Opener, office: Person) -> None:
    page = open_page("/agreements/", person=office)
    results = page.locator("#results")
    page.select_option("#country", "JP")
    chip = results.locator(".v-chip")
    expect(chip).to_have_count(1)
    page.locator(".v-filters__more > summary").click()
    page.select_option("#ends", "180d")
    expect(chip).to_have_count(2)
    assert "country=JP" in page.url
    assert "ends=180d" in page.url
    assert "kind=" not in page.url
    chip.first.click()
    expect(page.locator("#country")).to_have_value("")
    expect(page.locator("#ends")).to_have_value("180d")
    assert "country" not in page.url
