"""Write a plan's rows in pieces, so that nobody waits while ten thousand rows are written.

Each reading of a list writes rows of its own, which are unused at first. When all are written, the import is
switched to that reading, which is one short change, and the previous rows are deleted, in pieces as well. After an
interruption the import is still being read: it is read again, and the clock deletes the leftovers.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import F, QuerySet

from vidsyn.acts.contention import in_pieces
from vidsyn.acts.locking import save
from vidsyn.intake.logic.plan import Plan, counts_of
from vidsyn.intake.logic.settings import Settings
from vidsyn.intake.logic.shape import Table
from vidsyn.intake.models import Import, ImportRow, RememberedMapping
from vidsyn.intake.operations.choices import choose_again, chosen_in, know_and_leave
from vidsyn.intake.queries.plan_rows import rows_made, sheets_made
from vidsyn.intake.queries.remembered import shape_digest
from vidsyn.intake.vocabulary import ActState, ListKind, Outcome
from vidsyn.kernel.batches import batched
from vidsyn.sql.each import update_each

PIECE = 500
# A plan and its tables; without tables where no heading was found, so that a person must map it.
Planned = tuple[Plan, tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class PlannedBefore:
    """A plan made outside every transaction, the settings used, and the import's version at the time."""

    version: int
    settings: Settings
    plan: Planned


@dataclass(frozen=True, slots=True)
class Staged:
    """A plan whose rows are written under a new `reading`."""

    before: PlannedBefore
    reading: str


_made: ContextVar[PlannedBefore | None] = ContextVar("plan_made_before", default=None)


@contextmanager
def planned_before(made: PlannedBefore) -> Iterator[None]:
    """Use this plan inside the block instead of making one."""
    token = _made.set(made)
    try:
        yield
    finally:
        _made.reset(token)


def plan_made() -> PlannedBefore | None:
    """Return the plan to be stored, if it has been made already."""
    return _made.get()


def stage(act: Import, made: PlannedBefore) -> Staged:
    """Write the plan's rows, piece by piece."""
    reading = new_reading()
    rows = rows_made(act, made.plan[0].rows, reading)
    in_pieces(batched(rows, PIECE), ImportRow.every.bulk_create)
    return Staged(made, reading)


def new_reading() -> str:
    """Return a new reading, without rows."""
    return uuid.uuid4().hex


def stand_by(act: Import, staged: Staged) -> None:
    """Make a staged plan the import's, with the previous choices that still apply."""
    made, tables = staged.before.plan
    rows = ImportRow.every.filter(act=act, reading=staged.reading)
    chosen_before = chosen_in(act)
    asked = list(rows.exclude(conflicts=[]).select_related("act")) if chosen_before else []
    act.lost = choose_again(chosen_before, asked)
    update_each(asked, ["outcome", "changes", "conflicts", "chosen"])
    act.sheets, act.settings = sheets_made(made.sheets), staged.before.settings.as_json()
    act.counts = counts_of(Outcome(outcome) for outcome in rows.values_list("outcome", flat=True))
    act.reading, act.state = staged.reading, ActState.PLANNED
    save(act)
    know_and_leave(asked)
    _remember(ListKind(act.kind), tables, staged.before.settings)


def throw_away(act: Import, reading: str) -> None:
    """Delete the rows of one reading, piece by piece."""
    ids = list(ImportRow.every.filter(act=act, reading=reading).values_list("pk", flat=True))
    in_pieces(batched(ids, PIECE), lambda some: ImportRow.every.filter(pk__in=some).delete())


def throw_away_others(act: Import) -> None:
    """Delete the rows of readings that the import no longer uses."""
    for reading in _left_over().filter(act=act).values_list("reading", flat=True).distinct():
        throw_away(act, reading)


def acts_with_leftovers() -> list[Import]:
    """Return imports with unused rows, which interrupted work has left."""
    return list(Import.objects.filter(pk__in=_left_over().values("act")))


def _left_over() -> QuerySet[ImportRow]:
    """Match unused rows, except those of an import being read, which may be its next plan."""
    rows = ImportRow.every.exclude(act__state=ActState.READING).order_by()
    return rows.exclude(reading=F("act__reading"))


def _remember(kind: ListKind, tables: Sequence[Table], settings: Settings) -> None:
    """Store the settings for every table's shape, so that next month's file is read the same way."""
    if settings == Settings():
        return
    for table in tables:
        RememberedMapping.objects.update_or_create(
            kind=kind, shape=shape_digest(table.headings), defaults={"settings": settings.as_json()}
        )
