"""Who asks: an API token or a signed-in session, and how often she may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from ninja.security import HttpBearer
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from vidsyn import here
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor, actor_of
from vidsyn.people.queries.tokens import token_actor
from vidsyn.storage import rates

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Wrong tokens from one address before it has to wait, as a share of what a person may ask; guessing 256 bits is
# hopeless anyway.
_WRONG_TOKENS_SHARE = 20


class Token(HttpBearer):
    """`Authorization: Bearer …` with an API token."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The token's person with the token's scopes, or nobody."""
        actor = token_actor(token, on=here.today())
        if actor is None:
            most = settings.API_REQUESTS_PER_MINUTE // _WRONG_TOKENS_SHARE
            _slow_down(f"wrong:{request.META.get('REMOTE_ADDR', '')}", most)
        return _welcome(request, actor)


class Session(AuthBase):
    """The cookie of somebody signed in on the pages; what changes something also needs the CSRF token."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The signed-in person, or nobody."""
        user: Any = request.user
        if not user.is_authenticated:
            return None
        if request.method not in _SAFE and check_csrf(request) is not None:
            raise Refusal("csrf_failed", kind=RefusalKind.FORBIDDEN)
        return _welcome(request, actor_of(user, door=Door.API, on=here.today()))


AUTH: list[Callable[..., Any]] = [Token(), Session()]


def actor_in(request: HttpRequest) -> Actor:
    """Who asks, once let in."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def _welcome(request: HttpRequest, actor: Actor | None) -> Actor | None:
    """Count the request, and speak her own language unless the request asks for one."""
    if actor is None:
        return None
    _slow_down(f"actor:{actor.ref.id}", settings.API_REQUESTS_PER_MINUTE)
    if "Accept-Language" not in request.headers:
        translation.activate(actor.language)
    return actor


def _slow_down(name: str, most: int) -> None:
    """Refuse `too_many_requests` after `most` requests of that name within the running minute, in all workers."""
    if rates.count(name) > most:
        raise Refusal("too_many_requests", kind=RefusalKind.FORBIDDEN, retry_after=rates.seconds_left())
