"""Where one is, and what one can begin: the header's marks, the crumbs, and the first page of somebody new."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from vidsyn.web.shell.forms import Form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/", ["/"]),
        ("/today/all/", ["/"]),
        ("/register/", ["/register/", "/register/"]),
        ("/register/search/", ["/register/"]),
        ("/people/", ["/settings/"]),
        ("/units/import/", ["/settings/"]),
        ("/account/", ["/settings/"]),
        ("/calendar/", ["/settings/"]),
        ("/settings/rounds/", ["/settings/"]),
    ],
)
def test_the_header_marks_where_one_is(pages, address, here):
    page = pages("office").get(address).content.decode()
    header = page[page.index("<header") : page.index("</header>")]
    assert re.findall(r'<a href="([^"]+)" aria-current', header) == here


@pytest.mark.parametrize("address", ["/people/", "/units/", "/people/import/", "/account/", "/calendar/"])
def test_pages_under_the_settings_lead_back_there(pages, address):
    page = pages("office").get(address).content.decode()
    crumbs = page[page.index("v-breadcrumbs") : page.index("<h1")]
    assert 'href="/settings/"' in crumbs


def test_the_search_field_of_the_header_holds_what_was_searched_for_and_no_other_filter(pages):
    office = pages("office")
    assert office.get("/register/search/?q=Uppsala").content.decode().count('value="Uppsala"') == 2
    assert office.get("/partners/?q=Uppsala").content.decode().count('value="Uppsala"') == 1


@pytest.mark.parametrize(("who", "offered"), [("researcher", True), ("office", True), ("reader", False)])
def test_somebody_new_finds_on_today_what_she_can_begin(pages, who, offered):
    page = pages(who).get("/").content.decode()
    assert ('href="/collaborations/new/"' in page) is offered
    assert ('href="/agreements/new/"' in page) is offered


@pytest.mark.parametrize(
    ("language", "codes", "said"),
    [
        ("sv", "sv, en", "svenska, engelska"),
        ("en", "sv, en", "Swedish, English"),
        ("sv", "klingon", "klingon"),
    ],
)
def test_languages_are_told_by_name(language, codes, said):
    with translation.override(language):
        assert Template("{{ codes|languages }}").render(Context({"codes": codes})) == said


def test_many_are_not_moved_to_the_first_unit_of_the_list_by_an_oversight(pages, requested):
    page = pages("office").get("/agreements/many/unit/").content.decode()
    assert requested.reference in page
    assert '<option value="" selected>' in page


@pytest.mark.parametrize(
    ("who", "shown", "imports"),
    [
        ("office", True, True),
        ("coordinator", True, True),
        ("reader", True, False),
        ("administrator", False, False),
    ],
)
def test_nobody_is_shown_a_way_that_is_closed_to_her(pages, who, shown, imports):
    page = pages(who).get("/settings/").content.decode()
    assert ('href="/register/"' in page) is shown
    assert ('href="/import/"' in page) is imports
    assert ('action="/register/search/"' in page) is shown


def test_a_field_that_a_form_adds_to_itself_looks_like_the_others():
    class Growing(Form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["side"] = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)

    assert 'class="ds-input"' in str(Growing()["side"])


@pytest.mark.parametrize(
    ("address", "begun", "narrowed"),
    [
        ("/partners/", "Inga partner ännu", "Ingen partner stämmer"),
        ("/networks/", "Inga nätverk ännu", "Inget nätverk stämmer"),
    ],
)
def test_an_empty_list_says_whether_a_filter_made_it_so(pages, address, begun, narrowed):
    office = pages("office")
    assert begun in office.get(address).content.decode()
    assert narrowed in office.get(f"{address}?q=x").content.decode()
