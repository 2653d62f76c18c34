"""Every no of the API is a problem document in the language asked for."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nowhere", 404, "address_unknown"),
        ("post", "/api/v1/operations/unit_burn", 404, "address_unknown"),
        ("delete", "/api/v1/openapi.json", 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there_is_a_problem_document(method, path, status, code):
    response = getattr(Client(), method)(path)
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)


def test_a_problem_speaks_swedish_unless_english_is_asked_for():
    assert "Det finns ingenting" in Client().get("/api/v1/nowhere").json()["detail"]
    english = Client().get("/api/v1/nowhere", headers={"accept-language": "en"}).json()
    assert "There is nothing" in english["detail"]


def test_without_credentials_one_is_told_how_to_sign_in():
    response = Client().post("/api/v1/operations/language_choose", "{}", content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (401, "not_signed_in")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_fault_of_ours_is_logged_and_told_without_its_inside(monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr("vidsyn.api.routes._description", broken)
    response = Client(raise_request_exception=False).get("/api/v1/openapi.json")
    assert (response.status_code, response.json()["code"]) == (500, "fault")
    assert b"secret" not in response.content
    assert "secret inside" in caplog.text
