"""Who may see and change which collaboration.

A potential collaboration is a draft: its units, the office, and the people in it see it. Others are open to
everybody with a role. Notes are visible inside only, whatever the status.
"""

from __future__ import annotations

from django.db.models import Q

from vidsyn.collaborations.models import Collaboration, CollaborationUnit, Responsible
from vidsyn.collaborations.vocabulary import Level, Status
from vidsyn.people import access
from vidsyn.people.actors import EVERYWHERE, Actor
from vidsyn.people.vocabulary import Needed


def unit_paths(collaboration: Collaboration) -> tuple[str, ...]:
    """Return the paths of all our own units in it, the leading one first."""
    return (
        collaboration.lead_unit.path,
        *(further.unit.path for further in collaboration.further_units.all()),
    )


def is_mine(actor: Actor, collaboration: Collaboration) -> bool:
    """Check whether the actor is owner, registrar, or one of the responsible people on our side."""
    named = {responsible.person_id for responsible in collaboration.responsibles.all()}
    return access.responsible(actor, {collaboration.owner_id, collaboration.registrar_id, *named})


def may_see_inside(actor: Actor, collaboration: Collaboration) -> bool:
    """Check access to notes, and to a potential collaboration at all."""
    return access.may_see_inside(actor, *unit_paths(collaboration)) or is_mine(actor, collaboration)


def may_see(actor: Actor, collaboration: Collaboration) -> bool:
    """Check whether it is visible at all; the equivalent filter is `visible_to`."""
    if collaboration.voided_at is not None:
        return False
    if collaboration.status == Status.POTENTIAL:
        return access.may_read_register(actor) and may_see_inside(actor, collaboration)
    return access.may_read_register(actor)


def visible_to(actor: Actor) -> Q:
    """Match the collaborations that `may_see` allows."""
    return Q(voided_at=None) & access.readable(actor) & (~Q(status=Status.POTENTIAL) | inside(actor))


def begun(actor: Actor) -> Q:
    """Of those that `visible_to` lets through, what everybody who reads the register sees."""
    return Q(voided_at=None) & access.readable(actor) & ~Q(status=Status.POTENTIAL)


def potential(actor: Actor) -> Q:
    """The others that `visible_to` lets through."""
    return visible_to(actor) & Q(status=Status.POTENTIAL)


def contents_open_to(actor: Actor) -> Q:
    """Match the collaborations whose content everybody reads: no longer potential. For history, voided ones
    included.
    """
    return access.readable(actor) & ~Q(status=Status.POTENTIAL)


def inside(actor: Actor) -> Q:
    """Match the collaborations that `may_see_inside` allows."""
    further = CollaborationUnit.objects.filter(access.inside(actor, "unit__path"))
    return access.inside(actor, "lead_unit__path") | Q(pk__in=further.values("collaboration")) | mine(actor)


def mine(actor: Actor) -> Q:
    """Match the collaborations that `is_mine` allows."""
    if actor.person_id is None:
        return access.nothing()
    responsible = Responsible.objects.filter(person=actor.person_id)
    return (
        Q(owner=actor.person_id)
        | Q(registrar=actor.person_id)
        | Q(pk__in=responsible.values("collaboration"))
    )


def may_edit(actor: Actor, collaboration: Collaboration) -> bool:
    """The coordinators of its units, the office, and its own people."""
    if not may_see(actor, collaboration):
        return False
    return access.may_edit_for(actor, *unit_paths(collaboration)) or (
        actor.may_write and is_mine(actor, collaboration)
    )


def editable(actor: Actor) -> Q:
    """Match the visible collaborations that `may_edit` allows."""
    if not actor.may_write:
        return access.nothing()
    further = CollaborationUnit.objects.filter(access.editable(actor, "unit__path"))
    return access.editable(actor, "lead_unit__path") | Q(pk__in=further.values("collaboration")) | mine(actor)


def may_set_level(actor: Actor, collaboration: Collaboration, level: Level) -> bool:
    """Move it to or from `level`: up to unit level, its coordinator; above, the office or the university's
    deciders.
    """
    return may_see(actor, collaboration) and _may_set_level_for(actor, collaboration.lead_unit.path, level)


def _may_set_level_for(actor: Actor, lead_path: str, level: Level) -> bool:
    if level in (Level.RESEARCHER, Level.UNIT):
        return access.may_edit_for(actor, lead_path) or access.may_decide_for(actor, lead_path)
    return access.may_run_register(actor) or access.may_decide_for(actor, EVERYWHERE)


def require_edit(actor: Actor, collaboration: Collaboration) -> None:
    """Refuse `not_allowed` unless `may_edit`."""
    access.require(may_edit(actor, collaboration), needed=Needed.COORDINATOR)


def require_level(actor: Actor, collaboration: Collaboration, level: Level) -> None:
    """Refuse `not_allowed` unless `may_set_level`."""
    access.require(may_set_level(actor, collaboration, level), needed=_needed_for(level))


def require_register_as(actor: Actor, lead_path: str, status: Status, level: Level) -> None:
    """Refuse `not_allowed` unless the actor may register a collaboration for the unit in this status and at this
    level.

    Whoever may start something for a unit may register it as potential or ongoing. Registering it as dormant or
    ended, or at a level, takes the right to make it so.
    """
    access.require(access.may_register_for(actor, lead_path), needed=Needed.REGISTRAR)
    begins = status in (Status.POTENTIAL, Status.ONGOING)
    access.require(begins or access.may_edit_for(actor, lead_path), needed=Needed.COORDINATOR)
    allowed = level is Level.RESEARCHER or _may_set_level_for(actor, lead_path, level)
    access.require(allowed, needed=_needed_for(level))


def _needed_for(level: Level) -> Needed:
    return Needed.COORDINATOR if level in (Level.RESEARCHER, Level.UNIT) else Needed.DECIDER
