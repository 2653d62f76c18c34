"""A form that is sent twice makes one thing, whatever the form: found by walking the pages, not listed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from tests.web.crawling import kind_of, links
from tests.web.form_reading import PageForm, filled, post_forms
from tests.web.test_every_page import TEMPLATES

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.sample.loading import sample_load

# Forms that change nothing that a second sending could make twice: language, look and session.
NOTHING_TWICE = {"shell:language", "shell:theme", "people:sign_out", "people:persona"}
NOT_CARRIED_OUT = "what was filled in was refused"
NOT_COUNTED = {"sessions.session", "acts.submission", "django_tasks_database.dbtaskresult"}


def test_every_form_of_every_template_carries_a_key() -> None:
    for path in TEMPLATES:
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL):
            free = re.search(r"shell:language|shell:theme|sign-out|people:persona", form)
            assert "{% submission" in form or free, f"{path.name}: {form[:100]}"


@pytest.mark.slow
@pytest.mark.django_db
def test_every_form_sent_twice_does_one_thing(client: Client) -> None:
    sample_load(actor=local_operator(), on=timezone.localdate())
    client.force_login(Person.objects.get(email="kansliet@vidsyn.example"))
    done, faults = set(), []
    for kind, form in _forms(client):
        told = _sent_twice(client, form)
        if told is None:
            done.add(kind)
        elif told != NOT_CARRIED_OUT:
            faults.append(f"{kind}: {told}")
    assert not faults, "\n".join(faults)
    assert len(done) >= 80


def _forms(client: Client) -> list[tuple[str, PageForm]]:
    """A form of each kind that the office meets, by the names of its page and its target."""
    queue, known, pages, found = ["/", "/settings/"], set(), {}, {}
    while queue:
        address = queue.pop(0)
        kind = kind_of(address)
        if address in known or pages.get(kind, 0) >= 2:
            continue
        known.add(address)
        pages[kind] = pages.get(kind, 0) + 1
        answer = client.get(address)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        queue += links(html, address)
        for form in post_forms(html, address):
            target = resolve(form.action.partition("?")[0]).view_name
            if target not in NOTHING_TWICE:
                found.setdefault(f"{target} {','.join(sorted(form.values))}", form)
    return list(found.items())


def _sent_twice(client: Client, form: PageForm) -> str | None:
    """None where the second sending changed nothing more and led to the same page; else what was seen."""
    with transaction.atomic():
        try:
            values = filled(form, client, {})
            first, made = _send(client, form, values)
            if first.status_code not in {200, 302}:
                return NOT_CARRIED_OUT
            second, again = _send(client, form, values)
            if made != again:
                grown = {name for name in made if made[name] != again[name]}
                return f"made twice: {sorted(grown)}"
            if first.status_code == 302 and second.headers.get("Location") != first.headers["Location"]:
                return f"{second.status_code}, and not to {first.headers['Location']}"
            return None
        finally:
            transaction.set_rollback(True)


def _send(client: Client, form: PageForm, values: dict[str, Any]) -> tuple[Any, dict[str, int]]:
    for name in form.files:
        values[name].seek(0)
    answer = client.post(form.action, values)
    counts = {
        model._meta.label_lower: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label_lower not in NOT_COUNTED and model._meta.managed
    }
    return answer, counts
