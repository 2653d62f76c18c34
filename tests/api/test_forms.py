"""What the description says of a value is what is taken: its form, its length, its range, and every answer's status."""

from typing import Any

import pytest
from django.test import Client

from vidsyn.acts.calls import operations
from vidsyn.acts.emptying import CLEAR
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.api import problems
from vidsyn.collaborations.models import Collaboration
from vidsyn.people.actors import local_operator
from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> dict[str, Any]:
    told: dict[str, Any] = Client().get("/api/v1/openapi.json").json()
    return told


@pytest.fixture
def signed() -> Agreement:
    item = AgreementItem(kind="research", partners=(PartyItem("Parten"),))
    return agreements_import(items=(item,), actor=local_operator())[0]


def field(document: dict[str, Any], operation: str, name: str) -> dict[str, Any]:
    """What the description says of an argument, without its "or null"."""
    schema: dict[str, Any] = document["components"]["schemas"][operation]["properties"][name]
    return next((one for one in schema.get("anyOf", []) if one.get("type") != "null"), schema)


@pytest.mark.parametrize(
    ("operation", "arguments", "code"),
    [
        ("unit_close", {"unit": "abe", "reason": " \t"}, None),
        ("person_erase", {"person": "reader@vidsyn.example", "reason": " \t"}, "reason_required"),
        ("token_create", {"name": "", "scope": "read", "expires_on": "2027-01-01"}, "field_required"),
        ("person_create", {"email": "inte en adress", "name": "X"}, "email_unusable"),
        (
            "unit_create",
            {"code": "å b", "name_sv": "X", "name_en": "X", "kind": "school"},
            "unit_code_unusable",
        ),
        ("partner_register", {"name": "X", "pic": "12"}, "partner_pic_form"),
        ("partner_register", {"name": "X", "language": "svenska"}, "field_too_long"),
        ("partner_register", {"name": "X", "city": "x" * 121}, "field_too_long"),
        ("partner_register", {"name": "X\x00"}, "field_required"),
        ("partner_register", {"name": "X", "city": "\x00"}, "field_wrong"),
        ("units_bring_in", {"content": ""}, "field_required"),
        ("review_open", {"agreement": "x", "areas": []}, "field_required"),
        ("agreements_import", {"items": [{"register_number": "x" * 61}]}, "field_too_long"),
        ("agreements_import", {"items": [{"partners": [{"name": "x" * 301}]}]}, "field_too_long"),
        (
            "agreements_import",
            {"items": [{"places": [{"direction": "out", "count": 1, "subject": "x" * 999}]}]},
            "field_too_long",
        ),
        ("collaborations_import", {"items": [{"title_sv": "x" * 999}]}, "field_too_long"),
        ("partner_register_many", {"entries": [{"names": [{"name": "x" * 301}]}]}, "field_too_long"),
        ("partner_register_many", {"entries": [{"names": [], "city": "x" * 121}]}, "field_too_long"),
        ("units_bring_in", {"content": "å"}, "field_not_base64"),
        ("import_undo", {"act": "x", "reason": "x", "most": -1}, "field_too_small"),
        ("places_add", {"agreement": "x", "direction": "out", "count": -1}, "field_too_small"),
        ("unit_update", {"unit": "abe", "expected_version": 1.5}, "field_not_a_number"),
        ("unit_update", {"unit": "abe", "expected_version": 1.0}, None),
    ],
)
def test_a_value_in_another_form_than_described_is_answered_with_400(
    api, persona, operation, arguments, code
):
    persona(Role.READER)
    answer = api(Role.OFFICE).call(operation, **arguments)
    if code is None:
        assert answer.status_code == 200, answer.json()
    else:
        assert (answer.status_code, answer.json()["code"]) == (400, code)
        assert answer.json()["detail"]


def test_a_rule_about_values_as_described_is_answered_with_422(api, persona):
    answer = api(Role.OFFICE).call("network_register")
    assert (answer.status_code, answer.json()["code"]) == (422, "network_name_missing")


def test_the_description_says_form_length_and_range(document):
    assert field(document, "PartnerRegister", "city")["maxLength"] == 120
    assert field(document, "PartnerContactUpdate", "phone")["maxLength"] == 40
    assert field(document, "PersonErase", "reason")["pattern"]
    assert field(document, "DocumentAdd", "content")["minLength"] == 4
    day = document["components"]["schemas"]["DayOfYear"]["properties"]
    assert (day["month"]["minimum"], day["month"]["maximum"]) == (1, 12)


def test_two_rooms_words_of_one_name_are_not_taken_for_each_other(document, api):
    parameters = document["paths"]["/api/v1/agreements"]["get"]["parameters"]
    status = next(one["schema"] for one in parameters if one["name"] == "status")
    words = document["components"]["schemas"][status["items"]["$ref"].rpartition("/")[2]]["enum"]
    office = api(Role.OFFICE)
    assert {office.get("/agreements", status=word).status_code for word in words} == {200}


def test_every_status_that_a_refusal_has_is_described_on_every_operation(document):
    statuses = {*problems._STATUS.values(), *problems._STATUS_OF_CODE.values()} - {405, 500}
    for path, methods in document["paths"].items():
        if "/operations/" in path:
            assert {str(int(status)) for status in statuses} <= methods["post"]["responses"].keys(), path


def test_the_session_is_described_by_the_cookie_it_is_in(document, settings):
    schemes = document["components"]["securitySchemes"].values()
    assert settings.SESSION_COOKIE_NAME in {scheme.get("name") for scheme in schemes}


def test_what_can_be_emptied_is_described_and_nothing_else_taken(document, api):
    clearing = [each for each in operations().values() if any(p.name == CLEAR for p in each.parameters())]
    assert len(clearing) >= 8
    for operation in clearing:
        model = operation.name.title().replace("_", "")
        items = field(document, model, CLEAR)["items"]
        assert set(items.get("enum", [items.get("const")])) == set(operation.clears) != set(), operation.name
        refused = api(Role.OFFICE).call(operation.name, clear=["nonsense"])
        faults = {(fault["code"], fault["field"]) for fault in refused.json()["errors"]}
        assert ("field_not_one_of", f"{CLEAR}.0") in faults, operation.name


@pytest.mark.parametrize("path", ["agreements", "partners"])
def test_the_order_of_a_list_is_one_of_those_described(document, api, path):
    parameters = document["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    orders = next(one["schema"] for one in parameters if one["name"] == "order")["enum"]
    office = api(Role.OFFICE)
    assert {office.get(f"/{path}", order=order).status_code for order in orders} == {200}
    refused = office.get(f"/{path}", order="backwards")
    assert (refused.status_code, refused.json()["code"]) == (400, "field_not_one_of")


@pytest.mark.parametrize("start", ["[", '{"a":', '{"unit": "abe", "name_sv": [', '{"lines": [{"a": '])
def test_a_body_nested_without_end_is_refused_as_no_json(api, start):
    """The parser of the API counts levels; `json` of Python would end in a RecursionError, which is a server error."""
    body = start * 10_000 if start[-1] != " " else start + "[" * 10_000
    office = api(Role.OFFICE)
    for name in ("unit_update", "agreement_update", "collaborations_import"):
        path = f"/api/v1/operations/{name}"
        answer = office.client.post(path, body, content_type="application/json", headers=office.headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "json_invalid"), name
        closed = "[" * 10_000 + "]" * 10_000
        answer = office.client.post(path, closed, content_type="application/json", headers=office.headers)
        assert answer.status_code == 400


def test_the_description_says_how_long_the_texts_of_a_list_s_rows_may_be(document):
    schemas = document["components"]["schemas"]
    rows = {
        "AgreementItem": ("register_number", 60),
        "PartyItem": ("name", 300),
        "CollaborationItem": ("title_sv", Collaboration._meta.get_field("title_sv").max_length),
        "PartnerEntry": ("city", 120),
        "NameEntry": ("name", 300),
    }
    for row, (name, longest) in rows.items():
        assert field({"components": {"schemas": schemas}}, row, name)["maxLength"] == longest, row


def test_a_document_of_a_type_that_is_not_kept_is_refused_by_its_name(api, signed):
    answer = api(Role.OFFICE).call(
        "document_add", agreement=str(signed.pk), kind="other", file_name="avtal.exe", content="TVo="
    )
    assert answer.status_code == 422, answer.json()
    assert (answer.json()["code"], answer.json()["field"]) == ("document_type_not_kept", "file_name")
