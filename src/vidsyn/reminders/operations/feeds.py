"""Create, replace and revoke a person's calendar feed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person
from vidsyn.reminders.facts import FeedFact
from vidsyn.reminders.models import CalendarFeed
from vidsyn.reminders.queries.feeds import secret_digest


@operation(records=[FeedFact.MADE], shown_once=True, in_person=True)
def feed_make(*, actor: Actor) -> str:
    """Make a calendar feed for the actor and give its secret, which is not shown again; an earlier one is revoked."""
    person = own_account(actor)
    _revoke(person, actor)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person=person, digest=secret_digest(secret))
    recording.record(FeedFact.MADE, subject=feed, actor=actor, after={"person": str(person.pk)})
    return secret


@operation(records=[FeedFact.REVOKED])
def feed_revoke(*, actor: Actor) -> None:
    """Revoke the actor's calendar feed: its address answers no more."""
    if not _revoke(own_account(actor), actor):
        recording.nothing_changed()


def feeds_end(people: Iterable[Person], actor: Actor) -> None:
    """Revoke, in the same act, the feeds of accounts that are closed or erased, or that gain access to cases."""
    for person in people:
        _revoke(person, actor)


def own_account(actor: Actor) -> Person:
    """Return the actor's own account, locked. Raises Refusal `feed_needs_a_person` for an actor who is no person."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is None:
        raise Refusal("feed_needs_a_person", kind=RefusalKind.FORBIDDEN)
    return locked(person)


def _revoke(person: Person, actor: Actor) -> bool:
    feed = CalendarFeed.objects.filter(person=person, revoked_at=None).first()
    if feed is None:
        return False
    feed.revoked_at = timezone.now()
    save(feed)
    recording.record(FeedFact.REVOKED, subject=feed, actor=actor, after={"person": str(person.pk)})
    return True
