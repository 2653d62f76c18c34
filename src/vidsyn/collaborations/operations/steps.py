"""Steps of the lifecycle and the levels: start, pause, resume, end, reopen; promote and lower."""

from __future__ import annotations

from datetime import date
from functools import partial

from vidsyn import here
from vidsyn.acts.locking import locked
from vidsyn.acts.operations import operation
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic.lifecycle import Step
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.states import lower, promote, take_step
from vidsyn.collaborations.vocabulary import Level
from vidsyn.kernel.shapes import Reason
from vidsyn.people.actors import Actor


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
    dates: dict[str, date | None] = {} if has_start else {"starts_on": on or here.today()}
    take_step(collaboration, Step.START, dates=dates, reason=reason, actor=actor)
    return collaboration


@operation(records=[CollaborationFact.PAUSED])
def collaboration_pause(
    *, collaboration: Collaboration, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Collaboration:
    """An ongoing collaboration rests."""
    collaboration = _ready(collaboration, expected_version, actor)
    take_step(collaboration, Step.PAUSE, dates={}, reason=reason, actor=actor)
    return collaboration


@operation(records=[CollaborationFact.RESUMED])
def collaboration_resume(
    *, collaboration: Collaboration, reason: str = "", expected_version: int | None = None, actor: Actor
) -> Collaboration:
    """A resting collaboration goes on."""
    collaboration = _ready(collaboration, expected_version, actor)
    take_step(collaboration, Step.RESUME, dates={}, reason=reason, actor=actor)
    return collaboration


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
    last_day = {"ends_on": on or here.today()}
    take_step(collaboration, Step.END, dates=last_day, reason=reason, actor=actor)
    return collaboration


@operation(records=[CollaborationFact.REOPENED])
def collaboration_reopen(
    *, collaboration: Collaboration, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Collaboration:
    """An ended collaboration is taken up again, without a last day."""
    collaboration = _ready(collaboration, expected_version, actor)
    take_step(collaboration, Step.REOPEN, dates={"ends_on": None}, reason=reason, actor=actor)
    return collaboration


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
    promote(collaboration, level, reason=reason, actor=actor)
    return collaboration


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
    lower(collaboration, level, reason=reason, actor=actor)
    return collaboration


def _ready(collaboration: Collaboration, expected_version: int | None, actor: Actor) -> Collaboration:
    collaboration = locked(
        collaboration, expected_version=expected_version, insider=partial(access.may_edit, actor)
    )
    access.require_edit(actor, collaboration)
    return collaboration
