"""Every operation over HTTP: who may call, what comes back, and what two people at once are told."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from vidsyn.acts.calls import operations
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.models import ApiToken, Unit
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.people.operations.persons import person_update
from vidsyn.people.vocabulary import Role, TokenScope

pytestmark = pytest.mark.django_db


def test_every_operation_has_its_route_and_is_described():
    described = Client().get("/api/v1/openapi.json").json()["paths"]
    for operation in operations().values():
        route = described[f"/api/v1/operations/{operation.name}"]["post"]
        assert route["operationId"] == operation.name
        assert route["summary"], operation.name
        assert route["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        assert "application/problem+json" in route["responses"]["422"]["content"]
    routes = {path.rpartition("/")[2] for path in described if "/operations/" in path}
    assert routes == set(operations())


def test_the_description_refers_to_nothing_it_does_not_hold():
    document = Client().get("/api/v1/openapi.json").json()

    def references(part):
        if isinstance(part, dict):
            yield from ([part["$ref"]] if "$ref" in part else [])
            for inner in part.values():
                yield from references(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from references(inner)

    names = {reference.rpartition("/")[2] for reference in references(document)}
    assert names <= set(document["components"]["schemas"])


def test_a_call_answers_with_the_thing_and_records_who(api, persona):
    response = api(Role.OFFICE).call("unit_create", code="new", name_sv="Ny", name_en="New", kind="school")
    assert response.status_code == 200
    unit = Unit.objects.get(code="new")
    assert response.json() == {"kind": "unit", "id": str(unit.pk), "reference": None, "version": 1}
    assert response["ETag"].startswith('"v1-')
    entry = HistoryEntry.objects.get(subject_id=str(unit.pk))
    assert (entry.actor_id, entry.door) == (str(persona(Role.OFFICE).pk), "api")


def test_wrong_fields_are_told_together(api):
    response = api(Role.OFFICE).call("unit_create", code="new", name_sv=7, nmae="x", kind="shcool")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    faults = {(fault["code"], fault["field"]) for fault in problem["errors"]}
    assert faults == {
        ("field_not_text", "name_sv"),
        ("field_required", "name_en"),
        ("field_not_one_of", "kind"),
        ("field_unknown", "nmae"),
    }
    assert problem["status"] == 400
    assert problem["code"] == problem["errors"][0]["code"]


def test_what_the_role_does_not_allow_is_403_and_what_she_may_not_see_404(api):
    coordinator = api(Role.COORDINATOR)
    refused = coordinator.call("unit_create", code="new", name_sv="N", name_en="N", kind="school")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    missing = coordinator.call("unit_update", unit="nowhere", name_sv="N")
    assert (missing.status_code, missing.json()["field"]) == (404, "unit")


def test_the_sentence_follows_accept_language_else_the_persons_own(api, persona):
    swedish = api(Role.COORDINATOR)
    assert (
        "Din roll"
        in swedish.call("unit_create", code="n", name_sv="N", name_en="N", kind="school").json()["detail"]
    )
    english = {"Accept-Language": "en"}
    arguments = {"code": "n", "name_sv": "N", "name_en": "N", "kind": "school"}
    assert "Your role" in swedish.call("unit_create", headers=english, **arguments).json()["detail"]
    person_update(person=persona(Role.COORDINATOR), language="en", actor=local_operator())
    assert "Your role" in swedish.call("unit_create", **arguments).json()["detail"]


def test_if_match_of_what_has_changed_is_412_and_an_old_version_in_the_body_409(api, units):
    office = api(Role.OFFICE)
    first = office.call("unit_update", unit="abe", name_sv="Ett")
    tag = first["ETag"]
    second = office.call("unit_update", unit="abe", name_sv="Två", headers={"If-Match": tag})
    assert second.status_code == 200

    refused = office.call("unit_update", unit="abe", name_sv="Tre", headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (412, "precondition_failed")
    changes = refused.json()["errors"][0]["params"]["changes"]
    assert [change["after"] for change in changes] == [{"name_sv": "Två"}]

    refused = office.call("unit_update", unit="abe", name_sv="Tre", expected_version=2)
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_since")
    assert Unit.objects.get(code="abe").name_sv == "Två"


@pytest.mark.parametrize("given", ["", "3", '"3"', 'W/"v3-0123456789abcdef"', '"v3-zz"'])
def test_an_if_match_that_is_no_etag_of_ours_is_refused(api, units, given):
    refused = api(Role.OFFICE).call("unit_update", unit="abe", name_sv="X", headers={"If-Match": given})
    assert (refused.status_code, refused.json()["code"]) == (400, "if_match_unreadable")


def test_a_reading_token_changes_nothing(api, units):
    refused = api(Role.OFFICE, TokenScope.READ).call("unit_update", unit="abe", name_sv="X")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


@pytest.mark.parametrize("spoilt", ["revoked", "expired", "unknown", "left"])
def test_a_token_that_does_not_hold_opens_nothing(api, persona, spoilt):
    office = api(Role.OFFICE)
    held = ApiToken.objects.get()
    if spoilt == "revoked":
        ApiToken.objects.update(revoked_at=held.created_at)
    elif spoilt == "expired":
        ApiToken.objects.update(expires_on="2020-01-01")
    elif spoilt == "left":
        person_deactivate(person=persona(Role.OFFICE), actor=local_operator())
    else:
        office.headers["Authorization"] += "x"
    refused = office.call("language_choose", language="en")
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    assert refused["WWW-Authenticate"].startswith("Bearer")


def test_a_session_needs_the_csrf_token_to_change_anything(persona):
    client = Client(enforce_csrf_checks=True)
    client.force_login(persona(Role.OFFICE), backend="django.contrib.auth.backends.ModelBackend")
    path, body = "/api/v1/operations/language_choose", {"language": "en"}
    refused = client.post(path, body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    client.cookies["csrftoken"] = "a" * 32
    taken = client.post(path, body, content_type="application/json", headers={"X-CSRFToken": "a" * 32})
    assert taken.status_code == 200


def test_what_is_no_json_is_400_another_media_type_415_too_much_413(api, settings):
    office = api(Role.OFFICE)
    path = "/api/v1/operations/language_choose"

    def post(body, media_type="application/json"):
        response = office.client.post(path, body, content_type=media_type, headers=office.headers)
        return response.status_code, response.json()["code"]

    assert post("{") == (400, "json_invalid")
    assert post("language=en", "application/x-www-form-urlencoded") == (415, "media_type_unsupported")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert post('{"language": "' + "x" * 200 + '"}') == (413, "body_too_large")


def test_too_many_requests_are_told_how_long_to_wait(api, settings, monkeypatch):
    monkeypatch.setattr("vidsyn.storage.rates.time.time", lambda: 1_800_000_030.0)
    settings.API_REQUESTS_PER_MINUTE = 2
    office = api(Role.OFFICE)
    answers = [office.call("language_choose", language="sv") for _ in range(4)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "30"


def test_the_api_is_open_to_no_page_redirect():
    """The pages send people to the sign-in page; a program is told 401."""
    (api,) = [
        r for r in get_resolver().url_patterns if isinstance(r, URLResolver) and str(r.pattern) == "api/v1/"
    ]
    for pattern in api.url_patterns:
        assert pattern.callback.login_required is False
