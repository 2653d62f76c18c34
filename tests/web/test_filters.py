"""A list's filters: drawn from what the page says of them, and taken away one by one."""

import pytest
from django.http import QueryDict

from vidsyn.web.shell.filters import Choice, Day, Filters, Linked, Search, Tick

FIRST = (Search("Sök"), Choice("kind", "Typ", [("mou", "avsiktsförklaring")]))
MORE = (Day("on", "Dag", "2026-11-29"), Tick("mine", "Mina"), Linked("partner", "Partner", str.upper))


def of(query: str) -> Filters:
    return Filters(QueryDict(query), FIRST, MORE)


def test_each_filter_in_use_is_a_chip_that_takes_it_alone_away():
    filters = of("q=kth&kind=mou&mine=1&partner=p-1&sort=ends&page=3")
    assert [(chip.label, chip.words) for chip in filters.chips] == [
        ("Sök", "”kth”"),
        ("Typ", "Avsiktsförklaring"),
        ("Mina", ""),
        ("Partner", "P-1"),
    ]
    assert filters.chips[1].without == "?q=kth&mine=1&partner=p-1&sort=ends"
    assert filters.cleared == "?sort=ends"


@pytest.mark.parametrize(
    "query", ["", "q=&kind=", "sort=ends&page=2", "kind=nonsense", "on=2026-11-29", "mine=no"]
)
def test_what_narrows_nothing_is_no_chip(query):
    assert of(query).chips == []


def test_those_folded_away_are_in_sight_when_one_is_in_use():
    assert not of("kind=mou").unfolded
    assert of("on=2027-01-01").unfolded


@pytest.mark.django_db
def test_a_list_narrowed_to_nothing_says_so_and_an_empty_one_does_not(pages):
    office = pages("office")
    assert "Inget avtal passar in" in office.get("/agreements/?kind=exchange").content.decode()
    assert "Inga avtal ännu" in office.get("/agreements/?sort=ends").content.decode()
