"""When an account comes to see cases, end a calendar feed that somebody else may have created through it.

A feed has numbers and deadlines only, but follows the present rights, so it would begin to reveal cases by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from vidsyn.acts.reactions import reaction
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import system
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person
from vidsyn.reminders.operations.feeds import feeds_end


@reaction(PersonFact.ROLE_GIVEN)
def end_feeds_with_the_other_ways_in(entries: Sequence[HistoryEntry]) -> None:
    """Revoke the feeds of those whose ways in ended with the role, in the same transaction."""
    ids = [entry.subject_id for entry in entries if entry.after.get("ways_in_ended")]
    if ids:
        feeds_end(Person.objects.filter(pk__in=ids), system(Door(entries[0].door)))
