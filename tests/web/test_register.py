"""The register's overview, search and files through the web door."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.partners.conftest import actor
from tests.web.test_partners import signed_in

from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.operations.bulk import partner_register_many
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import Holding
from vidsyn.people.vocabulary import Role
from vidsyn.rows.counts import forget_answers

pytestmark = pytest.mark.django_db
OFFICE = actor(Holding(Role.OFFICE))


@pytest.fixture
def reader() -> Client:
    partner_register(name="Makerere University", country="UG", city="Kampala", actor=OFFICE)
    network_register(name_sv="Makererenätverket", actor=OFFICE)
    return signed_in(Role.READER)


def test_search_shows_what_was_found_by_kind_with_its_page(reader):
    page = reader.get(reverse("register:search"), {"q": "makerere"}).content.decode()
    assert "Makerere University" in page
    assert "Kampala · Uganda" in page
    assert "Makererenätverket" in page
    assert reader.get(reverse("register:search"), {"q": "%"}).status_code == 200
    assert "Makerere" not in signed_in(Role.SYSTEM_ADMINISTRATOR).get(
        reverse("register:search"), {"q": "makerere"}
    ).content.decode().replace('value="makerere"', "")


def test_the_overview_counts_by_country_with_a_table_beside_the_map(reader):
    page = reader.get(reverse("register:overview")).content.decode()
    assert "Uganda" in page
    assert reverse("partners:list") + "?country=UG" in page


@pytest.mark.parametrize("kind", ["partners", "collaborations", "agreements", "networks"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_list_is_taken_out_as_a_file(reader, kind, form):
    answer = reader.get(reverse("register:export", args=[kind, form]))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{kind}-')
    assert len(answer.content) > 20
    assert reader.get(f"/register/export/{kind}.exe").status_code == 404


@pytest.mark.parametrize(
    "address", ["/register/search/", "/agreements/", "/partners/", "/networks/", "/history/"]
)
def test_every_list_has_fields_to_narrow_it_by(reader, address):
    form = reader.get(address).content.decode().partition('class="v-filters"')[2].partition("</form>")[0]
    assert 'class="ds-input"' in form


def test_search_and_overview_cost_the_same_however_much_there_is(reader):
    def cost(url: str) -> int:
        forget_answers()
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(url).status_code == 200
        return len(queries)

    urls = [reverse("register:overview"), reverse("register:search") + "?q=ma"]
    few = [cost(url) for url in urls]
    names = [NameEntry(f"Malmö {number}") for number in range(15)]
    partner_register_many(entries=[PartnerEntry((name,), country="SE") for name in names], actor=OFFICE)
    assert [cost(url) for url in urls] == few
    assert max(few) <= 20
