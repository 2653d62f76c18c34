"""What goes wrong around the API's own views answers as a problem document too: 400, 404, 405, 413, 500, 503."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from vidsyn.api.problems import MEDIA_TYPE, problem_response
from vidsyn.kernel.refusals import Refusal, RefusalKind

_CODES = {404: "address_unknown", 405: "method_not_allowed", 413: "body_too_large", 503: "busy_try_again"}
_KINDS = {404: RefusalKind.NOT_FOUND, 503: RefusalKind.BUSY}
_TOLD = ("Allow", "Retry-After")


class ApiProblems:
    """Turns an error page under `/api/` into a problem document, keeping its status, `Allow` and `Retry-After`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The view's answer, or the problem."""
        response = self.get_response(request)
        if not request.path.startswith("/api/") or response.status_code < 400:
            return response
        if response.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        code = _CODES.get(
            response.status_code, "fault" if response.status_code >= 500 else "request_unreadable"
        )
        kind = _KINDS.get(response.status_code, RefusalKind.MALFORMED)
        problem = problem_response(
            Refusal(code, kind=kind, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000)
        )
        for header in _TOLD:
            if header in response:
                problem[header] = response[header]
        return problem
