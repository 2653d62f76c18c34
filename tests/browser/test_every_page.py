"""Every kind of page there is, found by walking the sample register as the office, in a real browser."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest
from django.utils import timezone
from tests.browser.conftest import Look, Opener
from tests.browser.fitness import assert_page_is_fit
from tests.web.crawling import kind_of, links

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
    queue, known, seen, faults = deque(start), set(start), set(), []
    while queue:
        address = queue.popleft()
        if kind_of(address) in seen or not _is_page(page, address):
            continue
        seen.add(kind_of(address))
        page.complaints.clear()
        page.goto(address)
        try:
            assert_page_is_fit(page)
        except AssertionError as fault:
            faults.append(str(fault))
        for link in links(page.content(), address):
            if link not in known:
                known.add(link)
                queue.append(link)
    assert not faults, f"{len(faults)} of {len(seen)} kinds of page:\n" + "\n\n".join(faults)
    assert len(seen) > 10


def _is_page(page: Any, address: str) -> bool:
    """Not a file to download, nor an address that sends the browser elsewhere."""
    answer = page.request.get(address, max_redirects=0)
    return answer.status == 200 and "text/html" in answer.headers.get("content-type", "")
