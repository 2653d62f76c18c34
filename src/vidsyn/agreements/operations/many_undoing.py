"""Undo a change of many agreements' owner or unit."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from vidsyn.acts.operations import operation
from vidsyn.acts.undoing import Undone, undo_act
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.belonging import set_owner, set_unit
from vidsyn.agreements.operations.indexing import index_owner
from vidsyn.kernel.refusals import require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.operations.handing_back import Former
from vidsyn.people.vocabulary import Needed


@operation(records=[AgreementFact.OWNER_SET, AgreementFact.UNIT_SET], undoes=True)
def agreements_change_undo(*, act: UUID, reason: Reason, actor: Actor) -> Undone:
    """Give agreements back the owner or unit that one act took from them; says how many, and how many are left.

    `act` is its id in the history. An agreement whose owner or unit has been changed since is left as it is,
    and so is one that the actor may no longer change, or whose former owner has left.
    """
    rights.require(rights.may_edit_shared(actor), needed=Needed.COORDINATOR)
    require_reason(reason)
    former = Former()
    set_back = {
        str(AgreementFact.OWNER_SET): lambda one, was: set_owner(
            one, former.owner(was["owner"]), reason=reason, actor=actor
        ),
        str(AgreementFact.UNIT_SET): lambda one, was: set_unit(
            one, former.unit(was["unit"]), reason=reason, actor=actor
        ),
    }
    undone, changed = undo_act(act, Agreement, set_back, lambda one: access.require_edit(actor, one))
    by_owner = defaultdict(list)
    for agreement in changed:
        by_owner[agreement.owner].append(agreement)
    for owner, some in by_owner.items():
        index_owner(some, owner)
    return undone
