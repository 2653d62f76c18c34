"""The lifecycle and the levels: start, pause, resume, end, reopen; promote and lower."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.utils import timezone

from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic import catalogues, levels
from vidsyn.collaborations.logic.lifecycle import Step, transition
from vidsyn.collaborations.logic.periods import check_period
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.queries.profiles import level_profile
from vidsyn.collaborations.vocabulary import Level, Status
from vidsyn.kernel.precision import Precision
from vidsyn.kernel.shapes import Reason
from vidsyn.people.actors import Actor
from vidsyn.plumbing import history
from vidsyn.plumbing.locking import locked, save
from vidsyn.plumbing.operations import operation


@operation(records=[CollaborationFact.STARTED])
def collaboration_start(
    *,
    collaboration: Collaboration,
    on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Collaboration:
    """A potential collaboration becomes ongoing, from `on` (today) unless it has a first day already."""
    collaboration = _ready(collaboration, expected_version, actor)
    has_start = collaboration.starts_on is not None and on is None
    dates: dict[str, date | None] = {} if has_start else {"starts_on": on or timezone.localdate()}
    return _step(collaboration, Step.START, reason, actor, dates)


@operation(records=[CollaborationFact.PAUSED])
def collaboration_pause(
    *, collaboration: Collaboration, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Collaboration:
    """An ongoing collaboration rests."""
    return _step(_ready(collaboration, expected_version, actor), Step.PAUSE, reason, actor, {})


@operation(records=[CollaborationFact.RESUMED])
def collaboration_resume(
    *, collaboration: Collaboration, reason: str = "", expected_version: int | None = None, actor: Actor
) -> Collaboration:
    """A resting collaboration goes on."""
    return _step(_ready(collaboration, expected_version, actor), Step.RESUME, reason, actor, {})


@operation(records=[CollaborationFact.ENDED])
def collaboration_end(
    *,
    collaboration: Collaboration,
    reason: Reason,
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Collaboration:
    """A collaboration is over, with `on` (today) as its last day; the reason says what came of it."""
    collaboration = _ready(collaboration, expected_version, actor)
    return _step(collaboration, Step.END, reason, actor, {"ends_on": on or timezone.localdate()})


@operation(records=[CollaborationFact.REOPENED])
def collaboration_reopen(
    *, collaboration: Collaboration, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Collaboration:
    """An ended collaboration is taken up again, without a last day."""
    collaboration = _ready(collaboration, expected_version, actor)
    return _step(collaboration, Step.REOPEN, reason, actor, {"ends_on": None})


@operation(records=[CollaborationFact.PROMOTED])
def collaboration_promote(
    *,
    collaboration: Collaboration,
    level: Level,
    reason: Reason,
    expected_version: int | None = None,
    actor: Actor,
) -> Collaboration:
    """Raise a collaboration to a level, when it has all that the level asks for."""
    collaboration = locked(
        collaboration, expected_version=expected_version, insider=partial(access.may_edit, actor)
    )
    access.require_level(actor, collaboration, level)
    rules = catalogues.level_rules()
    levels.check_promotion(
        Level(collaboration.level), level, level_profile(collaboration), rules, reason=reason
    )
    return _set_level(collaboration, level, CollaborationFact.PROMOTED, reason, actor)


@operation(records=[CollaborationFact.LOWERED])
def collaboration_lower(
    *,
    collaboration: Collaboration,
    level: Level,
    reason: Reason,
    expected_version: int | None = None,
    actor: Actor,
) -> Collaboration:
    """Lower a collaboration to a level; takes the right over the level it leaves."""
    collaboration = locked(
        collaboration, expected_version=expected_version, insider=partial(access.may_edit, actor)
    )
    current = Level(collaboration.level)
    access.require_level(actor, collaboration, current)
    levels.check_lowering(current, level, reason=reason)
    return _set_level(collaboration, level, CollaborationFact.LOWERED, reason, actor)


def _ready(collaboration: Collaboration, expected_version: int | None, actor: Actor) -> Collaboration:
    collaboration = locked(
        collaboration, expected_version=expected_version, insider=partial(access.may_edit, actor)
    )
    access.require_edit(actor, collaboration)
    return collaboration


def _step(
    collaboration: Collaboration, step: Step, reason: str, actor: Actor, dates: dict[str, date | None]
) -> Collaboration:
    """Follow the table, set the dates of the step and record its fact."""
    row = transition(Status(collaboration.status), step, reason=reason)
    values: dict[str, object] = {"status": row.target, **dates}
    values |= {name.replace("_on", "_precision"): Precision.DAY for name in dates}
    before = history.snapshot(collaboration, values)
    for name, value in values.items():
        setattr(collaboration, name, value)
    check_period(collaboration.starts_on, collaboration.ends_on)
    save(collaboration)
    was, now = history.differences(before, values)
    history.record(row.fact, subject=collaboration, actor=actor, before=was, after=now, reason=reason)
    return collaboration


def _set_level(
    collaboration: Collaboration, level: Level, fact: CollaborationFact, reason: str, actor: Actor
) -> Collaboration:
    before = collaboration.level
    collaboration.level = level
    save(collaboration)
    history.record(
        fact,
        subject=collaboration,
        actor=actor,
        before={"level": before},
        after={"level": level},
        reason=reason,
    )
    return collaboration
