"""Making a plan of a file and keeping it, so that it can be looked at, changed and carried out later."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history import recording
from vidsyn.intake import access
from vidsyn.intake.facts import IntakeFact
from vidsyn.intake.logic.plan import Plan, counts_of
from vidsyn.intake.logic.settings import Settings, settings_from
from vidsyn.intake.logic.shape import Table
from vidsyn.intake.models import Import, ImportRow, RememberedMapping
from vidsyn.intake.operations.choices import ask_again, choose_again, chosen_in, know_and_leave
from vidsyn.intake.operations.files import forget_file, keep_file, stored_file
from vidsyn.intake.queries.kept import rows_made, sheets_made
from vidsyn.intake.queries.planning import look, plan
from vidsyn.intake.queries.remembered import remembered_settings, shape_digest
from vidsyn.intake.vocabulary import ActState, ListKind, Outcome, Skip
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Content, Said
from vidsyn.people.actors import Actor
from vidsyn.tables import read_tables

BATCH = 500
# A plan and its tables; without any where no heading was found, which waits for a person.
Planned = tuple[Plan, tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class PlannedBefore:
    """A plan made before the transaction that keeps it, and the version of the import that it was made from."""

    version: int
    plan: Planned


_made: ContextVar[PlannedBefore | None] = ContextVar("plan_made_before", default=None)


def _new_planned(
    *, kind: ListKind, content: bytes, settings: Settings | None = None, actor: Actor, **_told: object
) -> tuple[Settings, Planned]:
    """How a list that comes in is read, and its plan."""
    access.require_import(actor)
    if settings is None:
        settings = remembered_settings(kind, content)
    return settings, planned(actor, kind, content, settings)


@operation(records=[IntakeFact.PLANNED], beforehand=_new_planned)
def import_plan(
    *,
    kind: ListKind,
    file_name: Said,
    content: Content,
    settings: Settings | None = None,
    beforehand: tuple[Settings, Planned] | None = None,
    actor: Actor,
) -> Import:
    """Read a list and keep the plan of what would become of each row. The register is not changed.

    Without `settings`, what was chosen for the last file with the same headings holds. A file in which no
    heading is recognised is kept too, without rows, to be mapped by hand.
    """
    access.require_import(actor)
    digest = hashlib.sha256(content).hexdigest()
    read_as, made = beforehand or _new_planned(kind=kind, content=content, settings=settings, actor=actor)
    act = Import(
        kind=kind,
        file_name=file_name[-200:],
        file_digest=digest,
        person_id=actor.person_id,
        correlation_id=uuid.uuid4(),
    )
    keep_file(digest, content)
    _plan_into(act, read_as, made)
    told = {"file": act.file_name, "kind": kind, **act.counts}
    recording.record(IntakeFact.PLANNED, subject=act, actor=actor, after=told)
    return act


def _rows_in(*, content: Content, actor: Actor, **_told: object) -> int:
    """How many rows a list that comes in has."""
    access.require_import(actor)
    return sum(not row.is_empty for sheet in read_tables(content) for row in sheet.rows)


@operation(records=[IntakeFact.RECEIVED], beforehand=_rows_in)
def import_receive(
    *, kind: ListKind, file_name: Said, content: Content, beforehand: int | None = None, actor: Actor
) -> Import:
    """Take a large list in to be read by the worker (`import_read`): what makes it unreadable is refused at once."""
    access.require_import(actor)
    rows = _rows_in(content=content, actor=actor) if beforehand is None else beforehand
    digest = hashlib.sha256(content).hexdigest()
    act = Import(
        kind=kind,
        file_name=file_name[-200:],
        file_digest=digest,
        person_id=actor.person_id,
        correlation_id=uuid.uuid4(),
        state=ActState.READING,
        counts={"rows": rows},
    )
    keep_file(digest, content)
    act.save(force_insert=True)
    told = {"file": act.file_name, "kind": kind, **act.counts}
    recording.record(IntakeFact.RECEIVED, subject=act, actor=actor, after=told)
    return act


@operation(records=[IntakeFact.PLANNED])
def import_read(*, act: Import, actor: Actor) -> Import:
    """Plan a list that was taken in to be read later, or is to be read again. Nothing for one that has been read."""
    act = locked(act)
    access.require_own(actor, act)
    if act.state != ActState.READING:
        recording.nothing_changed()
        return act
    made = _made.get()
    if made is not None and made.version != act.version:
        # Somebody has said since how it is to be read, and the worker was told so.
        recording.nothing_changed()
        return act
    content = stored_file(act)
    act.state, settings = ActState.PLANNED, settings_for(act, content)
    _plan_into(act, settings, made.plan if made else planned(actor, ListKind(act.kind), content, settings))
    recording.record(
        IntakeFact.PLANNED, subject=act, actor=actor, after={"file": act.file_name, **act.counts}
    )
    return act


def settings_for(act: Import, content: bytes) -> Settings:
    """How the list is to be read: as a person has said of it, else as for the last list with the same headings."""
    return settings_from(act.settings) if act.settings else remembered_settings(ListKind(act.kind), content)


@contextmanager
def planned_before(made: PlannedBefore) -> Iterator[None]:
    """Inside, this plan is the one that is kept: made before the transaction, which then is a short one."""
    token = _made.set(made)
    try:
        yield
    finally:
        _made.reset(token)


def _planned_anew(
    *, act: Import, settings: Settings, later: bool = False, actor: Actor, **_told: object
) -> Planned | None:
    """The plan that the list has when it is read so; None where the worker reads it, or nobody may."""
    access.require_own(actor, act)
    if later or act.state != ActState.PLANNED:
        return None
    return planned(actor, ListKind(act.kind), stored_file(act), settings)


@operation(records=[IntakeFact.CHANGED], beforehand=_planned_anew)
def import_settings_set(
    *,
    act: Import,
    settings: Settings,
    later: bool = False,
    expected_version: int | None = None,
    beforehand: Planned | None = None,
    actor: Actor,
) -> Import:
    """Read the list again as a person says: headings, columns, words, order of dates. Remembered for its shape.

    `later` leaves the reading of a large list to the worker (`import_read`); until then it can be neither changed
    nor carried out. The same said twice, as by a button pressed twice, is done once.
    """
    if _said_just_now(act, settings, expected_version, actor):
        recording.nothing_changed()
        return locked(act)
    act = ready(act, actor, expected_version)
    before = {"settings": act.settings}
    plan_anew(act, settings, actor, later=later, made=beforehand)
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


@operation(records=[IntakeFact.DROPPED])
def import_drop(*, act: Import, actor: Actor) -> Import:
    """Throw a plan away that was not carried out: its rows and the file go, that it was there stays."""
    act = ready(act, actor, states=(ActState.PLANNED, ActState.READING))
    act.rows.all().delete()
    act.state = ActState.DROPPED
    save(act)
    forget_file(act)
    recording.record(IntakeFact.DROPPED, subject=act, actor=actor)
    return act


def recounted(act: Import) -> dict[str, int]:
    """The counts as the rows stand now."""
    outcomes = [Outcome(outcome) for outcome in act.rows.values_list("outcome", flat=True)]
    return counts_of(outcomes)


def plan_anew(
    act: Import, settings: Settings, actor: Actor, *, later: bool, made: Planned | None = None
) -> None:
    """The plan once more, with what is known now: at once, or by the worker, and until then the old one stays."""
    ask_again(act)
    if not later:
        _plan_into(act, settings, made or planned(actor, ListKind(act.kind), stored_file(act), settings))
        return
    act.settings, act.state = settings.as_json(), ActState.READING
    act.counts = {"rows": act.counts["rows"]}
    save(act)


def _said_just_now(act: Import, settings: Settings, expected_version: int | None, actor: Actor) -> bool:
    """Whether the very same was said since the person looked, or is being done at this moment."""
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
    """The import, locked, for somebody who may change its plan. Refuses one that is not a plan any more."""
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
    """The plan of a file, without rows where no heading is found. Reads the register and changes nothing."""
    try:
        return plan(actor, kind, content, settings, progress=progress)
    except Refusal as refusal:
        if refusal.code != "heading_not_found":
            raise
        return Plan(look(kind, content, settings), ()), ()


def _plan_into(act: Import, settings: Settings, planned: Planned) -> None:
    """Keep act and rows of a plan in place of those before."""
    kind, (made, tables) = ListKind(act.kind), planned
    act.sheets = sheets_made(made.sheets)
    act.settings = settings.as_json()
    rows, before_now = rows_made(act, made.rows), chosen_in(act)
    act.lost = choose_again(before_now, rows)
    act.counts = counts_of(Outcome(row.outcome) for row in rows)
    if act._state.adding:
        act.save(force_insert=True)
    else:
        save(act)
        act.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    if before_now:
        know_and_leave(rows)
    _remember(kind, tables, settings)


def _remember(kind: ListKind, tables: Sequence[Table], settings: Settings) -> None:
    """For every table's shape, so that next month's file is read as this one."""
    if settings == Settings():
        return
    for table in tables:
        RememberedMapping.objects.update_or_create(
            kind=kind, shape=shape_digest(table.headings), defaults={"settings": settings.as_json()}
        )
