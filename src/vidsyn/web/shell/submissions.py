"""A form sent twice is carried out once: each form carries a key, and the second sending gets the first one's answer.

The key is a hidden field that `c-form` and `{% submission %}` make. Whatever a page changes goes through
`carried_out`, which hands key and content to the operation; `SubmissionMiddleware` answers what was carried out
already, also where the page would not find any more what the first sending took out.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.acts.submissions import (
    AlreadyDoneError,
    Answer,
    Submitted,
    answered_before,
    digest_of,
    submitted,
)
from vidsyn.history.recording import watched
from vidsyn.kernel.refusals import Refusal, Refusals

T = TypeVar("T")
Text = str | Promise
Responder = Callable[[HttpRequest], HttpResponse]
FIELD = "submission"
UNCHANGED = _("Nothing was changed: everything was so already.")
_KEY = re.compile(r"[\w-]{16,100}")
_NOT_CONTENT = {FIELD, "csrfmiddlewaretoken"}


def new_key() -> str:
    """A key for a form about to be shown."""
    return secrets.token_urlsafe(16)


def key_in(request: HttpRequest) -> str:
    """The key that was sent; empty where there is none of ours."""
    key = request.POST.get(FIELD, "")
    return key if _KEY.fullmatch(key) else ""


def carried_out(
    request: HttpRequest,
    act: Callable[[], T],
    *,
    then: Callable[[T], str],
    message: Text | Callable[[T], Text] = "",
    again: Text = "",
    once: bool = True,
    undoable: bool = False,
) -> HttpResponse:
    """Carry out `act`, say `message` and go to the address that `then` gives for what the operation returned.

    The same form sent again is told `again`, else the same message, and led to the same address. `once` is False for
    what changes nothing and may be looked at as often as it is sent. With `undoable` the message offers to undo it.
    """

    def answer(done: T) -> Answer:
        text = str(message(done) if callable(message) else message)
        acts = {str(entry.correlation_id) for entry in seen.entries} if undoable else set()
        undo = acts.pop() if len(acts) == 1 else ""
        return {"to": then(done), "message": text, "again": str(again) or text, "undo": undo}

    sent = Submitted(key, _digest(request), answer) if once and (key := key_in(request)) else None
    with submitted(sent), watched() as seen:
        done = act()
    told = sent.answered if sent and sent.answered is not None else answer(done)
    nothing = seen.unchanged and not seen.entries
    return _onward(request, told, str(UNCHANGED) if nothing else told["message"])


class SubmissionMiddleware:
    """Answers a form that was carried out already as it was answered then."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Before the page looks anything up: the first sending may have taken out what it would look for."""
        return self._repeated(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The first sending was carried out while the second was under way."""
        if isinstance(exception, AlreadyDoneError):
            return _again(request, exception.answer)
        return self._repeated(request) if isinstance(exception, Refusal | Refusals | Http404) else None

    def _repeated(self, request: HttpRequest) -> HttpResponse | None:
        if request.method != "POST" or request.path.startswith("/api/") or not (key := key_in(request)):
            return None
        before = answered_before(key, _digest(request), getattr(request, "actor", None))
        return _again(request, before) if before else None


def _again(request: HttpRequest, answer: Answer) -> HttpResponse:
    return _onward(request, answer, answer["again"])


def _onward(request: HttpRequest, answer: Answer, text: str) -> HttpResponse:
    if text:
        messages.success(request, text, extra_tags=answer.get("undo", ""))
    return HttpResponseRedirect(answer["to"])


def _digest(request: HttpRequest) -> str:
    """Of the address and all that was sent; passwords left out, since not even a digest of one is stored."""
    return digest_of(request.get_full_path(), *_content(request))


def _content(request: HttpRequest) -> Iterator[str]:
    for name in sorted(set(request.POST) - _NOT_CONTENT):
        if "password" not in name:
            yield from (name, *request.POST.getlist(name))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield from (name, file.name or "", _digest_of_file(file))


def _digest_of_file(file: UploadedFile[Any]) -> str:
    found = hashlib.sha256()
    for part in file.chunks():
        found.update(part)
    file.seek(0)
    return found.hexdigest()
