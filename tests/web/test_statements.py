"""The main pages of `make bench` cost at most twenty statements, and the same with little as with much."""

from __future__ import annotations

import pytest
from benchmarks.filling import Size, fill, ground
from benchmarks.measuring import addresses, cost
from django.test import Client

from vidsyn.people.queries.persons import persona_list

pytestmark = pytest.mark.django_db
MOST = 20


def costs(pages: dict[str, tuple[str, str]]) -> dict[str, int]:
    found = {}
    for name, (who, address) in pages.items():
        client = Client()
        client.force_login(persona_list().get(email=who))
        found[name] = cost(client, address)["statements"]
    return found


def test_the_main_pages_cost_the_same_few_statements_with_much_as_with_little() -> None:
    register = ground()
    # Enough that the partner asked for has both.
    fill(register, Size(partners=3, agreements=12, collaborations=9, history=60))
    pages = addresses()
    little = costs(pages)
    assert {name: number for name, number in little.items() if number > MOST} == {}
    fill(register, Size(partners=20, agreements=60, collaborations=60, history=400))
    assert {name: number for name, number in costs(pages).items() if number > MOST} == {}
    much = costs(addresses())
    # A list without partners of its own asks for none; beyond that nothing grows.
    assert {name: (little[name], number) for name, number in much.items() if number > little[name]} == {}
