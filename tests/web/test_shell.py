"""The frame of every page: who asks, in which language, what a refusal becomes, and the one form pattern."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.test import Client, override_settings
from django.urls import include, path
from django.utils import translation

from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals
from vidsyn.people.models import Person
from vidsyn.web.shell.forms import DateField, Form, VersionField, form_page
from vidsyn.web.shell.maps import Mark, country_map
from vidsyn.web.shell.requests import WebRequest

pytestmark = pytest.mark.django_db


class NameForm(Form):
    name = forms.CharField(label="Namn", required=False)
    starts_on = DateField(label="Startdatum", required=False)
    expected_version = VersionField()


def refused(kind: str) -> Any:
    @login_not_required
    def view(request: WebRequest) -> None:
        raise Refusal("not_found", kind=RefusalKind(kind), subject="partner", name="x")

    return view


def name_page(request: WebRequest) -> Any:
    def act(data: dict[str, Any]) -> str:
        match data["name"]:
            case "taken":
                raise Refusals([Refusal("reason_required", field="name"), Refusal("reason_required")])
            case "closed":
                raise Refusal("not_allowed", kind=RefusalKind.FORBIDDEN, needed="kansliet")
            case "late" if data["expected_version"] == 1:
                change = {
                    "fact": "x",
                    "actor_kind": "person",
                    "actor_id": "01936d2e-0000-7000-8000-000000000000",
                    "at": "2026-11-22T10:00:00+01:00",
                }
                raise Refusal(
                    "changed_since", kind=RefusalKind.CONFLICT, expected=1, version=2, changes=[change]
                )
        return f"{data['name']} {data['starts_on']}"

    initial = {"name": "theirs", "starts_on": "2027-01-01", "expected_version": 2}
    if request.method != "POST":
        initial = {"name": request.actor.language}
    return form_page(
        request,
        form=NameForm.of(request, initial=initial),
        template="shell/form_page.html",
        act=act,
        then=lambda _done: "/about/",
        message=lambda done: f"Klart: {done}",
        context={"title": "Formulär"},
    )


urlpatterns = [
    path("", include("vidsyn.web.urls")),
    *(path(f"refused/{kind}/", refused(kind)) for kind in RefusalKind),
    path("name/", name_page),
]
handler404 = "vidsyn.web.shell.errors.not_found"


@pytest.fixture
def pages(client: Client) -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield client


@pytest.fixture
def signed_in(pages: Client) -> Client:
    pages.force_login(Person.objects.create(email="k@example.org", name="Koordinator"))
    return pages


@pytest.mark.parametrize(
    ("kind", "status"),
    [("forbidden", 403), ("not_found", 404), ("conflict", 409), ("state", 409), ("invalid", 422)],
)
def test_a_refusal_nobody_caught_becomes_its_page(pages: Client, kind: str, status: int) -> None:
    page = pages.get(f"/refused/{kind}/")
    assert page.status_code == status
    assert "Kontrollera namnet eller fråga kansliet" in page.content.decode()
    assert "<main" in page.content.decode()
    fragment = pages.get(f"/refused/{kind}/", headers={"HX-Request": "true"})
    assert fragment.status_code == status
    assert "<main" not in fragment.content.decode()


def test_every_page_asks_for_sign_in_unless_it_says_otherwise(pages: Client) -> None:
    assert pages.get("/settings/").headers["Location"].startswith("/sign-in/?next=/settings/")
    assert pages.get("/about/").status_code == 200


def test_language_switch_then_own_language_then_swedish(pages: Client) -> None:
    def language() -> str:
        return re.search(r'<html lang="(\w+)"', pages.get("/about/").content.decode())[1]  # type: ignore[index]

    assert language() == "sv"
    pages.force_login(Person.objects.create(email="e@example.org", name="Reader", language="en"))
    assert language() == "en"
    back = pages.post("/language/", {"language": "sv", "next": "/about/?a=1"})
    assert back.headers["Location"] == "/about/?a=1"
    assert language() == "sv"


def test_the_switches_lead_to_no_other_site_and_take_no_other_value(pages: Client) -> None:
    back = pages.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})
    assert back.headers["Location"] == "/"
    assert 'data-color-scheme="dark"' in pages.get("/about/").content.decode()
    pages.post("/theme/", {"theme": '"><script>', "next": "/"})
    assert 'data-color-scheme="dark"' in pages.get("/about/").content.decode()


def test_a_form_carries_out_its_act_and_goes_on(signed_in: Client) -> None:
    assert 'value="sv"' in signed_in.get("/name/").content.decode()
    done = signed_in.post("/name/", {"name": "Ny", "starts_on": "2027-03-01"}, follow=True)
    assert done.redirect_chain == [("/about/", 302)]
    assert f"Klart: Ny {date(2027, 3, 1)}" in done.content.decode()


def test_a_form_shows_each_refusal_where_it_belongs(signed_in: Client) -> None:
    page = signed_in.post("/name/", {"name": "taken"})
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count("Ange ett skäl") == 3  # the summary twice, the field once
    assert 'href="#id_name"' in text
    assert 'aria-invalid="true"' in text


def test_what_cannot_be_read_is_refused_before_the_act(signed_in: Client) -> None:
    page = signed_in.post("/name/", {"name": "Ny", "starts_on": "1/3 27"})
    assert page.status_code == 422
    assert "till exempel 2027-03-01" in page.content.decode()


def test_what_no_form_can_mend_gets_its_own_page(signed_in: Client) -> None:
    page = signed_in.post("/name/", {"name": "closed"})
    assert page.status_code == 403
    assert '<form class="v-form"' not in page.content.decode()


def test_who_comes_second_sees_what_changed_and_chooses(signed_in: Client) -> None:
    began = json.dumps({"name": "old", "starts_on": ""})
    sent = {"name": "late", "starts_on": "", "expected_version": "1", "began": began}
    page = signed_in.post("/name/", sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "theirs" in text
    assert "2026-11-22 10:00 · Raderad person" in text
    assert 'name="starts_on" value="2027-01-01"' in text  # only the other touched it: taken over
    assert 'name="name" value="late"' in text  # both touched it: her own text stands
    assert 'name="expected_version" value="2"' in text
    again = signed_in.post("/name/", sent | {"expected_version": "2"})
    assert again.status_code == 302


def test_names_cannot_break_out_of_a_component(signed_in: Client) -> None:
    text = signed_in.post(
        "/name/", {"name": '"><script>alert(1)</script>', "starts_on": "x"}
    ).content.decode()
    assert "<script>alert" not in text


@pytest.mark.parametrize(("method", "wanted"), [("sv", "Sverige"), ("en", "Sweden")])
def test_the_map_says_the_same_as_its_table(method: str, wanted: str) -> None:
    with translation.override(method):
        shown = country_map([Mark("SE", 3), Mark("JP", 5), Mark("XX", 1)])
    assert [row.count for row in shown.rows] == [5, 3, 1]
    assert shown.total == 9
    assert wanted in {row.name for row in shown.rows}
    if not shown.world:
        pytest.skip("the maps are not built: run `make assets`")
    assert {"SE", "JP"} == {mark.country for mark in (*shown.world, *shown.europe)}
