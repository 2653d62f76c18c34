"""Who asks, in which language, and what a refusal becomes: set on each request, in this order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from vidsyn import here
from vidsyn.acts.contention import refusal_of_contention
from vidsyn.history.forgetting import forget_erased
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import actor_of
from vidsyn.storage.full import disk_full
from vidsyn.web.shell.errors import busy_page
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.responses import refusal_page

LANGUAGE_COOKIE = "vidsyn_language"
Responder = Callable[[HttpRequest], HttpResponse]


class PatientSessionMiddleware(SessionMiddleware):
    """Sessions that cannot be saved because somebody else writes for too long are refused with a page."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer with its session saved; else the page that says that others are writing."""
        try:
            return super().process_response(request, response)
        except DatabaseError as fault:
            busy = refusal_of_contention(fault)
            if busy is None:
                raise
            return busy_page(request, busy)


class LanguageMiddleware:
    """The switch in the header decides, then the person's own language, then the browser's, then Swedish."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ForgettingMiddleware:
    """What was erased, here or in another process, is not shown from memory."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forget_erased()
        return self.get_response(request)


class AddressMiddleware:
    """An address or a search with the character NUL is a bad request: no text has it, and no database takes it."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        values = (value for _name, listed in request.GET.lists() for value in listed)
        if any("\x00" in text for text in (request.path, *request.GET, *values)):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class ActorMiddleware:
    """Gives each signed-in request its `actor`: the person with the roles that count today in Stockholm.

    She speaks the language of the page: names in it come in that language, and a title she types is kept in it.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        asked = cast(WebRequest, request)
        actor = actor_of(request.user, door=Door.WEB, on=here.today())
        asked.actor = replace(actor, language=here.language())
        response = self.get_response(asked)
        # One person's page: kept in no shared cache, and asked for anew after she has signed out.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class RefusalMiddleware:
    """A refusal nobody caught becomes its page, with the status of its kind; so does a lock that a view met."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Anything but a refusal goes on to Django's own handling."""
        if isinstance(exception, Refusals):
            return refusal_page(request, exception.refusals)
        if isinstance(exception, Refusal):
            return refusal_page(request, [exception])
        if full := disk_full(exception):
            return refusal_page(request, [full])
        busy = refusal_of_contention(exception)
        return busy_page(request, busy) if busy else None


def _language(request: HttpRequest) -> str:
    spoken = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if chosen in spoken:
        return chosen
    if request.user.is_authenticated and request.user.language in spoken:
        return request.user.language
    return translation.get_language_from_request(request)
