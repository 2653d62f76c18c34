"""Answers: JSON with an ETag that carries the version, so that a later change can say what it was based on."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from vidsyn.acts.describe import describe
from vidsyn.acts.submissions import Answer
from vidsyn.kernel.refusals import Refusal, RefusalKind

REPLAYED = "Idempotent-Replayed"
_ETAG = re.compile(r'"v(\d{1,9})-[0-9a-f]{16}"')


def answer(value: Any) -> HttpResponse:
    """The value as JSON; a thing with a version gets its ETag."""
    return answer_of(answer_to_store(value))


def answer_to_store(value: Any) -> Answer:
    """The body and the ETag of the answer, as they are kept to be given again."""
    told = describe(value)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    version = _version_of(told)
    etag = f'"v{version}-{hashlib.sha256(body.encode()).hexdigest()[:16]}"' if version is not None else ""
    return {"body": body, "etag": etag}


def answer_of(kept: Answer) -> HttpResponse:
    """The answer with this body and ETag."""
    response = HttpResponse(kept["body"].encode(), content_type="application/json")
    response["Cache-Control"] = "private, no-cache"
    if kept["etag"]:
        response["ETag"] = kept["etag"]
    return response


def answer_again(kept: Answer) -> HttpResponse:
    """The answer kept from the first time, marked as such; refused where it held a secret, which is kept nowhere."""
    if not kept:
        raise Refusal("answer_shown_once", kind=RefusalKind.STATE, field="Idempotency-Key")
    response = answer_of(kept)
    response[REPLAYED] = "true"
    return response


def _version_of(told: Any) -> int | None:
    """The version of the thing told of, which stands beside it or in its row."""
    if not isinstance(told, dict):
        return None
    inner = told if "version" in told else told.get("row")
    version = inner.get("version") if isinstance(inner, dict) else None
    return version if isinstance(version, int) else None


def answer_unless_known(request: HttpRequest, value: Any) -> HttpResponse:
    """As `answer`, or 304 when the reader already has exactly this (If-None-Match)."""
    response = answer(value)
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    if response.get("ETag") in known:
        return HttpResponseNotModified(headers={"ETag": response["ETag"]})
    return response


def version_expected(request: HttpRequest) -> int | None:
    """The version named by If-Match; None where it is left out or `*`. Refuses what is no ETag of ours."""
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    match = _ETAG.fullmatch(given)
    if match is None:
        raise Refusal("if_match_unreadable", kind=RefusalKind.MALFORMED, field="If-Match")
    return int(match[1])
