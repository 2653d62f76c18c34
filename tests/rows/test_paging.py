"""A page holds its own rows, and knows the pages beside it."""

from __future__ import annotations

import pytest

from vidsyn.people.models import Unit
from vidsyn.rows.paging import Page, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def units() -> None:
    for code in "abcde":
        Unit.objects.create(code=code, name_sv=code, name_en=code, kind="school", path=f"{code}/")


def asked(number: int) -> Page[Unit]:
    return page_of(Unit.objects.order_by("code"), number=number, size=2)


@pytest.mark.parametrize(
    ("number", "codes", "before", "after"),
    [(1, "ab", None, 2), (2, "cd", 1, 3), (3, "e", 2, None), (9, "e", 2, None), (0, "ab", None, 2)],
)
def test_each_page_has_its_rows_and_its_neighbours(units, number, codes, before, after) -> None:
    page = asked(number)
    assert "".join(unit.code for unit in page.rows) == codes
    assert (page.previous, page.next, page.total, page.pages) == (before, after, 5, 3)


def test_nothing_is_one_empty_page() -> None:
    page = asked(1)
    assert (page.rows, page.previous, page.next, page.pages) == ([], None, None, 1)
