"""Signing in and out."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.people.conftest import OFFICE, PASSWORD

from vidsyn.config import settings as as_shipped
from vidsyn.people.models import Person
from vidsyn.people.operations import sign_in as signing
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.roles import role_give
from vidsyn.people.vocabulary import Role


def sign_in(client: Client, email: str, password: str, **more: str):
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def test_a_password_opens_the_house_and_leads_on_to_where_she_was_going(with_password):
    client = Client()
    answer = sign_in(client, "READER@vidsyn.example", PASSWORD, next="/settings/?a=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/settings/?a=1")
    assert client.get("/settings/").status_code == 200
    assert client.get("/sign-in/").headers["Location"] == "/"


@pytest.mark.parametrize(
    "next_", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(with_password, next_):
    assert sign_in(Client(), with_password.email, PASSWORD, next=next_).headers["Location"] == "/"


def test_wrong_unknown_and_closed_get_the_same_page(with_password, persons):
    closed = persons[Role.ADVISER]
    person_deactivate(person=closed, actor=OFFICE)
    told = set()
    for email in (with_password.email, "ingen@vidsyn.example", closed.email):
        answer = sign_in(Client(), email, "fel")
        assert answer.status_code == 422
        text = answer.content.decode().replace(email, "…")
        told.add(re.sub(r'value="[\w-]{20,}"|nonce="[^"]*"', "", text))
    assert len(told) == 1
    assert "stämmer inte överens" in told.pop()


def test_too_many_tries_from_an_address_are_stopped_and_a_forged_header_does_not_help(
    with_password, settings
):
    client = Client(headers={"X-Forwarded-For": "10.9.9.9"})
    for number in range(signing.TRIES_PER_ADDRESS):
        assert sign_in(client, f"{number}@vidsyn.example", "fel").status_code == 422
    other = Client(headers={"X-Forwarded-For": "10.8.8.8"})
    assert sign_in(other, with_password.email, PASSWORD).status_code == 409
    settings.PROXIES = 1
    trusted = Client(headers={"X-Forwarded-For": "forged, 10.8.8.8"})
    assert sign_in(trusted, with_password.email, PASSWORD).status_code == 302


def test_signing_in_gives_a_new_session_and_out_ends_it(with_password):
    client = Client()
    client.get("/sign-in/")
    before = client.cookies.get("vidsyn_session")
    sign_in(client, with_password.email, PASSWORD)
    cookie = client.cookies["vidsyn_session"]
    assert before is None or before.value != cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


def test_the_form_is_guarded_against_other_sites(with_password):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, with_password.email, PASSWORD).status_code == 403


def test_a_closed_account_is_out_at_once(with_password):
    client = Client()
    sign_in(client, with_password.email, PASSWORD)
    assert client.get("/account/").status_code == 200
    person_deactivate(person=with_password, actor=OFFICE)
    assert client.get("/account/").status_code == 302


def test_one_click_signs_in_as_a_persona_where_that_is_on_and_as_nobody_else(persons, settings):
    sample = person_create(email="prov@vidsyn.example", name="Prov", sample=True, actor=OFFICE)
    settings.PERSONA_SIGN_IN = True
    client = Client()
    assert "Prov" in client.get("/sign-in/").content.decode()
    assert "researcher" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/persona/", {"person": str(persons[Role.OFFICE].pk)}).status_code == 404
    assert client.post("/sign-in/persona/", {"person": str(sample.pk)}).status_code == 302
    assert client.get("/account/").status_code == 200
    settings.PERSONA_SIGN_IN = False
    assert Client().post("/sign-in/persona/", {"person": str(sample.pk)}).status_code == 404
    assert "Prov" not in Client().get("/sign-in/").content.decode()


def test_the_page_costs_the_same_however_many_personas(db, settings, django_assert_max_num_queries):
    settings.PERSONA_SIGN_IN = True
    for number in range(12):
        person = person_create(
            email=f"p{number}@vidsyn.example", name=f"P{number}", sample=True, actor=OFFICE
        )
        role_give(person=person, role=Role.READER, actor=OFFICE)
    with django_assert_max_num_queries(3):
        Client().get("/sign-in/")


def test_a_link_sets_the_password_once_and_signs_in(pages, persons):
    office = pages(Role.OFFICE)
    adviser = persons[Role.ADVISER]
    page = office.post(f"/people/{adviser.pk}/password-link/").content.decode()
    address = re.search(r'value="http://testserver(/password/[^"]+)"', page)[1]
    client = Client()
    assert "adviser" in client.get(address).content.decode()
    assert client.get(address).headers["Referrer-Policy"] == "strict-origin"
    assert client.post(address, {"password": "kort"}).status_code == 422
    assert client.post(address, {"password": PASSWORD}).status_code == 302
    assert client.get("/account/").status_code == 200
    assert Client().get(address).status_code == 404
    assert sign_in(Client(), adviser.email, PASSWORD).status_code == 302


def test_a_password_changes_with_the_old_one_and_other_sessions_end(with_password):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, with_password.email, PASSWORD)
    wrong = here.post("/account/password/", {"old_password": "fel", "new_password": PASSWORD + "!"})
    assert wrong.status_code == 422
    assert "nuvarande lösenord" in wrong.content.decode()
    right = here.post("/account/password/", {"old_password": PASSWORD, "new_password": PASSWORD + "!"})
    assert right.status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_tries_on_the_present_password_are_counted(with_password):
    client = Client()
    sign_in(client, with_password.email, PASSWORD)
    tried = {"old_password": "fel", "new_password": PASSWORD + "!"}
    for _number in range(signing.TRIES_PER_ACCOUNT):
        assert client.post("/account/password/", tried).status_code == 422
    assert client.post("/account/password/", tried | {"old_password": PASSWORD}).status_code == 409


def test_passwords_are_kept_as_argon2(with_password, settings):
    settings.PASSWORD_HASHERS = as_shipped.PASSWORD_HASHERS
    with_password.set_password(PASSWORD)
    assert with_password.password.startswith("argon2$argon2id$")
    assert Person.objects.filter(password__contains=PASSWORD).count() == 0
