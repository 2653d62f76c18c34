"""Every kind of page there is, found by walking the sample register as the office, in a real browser.

In every look with the whole matrix; else each kind of page in one of the two looks, every other one in each.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest
from django.utils import timezone
from tests.browser.conftest import LOOKS, WHOLE, Look, Opener
from tests.browser.fitness import assert_page_is_fit
from tests.web.crawling import links, look_of

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.sample.loading import sample_load


@pytest.fixture
def office(transactional_db: None) -> Person:
    sample_load(actor=local_operator(), on=timezone.localdate())
    return Person.objects.get(email="kansliet@vidsyn.example")


def test_every_kind_of_page_is_fit(open_page: Opener, look: Look, office: Person) -> None:
    page = open_page("/", person=office, look=look)
    start = ["/", "/settings/"]
    turn = LOOKS.index((look.theme, look.language))
    queue, known, seen, faults = deque(start), set(start), set(), []
    while queue:
        address = queue.popleft()
        html = None if look_of(address) in seen else _html(page, address)
        if html is None:
            continue
        seen.add(look_of(address))
        if WHOLE or len(seen) % len(LOOKS) == turn:
            faults += _faults(page, address)
        for link in links(html, address):
            if link not in known:
                known.add(link)
                queue.append(link)
    assert not faults, f"{len(faults)} of {len(seen)} kinds of page:\n" + "\n\n".join(faults)
    assert len(seen) > 10


def _html(page: Any, address: str) -> str | None:
    """The page at an address; None for a file to download, or an address that sends the browser elsewhere."""
    answer = page.request.get(address, max_redirects=0)
    is_page = answer.status == 200 and "text/html" in answer.headers.get("content-type", "")
    return str(answer.text()) if is_page else None


def _faults(page: Any, address: str) -> list[str]:
    page.complaints.clear()
    page.goto(address)
    try:
        assert_page_is_fit(page)
    except AssertionError as fault:
        return [str(fault)]
    return []
