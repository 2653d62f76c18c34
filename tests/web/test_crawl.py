"""Every persona walks the sample register: no link she is shown leads to an error, to a no, or to a dear page."""

from __future__ import annotations

from collections import deque

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.crawling import kind_of, links

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.people.queries.persons import persona_list
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db
PERSONAS = ["kansliet", "koordinator.abe", "forskare.ki", "revisor", "lasare", "systemadministrator"]
# Two of each kind of page: what differs between two partners shows, a thousand partners do not take all day.
OF_EACH_KIND = 2
# Session, person and history among them: that a page costs no more with much than with little, its own test says.
MOST_STATEMENTS = 20


@pytest.fixture
def sample(db: None) -> None:
    sample_load(actor=local_operator(), on=timezone.localdate())


@pytest.mark.parametrize("name", PERSONAS)
def test_no_link_leads_to_an_error(sample: None, client: Client, name: str) -> None:
    client.force_login(Person.objects.get(email=f"{name}@vidsyn.example"))
    faults, seen = walk(client)
    assert not faults, "\n".join(faults)
    assert len(seen) > 5


def test_the_personas_are_those_of_the_sample(sample: None) -> None:
    assert {f"{name}@vidsyn.example" for name in PERSONAS} <= {person.email for person in persona_list()}


def walk(client: Client) -> tuple[list[str], dict[str, int]]:
    """Faults found, and how many pages of each kind were seen."""
    start = ["/", "/register/", "/settings/"]
    queue, known, seen, faults = deque(start), set(start), {}, []
    while queue:
        address = queue.popleft()
        kind = kind_of(address)
        if seen.get(kind, 0) >= OF_EACH_KIND:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(address)
        if answer.status_code not in {200, 302}:
            faults.append(f"{address} answers {answer.status_code}")
        if len(statements) > MOST_STATEMENTS:
            faults.append(f"{address} costs {len(statements)} statements")
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for link in links(answer.content.decode(), address):
            if link not in known:
                known.add(link)
                queue.append(link)
    return faults, seen
