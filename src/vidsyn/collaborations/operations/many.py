"""Operations on many collaborations at once: move, assign, void. One history row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone

from vidsyn.acts.locking import each_locked, require_version, save, versions_by_key
from vidsyn.acts.operations import operation
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.models import Activity, Collaboration
from vidsyn.collaborations.operations.states import set_owner, set_unit
from vidsyn.history import recording
from vidsyn.kernel.refusals import require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import require_present
from vidsyn.people.vocabulary import Needed


@operation(records=[CollaborationFact.MOVED])
def collaborations_move(
    *,
    collaborations: tuple[Collaboration, ...],
    unit: Unit,
    reason: Reason,
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> int:
    """Let another unit lead these; says how many moved. Takes the right over both units."""
    require_reason(reason)
    rights.require(rights.may_register_for(actor, unit.path), needed=Needed.COORDINATOR)
    moved = [
        set_unit(one, unit, reason=reason, actor=actor)
        for one in _ready(collaborations, actor, expected_versions)
    ]
    return recording.counted(sum(moved))


@operation(records=[CollaborationFact.OWNER_CHANGED])
def collaborations_assign(
    *,
    collaborations: tuple[Collaboration, ...],
    owner: Person,
    reason: str = "",
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> int:
    """Make somebody the owner of these; says how many changed hands."""
    require_present(owner)
    given = [
        set_owner(one, owner, reason=reason, actor=actor)
        for one in _ready(collaborations, actor, expected_versions)
    ]
    return recording.counted(sum(given))


@operation(records=[CollaborationFact.VOIDED])
def collaborations_void(
    *,
    collaborations: tuple[Collaboration, ...],
    reason: Reason,
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> int:
    """Take these out of the register as registered by mistake, with their activities; their history stays."""
    require_reason(reason)
    now = timezone.now()
    count = 0
    for collaboration in _ready(collaborations, actor, expected_versions):
        Activity.objects.filter(collaboration=collaboration, voided_at=None).update(voided_at=now)
        collaboration.voided_at = now
        save(collaboration)
        recording.record(
            CollaborationFact.VOIDED,
            subject=collaboration,
            actor=actor,
            before={"voided": False},
            after={"voided": True},
            reason=reason,
        )
        count += 1
    return recording.counted(count)


def _ready(
    collaborations: Sequence[Collaboration], actor: Actor, expected_versions: Sequence[int]
) -> Iterator[Collaboration]:
    """Yield each one, locked, after checking that the actor may change it."""
    expected = versions_by_key(collaborations, expected_versions)
    for current in each_locked(collaborations):
        access.require_edit(actor, current)
        require_version(current, expected.get(current.pk), inside=True)
        yield current
