"""The calendar feed: a person's deadlines at a secret address. Numbers and dates, no content."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from vidsyn.agreements.queries.deadlines import Deadline, deadlines
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import Actor, actor_of
from vidsyn.reminders.models import CalendarFeed, DigestChoice
from vidsyn.wording.labels import label

if TYPE_CHECKING:
    from icalendar import Event

BACK_DAYS, AHEAD_DAYS = 31, 731


def secret_digest(secret: str) -> str:
    """Return what is stored of a secret. It is long and random, so a plain digest suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_made_on(viewer: Actor) -> datetime | None:
    """Return when the viewer's feed was created, or None."""
    feed = CalendarFeed.objects.filter(person=viewer.person_id, revoked_at=None).first()
    return feed.created_at if feed and viewer.person_id else None


def digest_wanted(viewer: Actor) -> bool:
    """Check whether the viewer receives the weekly digest."""
    return not DigestChoice.objects.filter(person=viewer.person_id, wanted=False).exists()


def calendar_of(secret: str, on: date) -> bytes | None:
    """Return the calendar of a secret, in its owner's language; None when there is no such feed.

    The owner's present rights apply: the calendar omits what the owner may no longer see, and a closed account has
    none.
    """
    feed = (
        CalendarFeed.objects.filter(digest=secret_digest(secret), revoked_at=None, person__is_active=True)
        .select_related("person__unit")
        .first()
    )
    if feed is None:
        return None
    viewer = actor_of(feed.person, door=Door.WEB, on=on, scopes=frozenset({"read"}))
    found = deadlines(viewer, on - timedelta(days=BACK_DAYS), on + timedelta(days=AHEAD_DAYS), mine=True)
    with translation.override(viewer.language):
        return _calendar(found, on)


def _calendar(found: tuple[Deadline, ...], on: date) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Vidsyn//Deadlines//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Vidsyn: deadlines"))
    calendar.add("refresh-interval", timedelta(hours=12))
    stamp = datetime.combine(on, time(0), tzinfo=ZoneInfo("UTC"))
    for item in found:
        calendar.add_component(_event(item, stamp))
    return bytes(calendar.to_ical())


def _event(item: Deadline, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{item.kind}-{item.of.isoformat()}-{item.agreement_id}@vidsyn")
    event.add("dtstamp", stamp)
    event.add("dtstart", item.due_on)
    event.add("dtend", item.due_on + timedelta(days=1))
    event.add("summary", f"{item.number}: {label(item.matter)}")
    event.add("transp", "TRANSPARENT")
    return event
