"""Settle rows of the clean-up list."""

from __future__ import annotations

from vidsyn import here
from vidsyn.acts.locking import locked
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor
from vidsyn.reminders.facts import CleanUpFact
from vidsyn.reminders.models import CleanUpSettled
from vidsyn.reminders.queries.clean_up import past_when_imported


@operation(records=[CleanUpFact.SETTLED])
def clean_up_settle(*, agreements: tuple[Agreement, ...], reason: str = "", actor: Actor) -> int:
    """Say of agreements that were past when they were imported that they are indeed over; says of how many."""
    count = 0
    for agreement in sorted(agreements, key=lambda a: str(a.pk)):
        current = locked(agreement)
        access.require_edit(actor, current)
        if CleanUpSettled.objects.filter(agreement=current).exists():
            continue
        if not Agreement.objects.filter(past_when_imported(here.today()), pk=current.pk).exists():
            raise Refusal("clean_up_not_past", kind=RefusalKind.STATE, number=current.number)
        settled = CleanUpSettled.objects.create(agreement=current)
        recording.record(
            CleanUpFact.SETTLED,
            subject=settled,
            actor=actor,
            after={"agreement": str(current.pk)},
            reason=reason,
        )
        count += 1
    if not count:
        recording.nothing_changed()
    return count
