"""Every no of the API as a problem document (RFC 9457): one code and one sentence, and each fault with its field."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from pydantic import BaseModel, Field

from vidsyn.acts.describe import describe
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals
from vidsyn.wording.refusals import sentence
from vidsyn.wording.sentences_doors import STATUS_TITLES

MEDIA_TYPE = "application/problem+json"
_STATUS = {
    RefusalKind.MALFORMED: HTTPStatus.BAD_REQUEST,
    RefusalKind.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    RefusalKind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    RefusalKind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    RefusalKind.CONFLICT: HTTPStatus.CONFLICT,
    RefusalKind.STATE: HTTPStatus.CONFLICT,
    RefusalKind.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
}
# Refusals of the protocol itself; everything else follows from its kind.
_STATUS_OF_CODE = {
    "precondition_failed": HTTPStatus.PRECONDITION_FAILED,
    "not_signed_in": HTTPStatus.UNAUTHORIZED,
    "too_many_requests": HTTPStatus.TOO_MANY_REQUESTS,
    "media_type_unsupported": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "body_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "disk_full": HTTPStatus.SERVICE_UNAVAILABLE,
    "fault": HTTPStatus.INTERNAL_SERVER_ERROR,
}


class Fault(BaseModel):
    """One thing to mend."""

    code: str = Field(description="Stable code of the rule that refused.")
    detail: str = Field(description="A sentence a person can act on, in the language asked for.")
    field: str | None = Field(description="Path of the field it is about, such as `lines.0.amount`.")
    params: dict[str, Any] = Field(description="The values the sentence speaks of.")


class Problem(BaseModel):
    """A problem document (RFC 9457). `code`, `detail` and `field` are those of the first fault."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None
    errors: list[Fault]


def status_of(refusal: Refusal) -> HTTPStatus:
    """The HTTP status of a refusal."""
    return _STATUS_OF_CODE.get(refusal.code, _STATUS[refusal.kind])


def problem_of(refusals: Sequence[Refusal]) -> dict[str, Any]:
    """The document for one or more refusals, in the active language."""
    first = refusals[0]
    status = status_of(first)
    return {
        "type": f"urn:vidsyn:problem:{first.code}",
        "title": str(STATUS_TITLES[status]),
        "status": status.value,
        "code": first.code,
        "detail": sentence(first),
        "field": first.field,
        "errors": [_fault(refusal) for refusal in refusals],
    }


def problem_response(refused: Refusal | Refusals) -> HttpResponse:
    """The answer to a request that was refused."""
    refusals = (refused,) if isinstance(refused, Refusal) else refused.refusals
    document = problem_of(refusals)
    response = JsonResponse(document, status=document["status"], content_type=MEDIA_TYPE)
    if document["status"] == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="vidsyn"'
    if wait := refusals[0].params.get("retry_after"):
        response["Retry-After"] = str(wait)
    return response


def _fault(refusal: Refusal) -> dict[str, Any]:
    return {
        "code": refusal.code,
        "detail": sentence(refusal),
        "field": refusal.field,
        "params": describe(refusal.params),
    }
