"""The overview's charts: each number opens a list with exactly that many rows, for everybody who sees it."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.house import TODAY

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.kernel.calendar import add_months
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db
_BAR = re.compile(r'<td class="v-number"><a class="ds-link" href="([^"]+)">(\d+)<')


@pytest.fixture
def register(house, requested):
    """Agreements of two kinds with ends near and far, one that has ended, and a request."""
    ends = [
        TODAY + timedelta(days=20),
        add_months(TODAY, 5),
        add_months(TODAY, 40),
        TODAY - timedelta(days=400),
    ]
    items = [
        AgreementItem(
            kind=kind,
            register_number=f"V-{kind}-{n}",
            unit=house.units["abe"],
            partners=(PartyItem("Någon"),),
            terms=Terms(starts_on=date(TODAY.year - 3, 2, 1), ends_on=ends_on),
            source_key=f"{kind}{n}",
        )
        for kind in ("exchange", "memorandum")
        for n, ends_on in enumerate(ends)
    ]
    agreements_import(items=tuple(items), actor=local_operator())


@pytest.mark.parametrize("who", ["office", "coordinator", "reader", "researcher"])
def test_every_number_opens_a_list_of_exactly_its_rows(client: Client, house, register, who):
    client.force_login(house.people[who])
    bars = _BAR.findall(client.get("/register/").content.decode())
    assert len(bars) >= 8
    for url, number in bars:
        page = client.get(url.replace("&amp;", "&"))
        assert page.context["found"].total == int(number), url


def test_what_ends_is_told_by_quarter_and_the_rest_as_later(client: Client, house, register):
    client.force_login(house.people["office"])
    charts = {chart.title: chart.bars for chart in client.get("/register/").context["charts"]}
    ends = charts["Avtal som upphör"]
    assert sum(bar.number for bar in ends) == 6
    assert ends[-1].label == "Senare"
    assert ends[-1].number == 2


def test_who_starts_nothing_lands_on_the_overview_when_nothing_waits(client: Client, house, register):
    client.force_login(house.people["reader"])
    assert "Gällande avtal efter typ" in client.get("/", follow=True).content.decode()
    client.force_login(house.people["office"])
    assert "Gällande avtal efter typ" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("ends=30d", 2),
        ("ends=180d", 4),
        (f"ends_from={TODAY.isoformat()}", 6),
        (f"ends_to={TODAY.isoformat()}", 2),
        ("ends=nonsense", 9),
        ("ends_from=i+morgon", 9),
        ("status=running", 6),
        ("status=current", 7),
    ],
)
def test_agreements_are_found_by_when_they_end(client: Client, house, register, query, number):
    client.force_login(house.people["office"])
    assert client.get(f"/agreements/?{query}").context["found"].total == number
