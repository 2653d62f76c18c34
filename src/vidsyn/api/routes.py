"""The API: `/api/v1`, described at `/api/v1/openapi.json`."""

from __future__ import annotations

import functools
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from vidsyn import __version__
from vidsyn.acts.calls import refusal_of_fault
from vidsyn.acts.contention import refusal_of_contention
from vidsyn.api import operations, reads
from vidsyn.api.document import complete
from vidsyn.api.problems import problem_response
from vidsyn.api.visitors import AUTH
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals, refuse_if
from vidsyn.storage.full import disk_full


class Api(NinjaAPI):
    """The framework's API with our description and our way of saying no."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, completed."""
        schema = super().get_openapi_schema(**options)
        complete(schema)
        return schema


api = Api(
    title="Vidsyn",
    version=__version__,
    description="A register of a university's international collaborations. Names, codes and dates are those of "
    "the web pages; every operation can also be called with `vidsyn call`. See docs/api.md.",
    docs_url=None,
    openapi_url=None,
    auth=AUTH,
    urls_namespace="api-v1",
)
operations.add_operation_routes()
api.add_router("/operations", operations.router)
reads.add_read_routes()
api.add_router("", reads.router)


@api.get("/openapi.json", auth=None, include_in_schema=False)
def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The description of all this, for programs."""
    return JsonResponse(_description())


@functools.cache
def _description() -> OpenAPISchema:
    return api.get_openapi_schema()


@api.exception_handler(Refusal)
@api.exception_handler(Refusals)
def _refused(_request: HttpRequest, refused: Refusal | Refusals) -> HttpResponse:
    return problem_response(refused)


@api.exception_handler(DatabaseError)
@api.exception_handler(OSError)
def _full_or_busy(_request: HttpRequest, fault: Exception) -> HttpResponse:
    met = disk_full(fault) or refusal_of_contention(fault)
    if met is None:
        raise fault
    return problem_response(met)


@api.exception_handler(AuthenticationError)
def _not_signed_in(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem_response(Refusal("not_signed_in", kind=RefusalKind.FORBIDDEN))


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Wrong query parameters: the same codes as wrong fields."""
    faults = [{**fault, "loc": fault["loc"][-1:]} for fault in error.errors]
    try:
        refuse_if([refusal_of_fault(fault) for fault in faults])
    except (Refusal, Refusals) as refused:
        return problem_response(refused)
    raise error


def addresses() -> tuple[list[Any], str, str]:
    """The API's addresses. Its own credentials open them, not the pages' redirect to the sign-in page."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if pattern.callback is not None:
            pattern.callback = login_not_required(pattern.callback)
    return patterns, app, namespace
