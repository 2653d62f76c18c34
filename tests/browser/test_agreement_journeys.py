"""An agreement's way through the pages: asked for, drafted, decided, signed, in force; notice; renewal."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone
from tests.browser.conftest import Look, Opener
from tests.browser.test_journeys import persona

SAID = {
    "sv": {"for_signature": "För undertecknande", "in_force": "Gällande", "notice": "Uppsagt"},
    "en": {"for_signature": "For signature", "in_force": "In force", "notice": "Notice given"},
}


def send(page: Any, address: str, **values: str) -> None:
    """Fills in and sends the form at an address, and arrives at the agreement's own page."""
    page.goto(address)
    for name, value in values.items():
        field = page.locator(f".v-form [name={name}]").first
        kind = field.evaluate("element => element.type")
        if kind in {"radio", "checkbox"}:
            page.check(f".v-form [name={name}][value={value}]")
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    _send(page)


def _send(page: Any) -> None:
    page.locator(".v-form button[type=submit]").last.click()
    page.wait_for_load_state()
    fault = page.locator("#error-summary")
    assert not fault.count(), fault.inner_text()


def status(page: Any) -> str:
    """What the agreement's own page, where every step leads, says it is."""
    return str(page.locator(".v-tag--dot").first.inner_text())


def draft_and_review(coordinator: Any, address: str, today: str) -> None:
    send(coordinator, f"{address}step/agreement_draft_start/")
    send(
        coordinator, f"{address}edit/", level="unit", starts_on=today, ends_on="2031-12-31", notice_months="3"
    )
    send(coordinator, f"{address}step/review_open/", areas="law", reviewer="Universitetsjuristen")
    coordinator.locator("a[href*='/opinions/']").first.click()
    coordinator.check(".v-form [name=says][value=supports]")
    _send(coordinator)


def test_from_request_to_signature_notice_and_renewal(open_page: Opener, sample: None, language: str) -> None:
    look, said = Look("light", language), SAID[language]
    today = timezone.localdate().isoformat()
    researcher = open_page("/about/", person=persona("forskare.eecs"), look=look)
    send(
        researcher,
        "/agreements/new/",
        kind="memorandum",
        title="Tyst kylning",
        partner="Universitetet i Nordhamn",
    )
    assert re.search(r"/agreements/[^/]+/$", researcher.url), researcher.url
    address = researcher.url

    coordinator = open_page(address, person=persona("koordinator.eecs"), look=look)
    draft_and_review(coordinator, address, today)
    decider = open_page(address, person=persona("ledamot"), look=look)
    send(
        decider,
        f"{address}step/agreement_decide/",
        verdict="approved",
        register_number="V-2026-0001",
    )
    coordinator.goto(f"{address}documents/new/")
    coordinator.locator(".v-form input[type=file]").set_input_files(
        {"name": "avtal.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    _send(coordinator)
    send(coordinator, f"{address}step/agreement_send_for_signature/")
    assert status(coordinator) == said["for_signature"]
    for _party in range(2):
        send(coordinator, f"{address}step/agreement_sign/", name="Firmatecknare")
    assert status(coordinator) == said["in_force"]

    send(coordinator, f"{address}step/agreement_renew/", title_sv="Tyst kylning, nästa")
    send(coordinator, f"{address}step/notice_give/", side="partner", received_on=today)
    assert status(coordinator) == said["notice"]
    assert coordinator.complaints == []
