"""The only place that changes an agreement's owner and unit, singly, in bulk and by import.

Each function takes an agreement that its caller has locked and checked for the actor.
"""

from __future__ import annotations

from vidsyn.acts.locking import set_field
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.stepping import tell
from vidsyn.kernel.refusals import require_reason
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import require_present
from vidsyn.people.vocabulary import Needed


def set_owner(agreement: Agreement, owner: Person | None, *, reason: str, actor: Actor) -> bool:
    """Set or clear the owner; returns whether it changed. The caller refreshes the index."""
    require_present(owner)
    return _set(agreement, "owner", owner, AgreementFact.OWNER_SET, reason, actor)


def set_unit(agreement: Agreement, unit: Unit, *, reason: str, actor: Actor) -> bool:
    """Set the owning unit; returns whether it changed. Requires the right over the new unit too, and a reason."""
    if agreement.unit_id == unit.pk:
        return False
    require_reason(reason)
    rights.require(rights.may_edit_for(actor, unit.path), needed=Needed.COORDINATOR)
    return _set(agreement, "unit", unit, AgreementFact.UNIT_SET, reason, actor)


def _set(
    agreement: Agreement,
    field: str,
    value: Unit | Person | None,
    fact: AgreementFact,
    reason: str,
    actor: Actor,
) -> bool:
    if changed := set_field(agreement, field, value):
        before, after = changed
        tell(fact, agreement, actor, before=before, after=after, reason=reason.strip())
    return changed is not None
