"""The pages of an import are fit: upload, plan, mapping, names, undo."""

from __future__ import annotations

from typing import Any

import pytest
from tests.browser.conftest import Look, Opener
from tests.browser.fitness import assert_page_is_fit
from tests.intake.conftest import agreement_row, agreements_list, ror

from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role

__all__ = ["ror"]
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


@pytest.mark.parametrize("page_name", ["", "mapping/", "names/", "drop/"])
def test_the_pages_of_a_plan_are_fit(open_page: Opener, look: Look, office: Person, page_name: str) -> None:
    act = import_plan(
        kind=ListKind.AGREEMENTS,
        file_name="Avtal 2026.xlsx",
        content=agreements_list(*ROWS),
        actor=local_operator(),
    )
    page: Any = open_page(f"/import/{act.reference}/{page_name}", person=office, look=look)
    assert_page_is_fit(page)


def test_the_first_page_is_fit(open_page: Opener, look: Look, office: Person) -> None:
    assert_page_is_fit(open_page("/import/", person=office, look=look))
