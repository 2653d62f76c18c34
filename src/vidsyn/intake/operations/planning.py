"""Make and store a plan of a file, so that it can be reviewed, changed and carried out later."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history import recording
from vidsyn.intake import access
from vidsyn.intake.facts import IntakeFact
from vidsyn.intake.logic.plan import Plan, counts_of
from vidsyn.intake.logic.settings import Settings, settings_from
from vidsyn.intake.models import Import
from vidsyn.intake.operations.choices import ask_again, chosen_in
from vidsyn.intake.operations.files import forget_file, keep_file, stored_file
from vidsyn.intake.operations.staging import (
    Planned,
    PlannedBefore,
    Staged,
    new_reading,
    plan_made,
    planned_before,
    stage,
    stand_by,
    throw_away,
    throw_away_others,
)
from vidsyn.intake.queries.planning import look, plan
from vidsyn.intake.queries.remembered import remembered_settings
from vidsyn.intake.vocabulary import ActState, ListKind, Outcome, Skip
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Content, Said
from vidsyn.people.actors import Actor
from vidsyn.tables import read_tables


def _new_planned(
    *, kind: ListKind, content: bytes, settings: Settings | None = None, actor: Actor, **_told: object
) -> tuple[Settings, Planned]:
    """Return the settings of a new list, and its plan."""
    access.require_import(actor)
    if settings is None:
        settings = remembered_settings(kind, content)
    return settings, planned(actor, kind, content, settings)


def _new_kept(act: Import, *, beforehand: tuple[Settings, Planned], actor: Actor, **_told: object) -> Import:
    """Store the list with its plan's rows."""
    with planned_before(PlannedBefore(act.version, *beforehand)):
        return import_read(act=act, actor=actor)


@operation(records=[IntakeFact.RECEIVED, IntakeFact.PLANNED], beforehand=_new_planned, afterwards=_new_kept)
def import_plan(
    *,
    kind: ListKind,
    file_name: Said,
    content: Content,
    settings: Settings | None = None,  # noqa: ARG001  # for what comes beforehand
    beforehand: tuple[Settings, Planned] | None = None,
    actor: Actor,
) -> Import:
    """Read a list and keep the plan of what would become of each row. The register is not changed.

    Without `settings`, the choices for the last file with the same headings apply. A file without a recognised
    heading is stored too, without rows, to be mapped by hand.
    """
    assert beforehand is not None
    read_as, (made, _tables) = beforehand
    return _taken_in(kind, file_name, content, len(made.rows), read_as, actor)


def _rows_in(*, content: Content, actor: Actor, **_told: object) -> int:
    """Return the number of rows of a new list."""
    access.require_import(actor)
    return sum(not row.is_empty for sheet in read_tables(content) for row in sheet.rows)


@operation(records=[IntakeFact.RECEIVED], beforehand=_rows_in)
def import_receive(
    *, kind: ListKind, file_name: Said, content: Content, beforehand: int | None = None, actor: Actor
) -> Import:
    """Take a large list in to be read by the worker (`import_read`): what makes it unreadable is refused at once."""
    assert beforehand is not None
    return _taken_in(kind, file_name, content, beforehand, None, actor)


def _taken_in(
    kind: ListKind, file_name: str, content: bytes, rows: int, settings: Settings | None, actor: Actor
) -> Import:
    """Store a list to be read later, with its file; `settings` None: as the last one with the same headings."""
    access.require_import(actor)
    digest = hashlib.sha256(content).hexdigest()
    act = Import(
        kind=kind,
        file_name=file_name[-200:],
        file_digest=digest,
        person_id=actor.person_id,
        correlation_id=uuid.uuid4(),
        state=ActState.READING,
        settings=settings.as_json() if settings else {},
        counts={"rows": rows},
    )
    keep_file(digest, content)
    act.save(force_insert=True)
    told = {"file": act.file_name, "kind": kind, **act.counts}
    recording.record(IntakeFact.RECEIVED, subject=act, actor=actor, after=told)
    return act


def _staged(*, act: Import, actor: Actor) -> Staged | None:
    """Return the plan of a list being read, with its rows; None for one that has been read."""
    access.require_own(actor, act)
    if act.state != ActState.READING:
        return None
    return stage(act, plan_made() or planned_now(act, actor))


def _tidied(result: Import, *, beforehand: Staged | None, **_told: object) -> Import:
    """Delete the rows of the previous plan, or those staged in vain."""
    if result.state != ActState.READING:
        throw_away_others(result)
    elif beforehand is not None:
        throw_away(result, beforehand.reading)
    return result


@operation(records=[IntakeFact.PLANNED], beforehand=_staged, afterwards=_tidied)
def import_read(*, act: Import, beforehand: Staged | None = None, actor: Actor) -> Import:
    """Plan a list that was taken in to be read later, or is to be read again. Nothing for one that has been read."""
    act = locked(act)
    access.require_own(actor, act)
    # A different version means that new settings were chosen since, with which the list is being read.
    if act.state != ActState.READING or beforehand is None or beforehand.before.version != act.version:
        recording.nothing_changed()
        return act
    stand_by(act, beforehand)
    recording.record(
        IntakeFact.PLANNED, subject=act, actor=actor, after={"file": act.file_name, **act.counts}
    )
    return act


def planned_now(
    act: Import, actor: Actor, progress: Callable[[int, int], None] | None = None
) -> PlannedBefore:
    """Return the plan of a received list, read with the person's settings or those of the same headings."""
    kind, content = ListKind(act.kind), stored_file(act)
    settings = settings_from(act.settings) if act.settings else remembered_settings(kind, content)
    return PlannedBefore(act.version, settings, planned(actor, kind, content, settings, progress))


def _planned_anew(
    *, act: Import, settings: Settings, later: bool = False, actor: Actor, **_told: object
) -> Planned | None:
    """Return the list's plan with these settings; None where the worker reads it, or nobody may."""
    access.require_own(actor, act)
    if later or act.state != ActState.PLANNED:
        return None
    return planned(actor, ListKind(act.kind), stored_file(act), settings)


def _set_and_read(
    result: Import,
    *,
    settings: Settings,
    beforehand: Planned | None,
    later: bool = False,
    actor: Actor,
    **_told: object,
) -> Import:
    """Read the list again, using the plan made beforehand unless conflicts are to be decided again."""
    if beforehand is None or chosen_in(result):
        return read_now(result, later=later, actor=actor)
    with planned_before(PlannedBefore(result.version, settings, beforehand)):
        return read_now(result, later=later, actor=actor)


@operation(
    records=[IntakeFact.CHANGED, IntakeFact.PLANNED], beforehand=_planned_anew, afterwards=_set_and_read
)
def import_settings_set(
    *,
    act: Import,
    settings: Settings,
    later: bool = False,  # noqa: ARG001  # for what comes before and after the change
    expected_version: int | None = None,
    actor: Actor,
) -> Import:
    """Read the list again as a person says: headings, columns, words, order of dates. Remembered for its shape.

    `later` leaves reading a large list to the worker (`import_read`); until then it can be neither changed nor
    carried out. Repeating the same settings, as by a double click, has no further effect.
    """
    if _said_just_now(act, settings, expected_version, actor):
        recording.nothing_changed()
        return locked(act)
    act = ready(act, actor, expected_version)
    before = {"settings": act.settings}
    to_be_read(act, settings)
    recording.record(
        IntakeFact.CHANGED, subject=act, actor=actor, before=before, after={"settings": act.settings}
    )
    return act


@operation(records=[IntakeFact.CHANGED])
def import_rows_choose(
    *, act: Import, rows: tuple[int, ...], expected_version: int | None = None, actor: Actor
) -> Import:
    """Leave out every row but these, named by their place in the plan (`order`), from 0."""
    act = ready(act, actor, expected_version)
    changing = act.rows.filter(outcome__in=(Outcome.CREATED, Outcome.UPDATED))
    left_out = changing.exclude(order__in=rows)
    count = left_out.update(outcome=Outcome.SKIPPED, skip=Skip.NOT_CHOSEN)
    if not count:
        recording.nothing_changed()
        return act
    act.counts = recounted(act)
    save(act)
    recording.record(IntakeFact.CHANGED, subject=act, actor=actor, after={"left_out": count})
    return act


def _without_rows(result: Import, **_told: object) -> Import:
    throw_away_others(result)
    return result


@operation(records=[IntakeFact.DROPPED], afterwards=_without_rows)
def import_drop(*, act: Import, actor: Actor) -> Import:
    """Throw a plan away that was not carried out: its rows and the file go, that it was there stays."""
    act = ready(act, actor, states=(ActState.PLANNED, ActState.READING))
    act.state, act.reading = ActState.DROPPED, new_reading()
    save(act)
    forget_file(act)
    recording.record(IntakeFact.DROPPED, subject=act, actor=actor)
    return act


def recounted(act: Import) -> dict[str, int]:
    """Return the counts of the present rows."""
    outcomes = [Outcome(outcome) for outcome in act.rows.values_list("outcome", flat=True)]
    return counts_of(outcomes)


def to_be_read(act: Import, settings: Settings) -> None:
    """Mark the list for reading again with what is known now; until then its present plan can be viewed."""
    ask_again(act)
    act.settings, act.state = settings.as_json(), ActState.READING
    act.counts = {"rows": act.counts["rows"]}
    save(act)


def read_now(result: Import, *, later: bool = False, actor: Actor, **_told: object) -> Import:
    """Read the list now if it is marked for reading and not left to the worker (`later`)."""
    if later or result.state != ActState.READING:
        return result
    return import_read(act=result, actor=actor)


def _said_just_now(act: Import, settings: Settings, expected_version: int | None, actor: Actor) -> bool:
    """Check whether the same settings were given since the person's page was loaded, or are being applied now."""
    current = locked(act)
    access.require_own(actor, current)
    since = expected_version not in (None, current.version) or current.state == ActState.READING
    return since and current.settings == settings.as_json()


def ready(
    act: Import,
    actor: Actor,
    expected_version: int | None = None,
    states: tuple[ActState, ...] = (ActState.PLANNED,),
) -> Import:
    """Return the import, locked, for an actor who may change its plan. Refuses one that is no longer a plan."""
    current = locked(act, expected_version=expected_version)
    access.require_own(actor, current)
    if current.state not in states:
        if current.state == ActState.READING:
            raise Refusal("import_being_read", kind=RefusalKind.STATE)
        raise Refusal("import_not_planned", kind=RefusalKind.STATE, state=current.state)
    return current


def planned(
    actor: Actor,
    kind: ListKind,
    content: bytes,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
) -> Planned:
    """Return the plan of a file, without rows where no heading is found. Changes nothing."""
    try:
        return plan(actor, kind, content, settings, progress=progress)
    except Refusal as refusal:
        if refusal.code != "heading_not_found":
            raise
        return Plan(look(kind, content, settings), ()), ()
