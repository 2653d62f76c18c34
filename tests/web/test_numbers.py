"""A number on a page opens exactly the rows it counts, whoever looks, and no register is called empty that is not."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.crawling import kind_of, links

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.partners.models import Partner
from vidsyn.people.actors import local_operator
from vidsyn.people.queries.persons import persona_list
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db
WHO = (
    "kansliet",
    "koordinator.abe",
    "koordinator.ki",
    "forskare.ki",
    "ledning",
    "lasare",
    "systemadministrator",
)
# In the quick run one who may do everything, and one who reads.
EACH = [who if who in ("kansliet", "ledning") else pytest.param(who, marks=pytest.mark.slow) for who in WHO]
_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.S)
_NUMBER = re.compile(r"(\d+)(?=\s|$)")
EMPTY = (
    "Registret är tomt",
    "Inga avtal ännu",
    "Inga partner ännu",
    "Inga nätverk ännu",
    "Inga samarbeten ännu",
)


@pytest.fixture
def register() -> None:
    """The sample, with agreements that ended, that are over, that renew without a notice period, and some namesakes."""
    sample_load(actor=local_operator(), on=timezone.localdate())
    partner = Partner.objects.get(name_en="Aalto University")
    year = timezone.localdate().year
    terms = [
        {"starts_on": f"{year - 9}-01-01", "ends_on": f"{year - 2}-12-31"},
        {"starts_on": f"{year - 9}-01-01", "ends_on": f"{year - 2}-12-31", "renewal_months": 12},
        {"starts_on": f"{year - 9}-01-01", "open_ended": True},
        *({"starts_on": f"{year}-01-01", "ends_on": f"{year + 2}-12-31"} for _each in range(22)),
    ]
    items = tuple(
        AgreementItem(
            kind="research",
            title_sv=f"Zinkprov {number}",
            partners=(PartyItem("Aalto", partner if number % 2 else None),),
            terms=Terms(**{name: _day(value) for name, value in each.items()}),
        )
        for number, each in enumerate(terms)
    )
    agreements_import(items=items, actor=local_operator())


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(persona_list().get(email=f"{who}@vidsyn.example"))
    return client


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Each kind of page that links lead to, from the first page on."""
    seen: set[str] = set()
    waiting = deque(["/", "/register/"])
    while waiting:
        address = waiting.popleft()
        if (kind := kind_of(address)) in seen:
            continue
        seen.add(kind)
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            text = answer.content.decode()
            yield address, text
            waiting.extend(links(text, address))


def listed(client: Client, address: str) -> int | None:
    """How many rows the list at an address has in all; None where the page is no list."""
    context = client.get(address).context
    if address == reverse("health:health"):
        return sum(bool(row["trouble"]) for row in context["rows"])
    for name in ("found", "page"):
        found = context.get(name) if context else None
        total = getattr(found, "total", None)
        total = getattr(getattr(found, "paginator", None), "count", None) if total is None else total
        if total is not None:
            return int(total)
    return None


@pytest.mark.parametrize("who", EACH)
def test_every_number_opens_as_many_rows(register: None, who: str) -> None:
    client = signed_in(who)
    numbers = {}
    for address, text in pages(client):
        for href, inner in _LINK.findall(text):
            words = " ".join(re.sub(r"<[^>]*>", " ", inner).split())
            if number := _NUMBER.match(words):
                target = unescape(href)
                target = address.partition("?")[0] + target if target.startswith("?") else target
                numbers[address, words, target] = int(number[1])
    wrong = {key: (said, found) for key, said in numbers.items() if (found := listed(client, key[2])) != said}
    assert not wrong
    assert len(numbers) > 20 or who == "systemadministrator"


@pytest.mark.parametrize("who", EACH)
def test_the_map_and_its_table_count_the_same(register: None, who: str) -> None:
    client = signed_in(who)
    context = client.get(reverse("register:overview")).context
    partners = [cell.number for line in context["lines"] for cell in line.cells[:1]]
    assert (context["partners"], context["countries"]) == (sum(partners), sum(n > 0 for n in partners))


@pytest.mark.parametrize("who", EACH)
@pytest.mark.parametrize("text", ["zinkprov", "university", "exempel", "aalto", "nordic", "finns inte"])
def test_a_search_says_how_many_there_are(register: None, who: str, text: str) -> None:
    client = signed_in(who)
    found = client.get(reverse("register:search"), {"q": text})
    groups = found.context["groups"] if found.status_code == 200 else []
    for _heading, hits, total, more in groups:
        assert bool(more) == (total > len(hits))
        if more:
            assert listed(client, more) == total
    assert not groups or found.context["number"] == sum(total for _heading, _hits, total, _more in groups)


def test_twenty_five_of_the_same_name_are_twenty_five(register: None) -> None:
    client = signed_in("kansliet")
    found = client.get(reverse("register:search"), {"q": "zinkprov"})
    assert found.context["number"] == 25
    assert "25 träffar" in found.content.decode()


@pytest.mark.parametrize("who", [*EACH, None])
def test_nobody_is_told_that_a_register_is_empty_that_is_not(register: None, who: str | None) -> None:
    if who is None:  # an account without a role
        persona_list().get(email="lasare@vidsyn.example").assignments.all().delete()
    client = signed_in(who or "lasare")
    said = []
    for name in (
        "register:overview",
        "agreements:list",
        "partners:list",
        "networks:list",
        "collaborations:list",
    ):
        answer = client.get(reverse(name))
        text = answer.content.decode()
        assert not [sentence for sentence in EMPTY if sentence in text], (who, name)
        said.append("Du kan inte läsa registret" in text or answer.status_code == 403)
    assert all(said) == any(said) == (who in (None, "systemadministrator"))
