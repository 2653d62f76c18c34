"""Sign-in settings: what is missing or unsafe is named at the start."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from vidsyn.config.environment import identity_provider, number

OIDC = {
    "VIDSYN_OIDC_ISSUER": "https://id.vidsyn.example/",
    "VIDSYN_OIDC_CLIENT_ID": "vidsyn",
    "VIDSYN_OIDC_CLIENT_SECRET": "hemlig",
}


@pytest.fixture
def environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("VIDSYN_OIDC"):
            monkeypatch.delenv(name)

    def set_to(values: dict[str, str]) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_to


def test_a_provider_is_on_when_it_is_named_whole(environment):
    assert identity_provider() is None
    environment(OIDC)
    found = identity_provider()
    assert found["client_id"] == "vidsyn"
    assert found["settings"]["server_url"] == "https://id.vidsyn.example"
    assert found["settings"]["oauth_pkce_enabled"] is True


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"VIDSYN_OIDC_ISSUER": "http://id.vidsyn.example"}, "VIDSYN_OIDC_ISSUER"),
        ({"VIDSYN_OIDC_CLIENT_ID": ""}, "VIDSYN_OIDC_CLIENT_ID"),
        ({"VIDSYN_OIDC_CLIENT_SECRET": ""}, "VIDSYN_OIDC_CLIENT_SECRET"),
    ],
)
def test_half_a_provider_does_not_start(environment, wrong, named):
    environment(OIDC | wrong)
    with pytest.raises(ImproperlyConfigured, match=named):
        identity_provider()


@pytest.mark.parametrize("text", ["-1", "one", "1.5", "²"])
def test_a_number_is_a_whole_one(monkeypatch, text):
    monkeypatch.setenv("VIDSYN_PROXIES", text)
    with pytest.raises(ImproperlyConfigured, match="VIDSYN_PROXIES"):
        number("VIDSYN_PROXIES", default=0)
    monkeypatch.setenv("VIDSYN_PROXIES", "2")
    assert number("VIDSYN_PROXIES", default=0) == 2


def started(tmp_path, **more: str) -> str:
    """Read the settings in production, in a separate process; returns its output."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VIDSYN_", "DJANGO_"))}
    production = {
        "VIDSYN_ENV": "production",
        "VIDSYN_DATA": str(tmp_path),
        "VIDSYN_SECRET_KEY": "k" * 40,
        "VIDSYN_HOSTS": "vidsyn.example",
    }
    code = (
        "from vidsyn.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.PERSONA_SIGN_IN, s.CSRF_COOKIE_SECURE)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"PYTHONPATH": os.pathsep.join(sys.path)} | production | more,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_production_keeps_its_cookies_to_this_host_over_https(tmp_path):
    assert started(tmp_path) == "__Host-vidsyn True False True"


def test_production_does_not_start_with_persona_sign_in(tmp_path):
    assert "VIDSYN_PERSONA_SIGN_IN" in started(tmp_path, VIDSYN_PERSONA_SIGN_IN="yes")
