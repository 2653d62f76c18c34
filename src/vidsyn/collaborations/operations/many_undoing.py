"""Undo a change of many collaborations' owner or unit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from vidsyn.acts.operations import operation
from vidsyn.acts.undoing import Undone, undo_act
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.states import set_owner, set_unit
from vidsyn.kernel.refusals import require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.vocabulary import Needed


@operation(records=[CollaborationFact.OWNER_CHANGED, CollaborationFact.MOVED], undoes=True)
def collaborations_change_undo(*, act: UUID, reason: Reason, actor: Actor) -> Undone:
    """Give collaborations back the owner or unit that one act took from them; says how many, and how many are left.

    `act` is its id in the history. A collaboration whose owner or unit has been changed since is left as it is, and so
    is one that the actor may no longer change, or whose former owner has left.
    """
    rights.require(rights.may_edit_shared(actor), needed=Needed.COORDINATOR)
    require_reason(reason)
    set_back = {
        str(CollaborationFact.OWNER_CHANGED): partial(_owner_back, reason=reason, actor=actor),
        str(CollaborationFact.MOVED): partial(_unit_back, reason=reason, actor=actor),
    }
    return undo_act(act, Collaboration, set_back, partial(access.require_edit, actor))


def _owner_back(
    collaboration: Collaboration, before: Mapping[str, Any], *, reason: str, actor: Actor
) -> bool:
    owner = Person.objects.filter(pk=before["owner"], is_active=True).first() if before.get("owner") else None
    if before.get("owner") and owner is None:
        return False
    return set_owner(collaboration, owner, reason=reason, actor=actor)


def _unit_back(collaboration: Collaboration, before: Mapping[str, Any], *, reason: str, actor: Actor) -> bool:
    unit = Unit.objects.filter(pk=before["lead_unit"]).first()
    if unit is None or not rights.may_register_for(actor, unit.path):
        return False
    return set_unit(collaboration, unit, reason=reason, actor=actor)
