"""Signing in through a real OpenID Connect provider: over HTTP on this machine, with signed tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from tests.web.people.conftest import OFFICE

from vidsyn.history.models import HistoryEntry
from vidsyn.people.models import Person
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.people.operations.erasure import person_erase
from vidsyn.people.operations.identities import identity_link
from vidsyn.people.operations.persons import person_update
from vidsyn.people.vocabulary import Role

CLIENT, SECRET = "vidsyn", "hemlig nyckel"


class Provider:
    """Discovery, authorize, token, userinfo and keys. `claims` is whoever sits at the browser."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.granted: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_arguments: Any) -> None: ...

            def do_GET(self) -> None:
                provider.answer(self)

            def do_POST(self) -> None:
                provider.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        address = urlparse(handler.path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        length = int(handler.headers.get("Content-Length") or 0)
        sent = {key: values[0] for key, values in parse_qs(handler.rfile.read(length).decode()).items()}
        if address.path == "/authorize":
            return self.authorize(handler, asked)
        body, status = self.document(address.path, sent, handler.headers)
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(json.dumps(body).encode())
        return None

    def authorize(self, handler: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.granted[code] = asked
        handler.send_response(302)
        answer = urlencode({"code": code, "state": asked["state"]})
        handler.send_header("Location", f"{asked['redirect_uri']}?{answer}")
        handler.end_headers()

    def document(self, path: str, sent: dict[str, str], headers: Any) -> tuple[dict[str, Any], int]:
        if path == "/.well-known/openid-configuration":
            parts = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{self.issuer}/{part}" for name, part in parts.items()}
            return found | {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}, 200
        if path == "/token":
            return self.token(sent, headers)
        if path == "/userinfo" and headers["Authorization"] == "Bearer let-in":
            return self.userinfo or self.claims, 200
        return {}, 404

    def token(self, sent: dict[str, str], headers: Any) -> tuple[dict[str, Any], int]:
        asked = self.granted.pop(sent.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if asked is None or challenge.rstrip(b"=").decode() != asked["code_challenge"]:
            return {"error": "invalid_grant"}, 400
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **self.claims}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "let-in", "token_type": "Bearer", "id_token": signed, "expires_in": 300}, 200


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    running = Provider()
    app = {
        "provider_id": "university",
        "name": "Lärosätets konto",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": running.issuer, "oauth_pkce_enabled": True},
    }
    settings.OIDC = app
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    yield running
    running.server.shutdown()
    running.server.server_close()


def come_in(client: Client, provider: Provider, next_: str = "", **claims: Any):
    """From our page to the provider and back, as a browser goes."""
    provider.claims = {"sub": "abc-123", "email": "reader@vidsyn.example", "email_verified": True, **claims}
    start = client.get("/sign-in/university/login/" + (f"?next={next_}" if next_ else ""))
    assert start.headers["Location"].startswith(provider.issuer)
    back = requests.get(start.headers["Location"], allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith("http://testserver/sign-in/university/login/callback/")
    return client.get(back.removeprefix("http://testserver"))


def test_the_first_sign_in_links_by_a_proved_address_and_the_next_by_the_providers_own_id(persons, provider):
    client = Client()
    assert "Lärosätets konto" in client.get("/sign-in/").content.decode()
    answer = come_in(client, provider, next_="/account/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")
    assert "reader@vidsyn.example" in client.get("/account/").content.decode()
    linked = SocialAccount.objects.get()
    assert (linked.uid, linked.extra_data) == ("abc-123", {})
    assert HistoryEntry.objects.filter(fact="person.identity_linked").count() == 1

    person_update(person=persons[Role.READER], email="bytt@vidsyn.example", actor=OFFICE)
    again = Client()
    come_in(again, provider)
    assert "bytt@vidsyn.example" in again.get("/account/").content.decode()
    assert HistoryEntry.objects.filter(fact="person.identity_linked").count() == 1


def test_an_address_handed_on_to_somebody_else_opens_nothing(persons, provider):
    come_in(Client(), provider)
    other = Client()
    answer = come_in(other, provider, sub="somebody-else")
    assert answer.status_code == 409
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"email_verified": False}, 403),
        ({"email_verified": None}, 403),
        ({"email_verified": "false"}, 403),
        ({"email": "okand@vidsyn.example"}, 403),
        ({"email": ""}, 403),
    ],
)
def test_who_is_not_proved_or_has_no_account_does_not_come_in(persons, provider, claims, status):
    client = Client()
    assert come_in(client, provider, **claims).status_code == status
    assert client.get("/account/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == len(persons)


def test_a_provider_known_to_check_every_address_is_trusted_where_settings_say_so(
    persons, provider, settings
):
    settings.OIDC_TRUSTS_EMAIL = True
    assert come_in(Client(), provider, email_verified=None).status_code == 302


def test_a_closed_account_does_not_come_in(persons, provider):
    come_in(Client(), provider)
    person_deactivate(person=persons[Role.READER], actor=OFFICE)
    client = Client()
    assert come_in(client, provider).status_code == 403
    assert client.get("/account/").status_code == 302


def test_two_answers_about_two_people_are_refused(persons, provider):
    provider.userinfo = {"sub": "another", "email": "office@vidsyn.example", "email_verified": True}
    client = Client()
    assert come_in(client, provider).status_code == 403
    assert client.get("/account/").status_code == 302


def test_a_token_meant_for_another_program_is_refused(persons, provider):
    client = Client()
    assert come_in(client, provider, aud="another-program").status_code == 403
    assert client.get("/account/").status_code == 302


def test_an_answer_to_a_question_never_asked_is_refused(persons, provider):
    client = Client()
    answer = client.get("/sign-in/university/login/callback/?code=x&state=forged")
    assert answer.status_code == 403
    assert client.get("/account/").status_code == 302


def test_it_leads_to_no_other_site(persons, provider):
    assert come_in(Client(), provider, next_="https://elsewhere.example/").headers["Location"] == "/"


def test_erasing_a_person_forgets_her_identity(persons, provider):
    come_in(Client(), provider)
    person_erase(person=persons[Role.READER], reason="begärd", actor=OFFICE)
    assert not SocialAccount.objects.exists()


def test_without_a_provider_there_is_no_such_way_in(persons):
    assert Client().get("/sign-in/university/login/").status_code == 404


def test_an_identity_is_linked_by_hand_once_and_by_who_may(persons):
    person = persons[Role.READER]
    link = {"provider": "university", "subject": "s-1", "actor": OFFICE}
    identity_link(person=person, **link)
    identity_link(person=person, **link)
    assert HistoryEntry.objects.filter(fact="person.identity_linked").count() == 1
    from vidsyn.kernel.refusals import Refusal

    for taken in (
        {"person": persons[Role.AUDITOR], **link},
        {"person": person, **link, "subject": "s-2"},
    ):
        with pytest.raises(Refusal, match="identity_taken"):
            identity_link(**taken)
