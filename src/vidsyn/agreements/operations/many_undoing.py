"""Undo a change of many agreements' owner or unit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
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
from vidsyn.people.models import Person, Unit
from vidsyn.people.vocabulary import Needed


@operation(records=[AgreementFact.OWNER_SET, AgreementFact.UNIT_SET], undoes=True)
def agreements_change_undo(*, act: UUID, reason: Reason, actor: Actor) -> Undone:
    """Give agreements back the owner or unit that one act took from them; says how many, and how many are left.

    `act` is its id in the history. An agreement whose owner or unit has been changed since is left as it is, and so is
    one that the actor may no longer change, or whose former owner has left.
    """
    rights.require(rights.may_edit_shared(actor), needed=Needed.COORDINATOR)
    require_reason(reason)
    set_back = {
        str(AgreementFact.OWNER_SET): partial(_owner_back, reason=reason, actor=actor),
        str(AgreementFact.UNIT_SET): partial(_unit_back, reason=reason, actor=actor),
    }
    return undo_act(act, Agreement, set_back, partial(access.require_edit, actor))


def _owner_back(agreement: Agreement, before: Mapping[str, Any], *, reason: str, actor: Actor) -> bool:
    owner = Person.objects.filter(pk=before["owner"], is_active=True).first() if before.get("owner") else None
    if before.get("owner") and owner is None:
        return False
    changed = set_owner(agreement, owner, reason=reason, actor=actor)
    index_owner([agreement], owner)
    return changed


def _unit_back(agreement: Agreement, before: Mapping[str, Any], *, reason: str, actor: Actor) -> bool:
    unit = Unit.objects.filter(pk=before["unit"]).first()
    if unit is None or not rights.may_edit_for(actor, unit.path):
        return False
    return set_unit(agreement, unit, reason=reason, actor=actor)
