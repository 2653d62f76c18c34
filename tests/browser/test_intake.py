"""The pages of an import are fit: upload, plan, mapping, names, undo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Look, Opener
from tests.browser.fitness import assert_page_is_fit
from tests.lists import agreement_row, agreements_list

from vidsyn.agreements.models import Agreement
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.models import Import
from vidsyn.intake.operations.planning import import_plan, import_receive
from vidsyn.intake.vocabulary import ListKind
from vidsyn.later.worker import drain
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role

ROWS = (
    agreement_row("1"),
    agreement_row(
        "2", ends="03/04/27", partner="Ett mycket långt namn på ett lärosäte som ingen har hört talas om"
    ),
    agreement_row("3", country="Danmark", partner="Uppsala University", unit="Gemensamt"),
    ["", "Summa"],
)


@pytest.fixture
def office(transactional_db: None, ror: None) -> Person:
    Unit.objects.create(code="uni", name_sv="U", name_en="U", kind="university", path="uni/")
    person = Person.objects.create(email="k@example.org", name="Kansliet")
    RoleAssignment.objects.create(person=person, role=Role.OFFICE)
    return person


def brought(rows: Sequence[Any]) -> Import:
    """A list of which a value was edited since it first came in, planned again."""
    first = agreements_list(agreement_row("1", note="ur listan"))
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="Avtal.xlsx", content=first, actor=local_operator())
    import_carry_out(act, local_operator())
    Agreement.objects.update(note="för hand", ends_on="2029-12-31")
    again = agreements_list(agreement_row("1", note="nytt ur listan", ends="2028-01-01"), *rows)
    return import_plan(
        kind=ListKind.AGREEMENTS, file_name="Avtal 2026.xlsx", content=again, actor=local_operator()
    )


@pytest.mark.parametrize("page_name", ["", "mapping/", "names/", "conflicts/", "drop/"])
def test_the_pages_of_a_plan_are_fit(open_page: Opener, look: Look, office: Person, page_name: str) -> None:
    act = brought(ROWS[1:])
    page: Any = open_page(f"/import/{act.reference}/{page_name}", person=office, look=look)
    assert_page_is_fit(page)


def test_the_first_page_is_fit(open_page: Opener, look: Look, office: Person) -> None:
    assert_page_is_fit(open_page("/import/", person=office, look=look))


SAID = {
    "sv": {"done": "Genomförd", "undone": "Ångrad"},
    "en": {"done": "Carried out", "undone": "Undone"},
}


def states(page: Any) -> dict[str, int]:
    """How many rows came to what, as the plan's page counts them: outcome → rows."""
    links = page.locator(".v-counts a[href^='?outcome=']")
    return {
        link.get_attribute("href").partition("=")[2]: int(
            "".join(c for c in link.inner_text() if c.isdigit())
        )
        for link in links.all()
    }


def carry_out(page: Any, done: str) -> None:
    page.locator("form[action$='/run/'] button").first.press("Enter")
    page.wait_for_load_state()
    drain()  # what `vidsyn serve` leaves to its worker; the page follows by itself
    expect(page.locator("main")).to_contain_text(done)
    held = Agreement.objects.listed()
    assert [str(one.ends_on) for one in held.filter(register_number="2")] == ["2027-04-03"]
    assert [one.unit.code for one in held.filter(register_number="3")] == ["uni"]
    page.goto("/agreements/")
    assert page.locator("#results tbody tr").count() == 3


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_list_with_faults_is_brought_in_mended_and_undone(
    open_page: Opener, office: Person, language: str
) -> None:
    """Upload, see what is wrong, say how the list is read, carry it out, find it, undo it: with the keyboard."""
    page: Any = open_page("/import/", person=office, look=Look("light", language))
    page.locator("[name=kind][value=agreements]").press("Space")
    page.locator("[name=file]").set_input_files(
        {"name": "Avtal 2026.xlsx", "mimeType": "application/octet-stream", "buffer": agreements_list(*ROWS)}
    )
    page.locator(".v-form button[type=submit]").press("Enter")
    page.wait_for_url(re.compile(r"/import/[^/]+/$"))
    plan = page.url
    found = states(page)
    assert found["refused"] == 1  # 03/04/27 could be two days
    assert found["created"] == 2

    page.locator("main a[href$='/mapping/']").first.press("Enter")
    page.locator("[name=order_ends_on]").select_option("day_first")
    page.get_by_label(re.compile("Gemensamt")).select_option("uni")
    page.locator(".v-form button[type=submit]").press("Enter")
    page.wait_for_url(plan)
    found = states(page)
    assert (found.get("refused", 0), found["created"]) == (0, 3)

    carry_out(page, SAID[language]["done"])
    page.goto(plan)
    page.locator("main a[href$='/undo/']").press("Enter")
    page.locator("[name=reason]").fill("fel fil")
    page.locator(".v-form button[type=submit]").press("Enter")
    page.wait_for_url(re.compile(r"/import/[^/]+/(\?.*)?$"))
    expect(page.locator("main")).to_contain_text(SAID[language]["undone"])
    page.goto("/agreements/")
    assert page.locator("#results tbody tr").count() == 0
    assert page.complaints == []


def test_the_page_of_a_list_being_read_is_fit(open_page: Opener, look: Look, office: Person) -> None:
    act = import_receive(
        kind=ListKind.AGREEMENTS,
        file_name="Avtal 2026.xlsx",
        content=agreements_list(*ROWS),
        actor=local_operator(),
    )
    assert_page_is_fit(open_page(f"/import/{act.reference}/", person=office, look=look))
