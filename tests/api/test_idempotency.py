"""A call sent again with its Idempotency-Key is not carried out again."""

import pytest

from vidsyn.acts.calls import operations
from vidsyn.acts.models import Submission
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db

UNIT = {"code": "new", "name_sv": "Ny", "name_en": "New", "kind": "school"}
NETWORK = {"name_sv": "Nätet"}


def keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def test_the_same_key_and_body_are_answered_as_the_first_time(api):
    office = api(Role.OFFICE)
    first = office.call("network_register", headers=keyed("k-1"), **NETWORK)
    again = office.call("network_register", headers=keyed("k-1"), **NETWORK)
    assert first.status_code == 200
    assert (again.status_code, again.content, again["ETag"]) == (200, first.content, first["ETag"])
    assert (again["Idempotent-Replayed"], "Idempotent-Replayed" in first) == ("true", False)
    other = office.call("network_register", headers=keyed("k-2"), **NETWORK)
    assert other.json()["id"] != first.json()["id"]


def test_the_same_key_with_another_body_or_operation_is_refused(api):
    office = api(Role.OFFICE)
    office.call("network_register", headers=keyed("k-1"), **NETWORK)
    for name, body in (("network_register", {"name_sv": "Ett annat"}), ("unit_create", UNIT)):
        refused = office.call(name, headers=keyed("k-1"), **body)
        assert (refused.status_code, refused.json()["code"]) == (409, "submission_differs")
    assert not Unit.objects.filter(code="new").exists()


def test_a_refused_call_leaves_its_key_free(api):
    office = api(Role.OFFICE)
    assert office.call("unit_create", headers=keyed("k"), **(UNIT | {"code": "u"})).status_code == 409
    assert office.call("unit_create", headers=keyed("k"), **UNIT).status_code == 200


def test_a_key_is_its_persons_own(api):
    first = api(Role.OFFICE).call("network_register", headers=keyed("k"), **NETWORK)
    other = api(Role.COORDINATOR).call("network_register", headers=keyed("k"), **NETWORK)
    assert "Idempotent-Replayed" not in other
    assert first.content != other.content


def test_a_key_that_is_none_is_refused(api):
    for key in ("", "två ord", "x" * 201):
        refused = api(Role.OFFICE).call("network_register", headers=keyed(key), **NETWORK)
        assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_unusable")


def test_what_shows_a_secret_once_is_not_for_the_api_and_keeps_no_answer(api, persona):
    shown_once = [operation for operation in operations().values() if operation.shown_once]
    assert shown_once
    assert all(operation.in_person for operation in shown_once)
    refused = api(Role.OFFICE).call("feed_make", headers=keyed("k"))
    assert (refused.status_code, refused.json()["code"]) == (403, "not_with_a_token")
    assert not Submission.objects.exists()
