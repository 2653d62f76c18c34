"""A real Chromium against a real server. Skipped, saying how to get it, where no Chromium is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from vidsyn.people.actors import local_operator
from vidsyn.sample.loading import sample_load

# Playwright keeps an event loop running in the test's thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("VIDSYN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Both themes and both languages by default; the whole matrix where VIDSYN_BROWSER_MATRIX=full (`.ci/run`).
FULL = [(theme, language) for theme in ("light", "dark") for language in ("sv", "en")]
WHOLE = os.environ.get("VIDSYN_BROWSER_MATRIX") == "full"
LOOKS = FULL if WHOLE else [("light", "sv"), ("dark", "en")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test."""
    for item in items:
        if "tests/browser" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Look:
    """One theme and one language."""

    theme: str
    language: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run."""
    if not CHROMIUM:
        pytest.skip("no Chromium here: `apt-get install chromium`, or name one in VIDSYN_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Runs a test once in each language."""
    return str(request.param)


@pytest.fixture
def sample(transactional_db: None) -> None:
    """The sample register, as processes beside the test see it."""
    sample_load(actor=local_operator(), on=timezone.localdate())


@pytest.fixture(params=LOOKS, ids=["-".join(look) for look in LOOKS])
def look(request: pytest.FixtureRequest) -> Look:
    """Runs a test once per theme and language."""
    return Look(*request.param)


Opener = Callable[..., Any]


def _is_complaint(message: Any) -> bool:
    """Errors and warnings, but not that a form came back with a refusal, which the browser mentions late."""
    refused = "status of 422" in message.text or "status of 409" in message.text
    return message.type in {"error", "warning"} and not refused


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[Opener]:
    """`open_page("/agreements/", person=…, look=…)`: a page in a browser window of its own, signed in as `person`.

    The page collects what the browser complains of (scripts' errors, refused styles) in `page.complaints`.
    """
    contexts = []

    def open_(
        address: str = "/",
        *,
        person: Any = None,
        look: Look = Look("light", "sv"),  # noqa: B008  # frozen
        width: int = 1280,
        javascript: bool = True,
    ) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url, java_script_enabled=javascript
        )
        contexts.append(context)
        cookies = {"vidsyn_theme": look.theme, "vidsyn_language": look.language}
        if person is not None:
            cookies[settings.SESSION_COOKIE_NAME] = _session(person)
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if _is_complaint(m) else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


def _session(person: Any) -> str:
    client = Client()
    person.refresh_from_db()  # the first role that sees cases ends earlier sessions
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
