"""When an account is closed or erased, end its calendar feed permanently."""

from __future__ import annotations

from collections.abc import Sequence

from vidsyn.acts.reactions import reaction
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import system
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person
from vidsyn.reminders.operations.feeds import feeds_end


@reaction(PersonFact.DEACTIVATED, PersonFact.ERASED)
def end_feeds(entries: Sequence[HistoryEntry]) -> None:
    """Revoke the feeds of these people, in the same transaction; recorded for each feed."""
    people = Person.objects.filter(pk__in=[entry.subject_id for entry in entries])
    feeds_end(people, system(Door(entries[0].door)))
