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


def test_without_credentials_one_is_told_how_to_sign_in(any_operation):
    response = Client().post(any_operation, "{}", content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (401, "not_signed_in")
    assert response["WWW-Authenticate"].startswith("Bearer")
