"""API tokens: whose they are and what they may do."""

from __future__ import annotations

import hashlib
import logging
from datetime import date

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from vidsyn.acts.lookup import finder, named
from vidsyn.kernel.actors import Door
from vidsyn.kernel.ids import read_id
from vidsyn.people.actors import Actor, actor_of
from vidsyn.people.models import ApiToken
from vidsyn.people.vocabulary import TokenScope

logger = logging.getLogger("vidsyn.tokens")

_SCOPES = {
    TokenScope.READ: frozenset({"read"}),
    TokenScope.WRITE: frozenset({"read", "write"}),
}


def token_list(viewer: Actor) -> QuerySet[ApiToken]:
    """Return the viewer's own tokens, newest first, including revoked and expired ones."""
    return (
        ApiToken.objects.filter(person_id=viewer.person_id) if viewer.person_id else ApiToken.objects.none()
    )


@finder(ApiToken)
def token_find(viewer: Actor, name: str) -> ApiToken | None:
    """Find one of the viewer's own tokens, by id or by its displayed hint."""
    key, tokens = read_id(name), token_list(viewer)
    return tokens.filter(pk=key).first() if key else tokens.filter(hint=name.rstrip("…")).first()


token_named = named(ApiToken)


def token_digest(secret: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_actor(secret: str, *, on: date) -> Actor | None:
    """Return the token's actor; None when it is unknown, revoked or past its last day, or its person has left.

    Stores the day as the token's last use, without a new version, since nobody edits it.
    """
    token = (
        ApiToken.objects.filter(
            digest=token_digest(secret), revoked_at=None, expires_on__gte=on, person__is_active=True
        )
        .select_related("person__unit")
        .first()
    )
    if token is None:
        return None
    if token.last_used_on != on:
        _stamp(token, on)
    return actor_of(token.person, door=Door.API, on=on, scopes=_SCOPES[TokenScope(token.scope)])


def _stamp(token: ApiToken, on: date) -> None:
    """Store the day. Continue if it cannot be stored: on a full disk, or during a long write by others."""
    try:
        with transaction.atomic():
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)
    except DatabaseError:
        logger.warning("the last use of a token could not be kept", exc_info=True)
