"""What a person empties in a form is empty afterwards: each page that edits, each field that may be empty."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.web.addresses import today
from tests.web.form_reading import PageForm, post_forms
from tests.web.standing import Standing, standing

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db

# The pages that edit something, with texts, days and numbers that may be empty, and what is written in them.
TEXT, DAY, END = "Exempel", "2001-01-01", "2040-12-31"
PAGES: dict[str, dict[str, str]] = {
    "agreements:edit": {"purpose": TEXT, "note": TEXT, "register_number": "V-1", "amount": "12.00", "currency": "SEK"},
    "collaborations:edit": {
        "purpose_text": TEXT, "mutual_benefit": TEXT, "notes": TEXT, "starts_on": DAY, "ends_on": END,
    },
    "collaborations:activity_edit": {"starts_on": DAY, "ends_on": END, "outcome": TEXT},
    "agreements:places_edit": {"note": TEXT},
    "partners:edit": {"city": TEXT, "website": "https://example.org/"},
    "partners:contact_edit": {
        "email": "n@example.org", "phone": "1", "area": TEXT, "valid_from": DAY, "valid_until": END,
    },
    "networks:edit": {
        "acronym": "X", "website": "https://example.org/", "purpose_sv": TEXT, "purpose_en": TEXT,
        "member_since": DAY, "member_until": END,
    },
    "networks:member_edit": {"starts_on": DAY, "ends_on": END},
    "networks:phase_edit": {"ends_on": END, "amount": "12.00", "currency": "SEK"},
}  # fmt: skip
STATES = {"agreements": "draft", "collaborations": "ongoing", "partners": "open"}


@pytest.fixture(scope="module")
def stood(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The sample register with a thing in each state, taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=today())
        yield standing()
        transaction.set_rollback(True)


@pytest.fixture
def office(settings: Any, stood: Standing) -> Client:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    client = Client()
    office = Person.objects.get(email="kansliet@vidsyn.example")
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    return client


def opened(office: Client, url: str) -> PageForm:
    html = office.get(url).content.decode()
    return next(form for form in post_forms(html, url) if "expected_version" in form.values)


def sent(office: Client, url: str, values: dict[str, str]) -> None:
    given = opened(office, url).values | {name: [value] for name, value in values.items()}
    answer = office.post(url, given | ({"reason": ["Skäl"]} if "reason" in given else {}))
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_what_is_written_and_then_emptied_reads_back_empty(page, stood, office):
    from tests.web.addresses import names

    url = stood.address(page, dict(names())[page], STATES.get(page.partition(":")[0], ""))
    written = PAGES[page]
    sent(office, url, written)
    now = opened(office, url).values
    assert {name: now[name][0] for name in written} == written
    sent(office, url, dict.fromkeys(written, ""))
    now = opened(office, url).values
    assert {name: now[name][0] for name in written} == dict.fromkeys(written, "")


def test_a_refusal_on_the_form_names_its_code(stood, office):
    url = stood.address("partners:edit", ("reference",), "open")
    answer = office.post(url, opened(office, url).values | {"erasmus_code": ["Exempel"]})
    assert (answer.status_code, answer.headers["Vidsyn-Refusal"]) == (422, "partner_erasmus_form")
