"""API tokens: shown once, stored as a digest, with a scope and a last day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from vidsyn import here
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.recording import nothing_changed, record
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Said
from vidsyn.people.actors import Actor
from vidsyn.people.facts import TokenFact
from vidsyn.people.models import ApiToken, Person
from vidsyn.people.operations.persons import own_account
from vidsyn.people.queries.tokens import token_digest
from vidsyn.people.vocabulary import Needed, TokenScope

LONGEST_DAYS = 366
PREFIX = "vidsyn_"
_HINT = len(PREFIX) + 4


@dataclass(frozen=True, slots=True)
class NewToken:
    """A new token. `secret` is shown now and never again."""

    token: ApiToken
    secret: str


@operation(records=[TokenFact.CREATED], shown_once=True, in_person=True)
def token_create(*, name: Said, scope: TokenScope, expires_on: date, actor: Actor) -> NewToken:
    """Make an API token of one's own, for a program that acts in one's name.

    Valid until `expires_on`, at most a year ahead. The result contains the secret, which cannot be shown again.
    """
    person = own_account(actor)
    name = " ".join(name.split())
    if not name:
        raise Refusal("token_name_missing", field="name")
    today = here.today()
    if not today <= expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise Refusal("token_expiry_out_of_reach", field="expires_on", days=LONGEST_DAYS)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        person=person,
        name=name,
        digest=token_digest(secret),
        hint=secret[:_HINT],
        scope=scope,
        expires_on=expires_on,
    )
    token.save(force_insert=True)
    after = {"name": name, "scope": scope, "expires_on": expires_on, "person": person.pk}
    record(TokenFact.CREATED, subject=token, actor=actor, after=after, personal=("name",))
    return NewToken(token, secret)


@operation(records=[TokenFact.REVOKED])
def token_revoke(*, token: ApiToken, reason: str = "", actor: Actor) -> ApiToken:
    """Revoke a token of one's own: it stops at once."""
    token = locked(token)
    if token.person_id != actor.person_id:
        raise Refusal("not_allowed", kind=RefusalKind.FORBIDDEN, needed=Needed.OWN_ACCOUNT)
    if token.revoked_at is not None:
        nothing_changed()
        return token
    revoke(token, actor, reason)
    return token


def revoke_every(person: Person, actor: Actor) -> None:
    """Revoke every token of an account that is closed; the calling operation has checked the right."""
    for token in person.tokens.filter(revoked_at=None):
        revoke(token, actor, "")


def revoke(token: ApiToken, actor: Actor, reason: str) -> None:
    """Revoke a token; the calling operation has checked the right."""
    token.revoked_at = timezone.now()
    save(token)
    record(TokenFact.REVOKED, subject=token, actor=actor, after={"revoked": True}, reason=reason)
