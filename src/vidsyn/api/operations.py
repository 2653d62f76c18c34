"""One documented route per operation: `POST /api/v1/operations/{name}`, made from its signature and docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from vidsyn.api.answers import answer, version_expected
from vidsyn.api.visitors import actor_in
from vidsyn.kernel.refusals import Refusal
from vidsyn.plumbing.calls import call, operations, takes_version
from vidsyn.plumbing.operations import Operation

router = Router()

_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string", "pattern": r'^("v[0-9]{1,9}-[0-9a-f]{16}"|\*)$'},
    "description": "ETag of the thing as you read it; 412 if it has changed since. Same as `expected_version`.",
}


def add_operation_routes() -> None:
    """A route for every operation of every room."""
    for operation in operations().values():
        router.post(
            f"/{operation.name}",
            operation_id=operation.name,
            summary=operation.summary or operation.name,
            description=inspect.getdoc(operation.function) or operation.name,
            tags=[_room(operation)],
            openapi_extra={"parameters": [_IF_MATCH] if takes_version(operation) else []},
        )(_view(operation))


def _view(operation: Operation) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        body, expected = _body(request), version_expected(request)
        try:
            return answer(call(operation.name, body, actor=actor_in(request), expected_version=expected))
        except Refusal as refusal:
            if refusal.code == "changed_since" and expected is not None:
                raise _precondition_failed(refusal) from refusal
            raise

    view.__name__ = operation.name
    return view


def _body(request: HttpRequest) -> bytes:
    if request.content_type != "application/json":
        raise Refusal("media_type_unsupported")
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise Refusal("body_too_large", limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000)
    return request.body


def _precondition_failed(refusal: Refusal) -> Refusal:
    return Refusal("precondition_failed", kind=refusal.kind, field="If-Match", **refusal.params)


def _room(operation: Operation) -> str:
    function: Any = inspect.unwrap(operation.function)
    return str(function.__module__.split(".")[1])
