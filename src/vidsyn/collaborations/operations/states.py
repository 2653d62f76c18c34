"""The only place that changes each state of a collaboration: status, level, owner, leading unit.

Single changes, bulk changes and imports all use these functions, so that no list bypasses a right or the table.
Each function takes a collaboration that its caller has locked and checked for the actor.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vidsyn.acts.locking import save, saved, set_field
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic import catalogues, levels
from vidsyn.collaborations.logic.lifecycle import Step, step_between, transition
from vidsyn.collaborations.logic.periods import check_period
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.queries.profiles import level_profile
from vidsyn.collaborations.vocabulary import Level, Status
from vidsyn.history import recording
from vidsyn.kernel.precision import Precision
from vidsyn.kernel.refusals import require_reason
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import require_present
from vidsyn.people.vocabulary import Needed


def take_step(
    collaboration: Collaboration, step: Step, *, dates: Mapping[str, date | None], reason: str, actor: Actor
) -> None:
    """Follow the table, set the dates of the step and record its fact."""
    row = transition(Status(collaboration.status), step, reason=reason)
    values: dict[str, object] = {"status": row.target, **dates}
    values |= {name.replace("_on", "_precision"): Precision.DAY for name in dates}
    before = recording.snapshot(collaboration, values)
    for name, value in values.items():
        setattr(collaboration, name, value)
    check_period(collaboration.starts_on, collaboration.ends_on)
    save(collaboration)
    was, now = recording.differences(before, values)
    recording.record(row.fact, subject=collaboration, actor=actor, before=was, after=now, reason=reason)


def reach_status(collaboration: Collaboration, wanted: Status, *, reason: str, actor: Actor) -> None:
    """Take the step that leads to `wanted`; dates are unchanged, but a reopened collaboration loses a past end.

    Raises Refusal `collaboration_status_not_reachable` where no step leads there.
    """
    step = step_between(Status(collaboration.status), wanted)
    reopened = step is Step.REOPEN and collaboration.ends_on is not None
    take_step(collaboration, step, dates={"ends_on": None} if reopened else {}, reason=reason, actor=actor)


def reach_level(collaboration: Collaboration, wanted: Level, *, reason: str, actor: Actor) -> None:
    """Raise or lower to `wanted`, checking the right and the level's requirements."""
    if wanted in levels.above(Level(collaboration.level)):
        promote(collaboration, wanted, reason=reason, actor=actor)
    else:
        lower(collaboration, wanted, reason=reason, actor=actor)


def promote(collaboration: Collaboration, level: Level, *, reason: str, actor: Actor) -> None:
    """Raise to a level whose requirements the collaboration meets."""
    access.require_level(actor, collaboration, level)
    rules, profile = catalogues.level_rules(), level_profile(collaboration)
    levels.check_promotion(Level(collaboration.level), level, profile, rules, reason=reason)
    _set_level(collaboration, level, CollaborationFact.PROMOTED, reason, actor)


def lower(collaboration: Collaboration, level: Level, *, reason: str, actor: Actor) -> None:
    """Lower to a level; requires the right over the level it leaves."""
    current = Level(collaboration.level)
    access.require_level(actor, collaboration, current)
    levels.check_lowering(current, level, reason=reason)
    _set_level(collaboration, level, CollaborationFact.LOWERED, reason, actor)


def set_owner(collaboration: Collaboration, owner: Person | None, *, reason: str, actor: Actor) -> bool:
    """Set or clear the owner; returns whether it changed. Raises Refusal `owner_has_left`."""
    require_present(owner)
    return _set(collaboration, "owner", owner, CollaborationFact.OWNER_CHANGED, reason, actor)


def set_unit(collaboration: Collaboration, unit: Unit, *, reason: str, actor: Actor) -> bool:
    """Set the leading unit; returns whether it changed. Requires the right over the new unit too, and a reason."""
    if collaboration.lead_unit_id == unit.pk:
        return False
    require_reason(reason)
    rights.require(rights.may_register_for(actor, unit.path), needed=Needed.COORDINATOR)
    return _set(collaboration, "lead_unit", unit, CollaborationFact.MOVED, reason, actor)


def _set(
    collaboration: Collaboration,
    field: str,
    value: Unit | Person | None,
    fact: CollaborationFact,
    reason: str,
    actor: Actor,
) -> bool:
    if changed := set_field(collaboration, field, value):
        before, after = changed
        recording.record(fact, subject=collaboration, actor=actor, before=before, after=after, reason=reason)
    return changed is not None


def _set_level(
    collaboration: Collaboration, level: Level, fact: CollaborationFact, reason: str, actor: Actor
) -> None:
    before = recording.snapshot(collaboration, ("level", "level_from_list"))
    collaboration.level, collaboration.level_from_list = level, False
    saved(collaboration, before, fact, actor, reason=reason)
