"""One documented route per operation: `POST /api/v1/operations/{name}`, made from its signature and docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from vidsyn.acts.calls import call, operations, takes_version
from vidsyn.acts.operations import Operation
from vidsyn.acts.submissions import (
    LONGEST,
    AlreadyDoneError,
    Answer,
    Submitted,
    answered_before,
    digest_of,
    submitted,
)
from vidsyn.api.answers import REPLAYED, answer, answer_again, answer_to_store, version_expected
from vidsyn.api.visitors import actor_in
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor

router = Router()

_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string", "pattern": r'^("v[0-9]{1,9}-[0-9a-f]{16}"|\*)$'},
    "description": "ETag of the thing as you read it; 412 if it has changed since. Same as `expected_version`.",
}
_KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST}}}")
_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "pattern": rf"^[!-~]{{1,{LONGEST}}}$"},
    "description": "A key of the caller's own, new for each thing to be done. Sent again with the same key and body "
    f"within a week, the call is not carried out again: it answers as the first time, with `{REPLAYED}: true`. The "
    "same key with another body is refused (`submission_differs`); a call that was refused leaves its key free.",
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
            openapi_extra={
                "parameters": [_IDEMPOTENCY_KEY, *([_IF_MATCH] if takes_version(operation) else [])]
            },
        )(_view(operation))


def _view(operation: Operation) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        body, expected = _body(request), version_expected(request)
        actor, sent = actor_in(request), _sent(request, operation, body)
        try:
            if sent and (before := _before(sent, actor)) is not None:
                return answer_again(before)
            with submitted(sent):
                return answer(call(operation.name, body, actor=actor, expected_version=expected))
        except AlreadyDoneError as before:
            return answer_again(before.answer)
        except Refusal as refusal:
            if refusal.code == "changed_since" and expected is not None:
                raise _precondition_failed(refusal) from refusal
            raise

    view.__name__ = operation.name
    return view


def _sent(request: HttpRequest, operation: Operation, body: bytes) -> Submitted | None:
    """What the call is to be known by when it comes again; None for a call without a key."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise Refusal(
            "idempotency_key_unusable", kind=RefusalKind.MALFORMED, field="Idempotency-Key", limit=LONGEST
        )

    def kept(result: Any) -> Answer:
        return {} if operation.shown_once else answer_to_store(result)

    return Submitted(key, digest_of(operation.name, request.headers.get("If-Match", ""), body), kept)


def _before(sent: Submitted, actor: Actor) -> Answer | None:
    """The answer of the first time, before anything is looked up that it may have taken out."""
    return answered_before(sent.key, sent.digest, actor) if actor.may_write else None


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
