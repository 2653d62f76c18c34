"""Undo a change of many collaborations' owner or unit."""

from __future__ import annotations

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
from vidsyn.people.operations.handing_back import Former
from vidsyn.people.vocabulary import Needed


@operation(records=[CollaborationFact.OWNER_CHANGED, CollaborationFact.MOVED], undoes=True)
def collaborations_change_undo(*, act: UUID, reason: Reason, actor: Actor) -> Undone:
    """Give collaborations back the owner or unit that one act took from them; says how many, and how many are left.

    `act` is its id in the history. A collaboration whose owner or unit has been changed since is left as it is,
    and so is one that the actor may no longer change, or whose former owner has left.
    """
    rights.require(rights.may_edit_shared(actor), needed=Needed.COORDINATOR)
    require_reason(reason)
    former = Former()
    set_back = {
        str(CollaborationFact.OWNER_CHANGED): lambda one, was: set_owner(
            one, former.owner(was["owner"]), reason=reason, actor=actor
        ),
        str(CollaborationFact.MOVED): lambda one, was: set_unit(
            one, former.unit(was["lead_unit"]), reason=reason, actor=actor
        ),
    }
    undone, _changed = undo_act(act, Collaboration, set_back, lambda one: access.require_edit(actor, one))
    return undone
