"""Operations on many agreements at once: assign, move, void. One history row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone

from vidsyn.acts.locking import require_version, save, versions_by_key
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.belonging import set_owner, set_unit
from vidsyn.agreements.operations.indexing import index_owner, reindex
from vidsyn.agreements.operations.stepping import tell
from vidsyn.history import recording
from vidsyn.kernel.batches import batched
from vidsyn.kernel.refusals import require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import require_present


@operation(records=[AgreementFact.OWNER_SET])
def agreements_assign(
    *,
    agreements: tuple[Agreement, ...],
    owner: Person | None,
    reason: str = "",
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> int:
    """Make somebody the owner of these, or nobody; says how many changed hands."""
    require_present(owner)
    given = [
        set_owner(one, owner, reason=reason, actor=actor)
        for one in _ready(agreements, actor, expected_versions)
    ]
    index_owner(agreements, owner)
    return recording.counted(sum(given))


@operation(records=[AgreementFact.UNIT_SET])
def agreements_move(
    *,
    agreements: tuple[Agreement, ...],
    unit: Unit,
    reason: Reason,
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> int:
    """Let another unit own these; says how many moved. Takes the right over both units, and a reason."""
    moved = [
        set_unit(one, unit, reason=reason, actor=actor)
        for one in _ready(agreements, actor, expected_versions)
    ]
    return recording.counted(sum(moved))


@operation(records=[AgreementFact.VOIDED])
def agreements_void(
    *,
    agreements: tuple[Agreement, ...],
    reason: Reason,
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> int:
    """Take these out of the register as registered by mistake; their history stays. Takes a reason."""
    require_reason(reason)
    count = 0
    for agreement in _ready(agreements, actor, expected_versions):
        agreement.voided_at = timezone.now()
        save(agreement)
        tell(
            AgreementFact.VOIDED,
            agreement,
            actor,
            before={"voided": False},
            after={"voided": True},
            reason=reason.strip(),
        )
        count += 1
    reindex(*agreements)
    return recording.counted(count)


def _ready(
    agreements: Sequence[Agreement], actor: Actor, expected_versions: Sequence[int]
) -> Iterator[Agreement]:
    """Yield each one, locked in a fixed order a few hundred at a time, after checking that the actor may change it."""
    expected = versions_by_key(agreements, expected_versions)
    for some in batched(sorted((agreement.pk for agreement in agreements), key=str), 200):
        current = Agreement._default_manager.select_for_update().filter(pk__in=some).order_by("pk")
        for agreement in current.prefetch_related("further_units"):
            access.require_edit(actor, agreement)
            require_version(agreement, expected.get(agreement.pk), inside=True)
            yield agreement
