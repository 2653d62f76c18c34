"""Whether a person gets the weekly digest."""

from __future__ import annotations

from vidsyn.acts.locking import save
from vidsyn.acts.operations import operation
from vidsyn.history import recording
from vidsyn.people.actors import Actor
from vidsyn.reminders.facts import DigestFact
from vidsyn.reminders.models import DigestChoice
from vidsyn.reminders.operations.feeds import own_account


@operation(records=[DigestFact.CHOSEN])
def digest_choose(*, wanted: bool, actor: Actor) -> None:
    """Turn the actor's weekly digest on or off. Reminders of her deadlines come whatever she chooses."""
    person = own_account(actor)
    choice = DigestChoice.objects.filter(person=person).first()
    before = choice.wanted if choice else True
    if before == wanted:
        recording.nothing_changed()
        return
    if choice is None:
        choice = DigestChoice.objects.create(person=person, wanted=wanted)
    else:
        choice.wanted = wanted
        save(choice)
    recording.record(
        DigestFact.CHOSEN, subject=choice, actor=actor, before={"wanted": before}, after={"wanted": wanted}
    )
