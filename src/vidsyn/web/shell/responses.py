"""A refusal as an answer: the sentence, the status, and the shape the browser asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.wording.refusals import sentence

CODE_HEADER = "Vidsyn-Refusal"
STATUS = {
    RefusalKind.MALFORMED: 400,
    RefusalKind.FORBIDDEN: 403,
    RefusalKind.NOT_FOUND: 404,
    RefusalKind.CONFLICT: 409,
    RefusalKind.STATE: 409,
    RefusalKind.INVALID: 422,
    RefusalKind.BUSY: 503,
}


def refusal_status(refusals: Sequence[Refusal]) -> int:
    """The status of several refusals together: the one furthest from a thing to mend in the form."""
    return min(STATUS[refusal.kind] for refusal in refusals)


def form_status(refusals: Sequence[Refusal]) -> int:
    """The status of a form that comes back: an answer that cannot be read or names nothing is one that will not do."""
    answers = (RefusalKind.MALFORMED, RefusalKind.NOT_FOUND)
    return min(422 if refusal.kind in answers else STATUS[refusal.kind] for refusal in refusals)


def refusal_page(request: HttpRequest, refusals: Sequence[Refusal]) -> HttpResponse:
    """The refusals as a page; for htmx only the alert, which goes where the answer was to go.

    The header `Vidsyn-Refusal` names the first one's code, the same that the API and the command line give.
    """
    status = refusal_status(refusals)
    template = "shell/refusal_alert.html" if request.headers.get("HX-Request") else "shell/refusal.html"
    sentences = [sentence(refusal) for refusal in refusals]
    response = render(request, template, {"sentences": sentences, "status": status}, status=status)
    return named(response, refusals[0])


def named(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    """The answer with the refusal's code in its header, and after how many seconds to ask again where that is known."""
    response.headers[CODE_HEADER] = refusal.code
    if wait := refusal.params.get("retry_after"):
        response.headers["Retry-After"] = str(wait)
    return response
