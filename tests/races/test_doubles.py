"""The same form, or the same call, sent twice at one moment by two processes: one thing, and both are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from tests.races.making import key

ADDRESSES = {
    "network": ("/networks/new/", "name_sv"),
    "partner": ("/partners/new/", "name"),
    "unit": ("/units/new/", "name_sv"),
}


def network() -> dict[str, Any]:
    return _about("network", kind="network", name_sv=f"N{uuid4().hex}")


def partner() -> dict[str, Any]:
    return _about("partner", kind="university", country="NO", name=f"P{uuid4().hex}")


def unit() -> dict[str, Any]:
    name = f"u{uuid4().hex[:12]}"
    return _about("unit", kind="school", code=name, name_sv=name, name_en=name)


def _about(what: str, /, **fields: str) -> dict[str, Any]:
    from vidsyn.people.actors import local_operator
    from vidsyn.people.operations.persons import person_create
    from vidsyn.people.operations.roles import role_give
    from vidsyn.people.vocabulary import Role

    office = person_create(email=f"{uuid4().hex}@example.org", name="Kansliet", actor=local_operator())
    for role in (Role.OFFICE, Role.SYSTEM_ADMINISTRATOR):
        role_give(person=office, role=role, actor=local_operator())
    return {"kind": what, "office": str(office.pk), "fields": fields, "key": uuid4().hex}


def send(kind: str, office: str, fields: dict[str, str], submission: str) -> Callable[[], None]:
    from django.test import Client

    from vidsyn.people.models import Person

    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=key(office)))
    address = ADDRESSES[kind][0]

    def act() -> None:
        answer = client.post(address, fields | {"submission": submission})
        assert answer.status_code == 302, answer.content.decode()

    return act


def call(kind: str, office: str, fields: dict[str, str], submission: str) -> Callable[[], None]:
    from django.test import Client

    from vidsyn.people.models import Person

    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=key(office)))
    operation = {"network": "network_register", "partner": "partner_register", "unit": "unit_create"}[kind]

    def act() -> None:
        answer = client.post(
            f"/api/v1/operations/{operation}",
            fields,
            content_type="application/json",
            headers={"Idempotency-Key": submission},
        )
        assert answer.status_code == 200, answer.content.decode()

    return act


def one_thing(kind: str, fields: dict[str, str], outcomes: list[str], **_given: Any) -> None:
    from vidsyn.partners.models import Network, Partner
    from vidsyn.people.models import Unit

    model, name = {"network": Network, "partner": Partner, "unit": Unit}[kind], ADDRESSES[kind][1]
    column = "names__name" if kind == "partner" else name
    assert model._default_manager.filter(**{column: fields[name]}).distinct().count() == 1
    assert outcomes == ["done", "done"]


@pytest.mark.parametrize("prepare", [network, partner, unit])
@pytest.mark.parametrize("act", [send, call])
def test_sent_twice_at_once_is_one_thing(arena, prepare, act, rounds) -> None:  # type: ignore[no-untyped-def]
    given = ("kind", "office", "fields", "key")
    arena.race(prepare=prepare, acts=[(act, *given)] * 2, holds=one_thing, rounds=rounds)
