"""Behind our own proxy a request is as secure as the proxy says; anybody else's header is ignored."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ASK = """
import django; django.setup()
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
request = RequestFactory().get("/", HTTP_HOST="samverkan.example.org", HTTP_X_FORWARDED_PROTO="https")
print(SecurityMiddleware(lambda _: HttpResponse())(request).status_code)
"""


@pytest.mark.parametrize(("proxies", "status"), [("1", "200"), ("0", "301")])
def test_https_at_the_proxy_is_not_sent_on_to_https_again(proxies, status, tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
    production = {
        "VIDSYN_ENV": "production",
        "VIDSYN_DATA": str(tmp_path),
        "VIDSYN_SECRET_KEY": "s" * 50,
        "VIDSYN_HOSTS": "samverkan.example.org",
        "VIDSYN_PROXIES": proxies,
        "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", ASK], env=kept | production, capture_output=True, text=True)
    assert done.stdout.strip() == status, done.stderr
