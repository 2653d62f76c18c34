"""The API keeps what its description promises, for whatever a program may send: schemathesis over every route.

A few examples of each in `make test`, the same ones every time; many more where `slow` tests run.
"""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
    ignored_auth,
]
QUICK = settings(
    max_examples=int(os.environ.get("VIDSYN_API_EXAMPLES", "3")),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
# Its cases of every boundary are gathered while tests are collected; test_boundaries.py runs them one by one.
schema.config.phases.coverage.enabled = False


@pytest.fixture(autouse=True)
def _as_often_as_it_likes(settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000


@pytest.fixture(autouse=True)
def _inside_the_tests_own_transaction():
    """The application ends each request by closing its connection, which is here the test's: as Django's own client."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@schema.parametrize()
@QUICK
def test_every_route_keeps_its_promises(case, token):
    case.call_and_validate(headers={"Authorization": f"Bearer {token(Role.OFFICE)}"}, checks=CHECKS)
