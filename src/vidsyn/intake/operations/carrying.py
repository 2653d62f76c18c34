"""Carry an import out piece by piece, each piece in its own transaction under the act's correlation id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history import recording
from vidsyn.history.models import Record
from vidsyn.intake import access
from vidsyn.intake.facts import IntakeFact
from vidsyn.intake.models import Import, Imported, ImportRow
from vidsyn.intake.operations.files import forget_file
from vidsyn.intake.operations.making import makers
from vidsyn.intake.operations.meanwhile import settled_meanwhile
from vidsyn.intake.operations.planning import ready, recounted
from vidsyn.intake.queries.planning import comparable
from vidsyn.intake.queries.standing import things
from vidsyn.intake.vocabulary import ActState, ListKind, Outcome
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals
from vidsyn.people.actors import Actor
from vidsyn.sql.each import update_each

PIECE = 50  # rows in one transaction, for which everybody else who writes waits: a quarter of a second
_CHANGING = (Outcome.CREATED, Outcome.UPDATED)


@operation(records=[IntakeFact.STARTED])
def import_start(*, act: Import, expected_version: int | None = None, actor: Actor) -> Import:
    """Begin to carry out a plan, or go on with one that was interrupted. `import_advance` does the work."""
    act = locked(act, expected_version=expected_version)
    access.require_own(actor, act)
    if act.state == ActState.RUNNING:
        recording.nothing_changed()
        return act
    act = ready(act, actor)
    act.state = ActState.RUNNING
    save(act)
    forget_file(act)
    recording.record(IntakeFact.STARTED, subject=act, actor=actor)
    return act


@operation(records=[IntakeFact.ADVANCED, IntakeFact.FINISHED])
def import_advance(*, act: Import, actor: Actor) -> Import:
    """Carry out the next piece of a started import: all of it or nothing. `done` when no row waits any more.

    Rows for records that another import has created since become unchanged, with differing values as conflicts. A
    row that its room now refuses, contrary to the plan, is marked with the refusal and the rest continue.
    """
    with recording.correlated(act.correlation_id):
        return _advanced(act, actor)


def _advanced(act: Import, actor: Actor) -> Import:
    _wait_for_the_others()
    act = locked(act)
    access.require_own(actor, act)
    if act.state != ActState.RUNNING:
        raise Refusal("import_not_running", kind=RefusalKind.STATE, state=act.state)
    rows = list(waiting(act).select_related("act")[:PIECE])
    settled = settled_meanwhile(actor, rows, ListKind(act.kind))
    acting = replace(actor, door=Door.IMPORT)
    for outcome in _CHANGING:
        _carry_out([row for row in rows if row.outcome == outcome], ListKind(act.kind), outcome, acting)
    if settled or any(row.fault for row in rows):
        act.counts = recounted(act)
    if waiting(act).exists():
        recording.record(IntakeFact.ADVANCED, subject=act, actor=actor, after={"rows": len(rows)})
        return act
    act.state, act.finished_at = ActState.DONE, timezone.now()
    save(act)
    recording.record(IntakeFact.FINISHED, subject=act, actor=actor, after=act.counts)
    return act


def _wait_for_the_others() -> None:
    """Process one piece at a time across imports: two with the same rows would both find no record.

    All are locked in one order to avoid deadlocks.
    """
    list(Import.objects.select_for_update().filter(state=ActState.RUNNING).order_by("pk").values_list("pk"))


def waiting(act: Import) -> QuerySet[ImportRow]:
    """Return the rows not carried out yet."""
    return act.rows.filter(outcome__in=_CHANGING, done_at=None)


def _carry_out(rows: Sequence[ImportRow], kind: ListKind, outcome: Outcome, actor: Actor) -> None:
    """Carry out all rows together; if one is refused, one by one, so that only refused rows are left out."""
    if not rows:
        return
    try:
        with transaction.atomic():
            _made(rows, kind, outcome, actor)
    except (Refusal, Refusals):
        for row in rows:
            _one(row, kind, outcome, actor)


def _one(row: ImportRow, kind: ListKind, outcome: Outcome, actor: Actor) -> None:
    try:
        with transaction.atomic():
            _made([row], kind, outcome, actor)
    except (Refusal, Refusals) as refused:
        first = refused.refusals[0] if isinstance(refused, Refusals) else refused
        row.made_partner_id = row.made_partner_version = None
        row.outcome = Outcome.REFUSED
        row.fault = {"code": first.code, "field": first.field or "", "params": _plain(first.params)}
        row.refusals = [
            *row.refusals,
            {
                "column": first.field or "",
                "field": first.field or "",
                "code": first.code,
                "params": _plain(first.params),
            },
        ]
        row.save()


def _made(rows: Sequence[ImportRow], kind: ListKind, outcome: Outcome, actor: Actor) -> None:
    if outcome is Outcome.CREATED:
        made = makers.create(kind, rows, actor)
    else:
        made = makers.change(
            kind, rows, things(kind, [row.subject_id for row in rows if row.subject_id]), actor
        )
    _note_down(rows, made)
    _remember(rows, kind)


def _note_down(rows: Sequence[ImportRow], made: Sequence[Record]) -> None:
    """Store what each row became. Values common to many rows are written together: row by row is slowest."""
    now = timezone.now()
    by_version: dict[int, list[int]] = defaultdict(list)
    found = [row for row, thing in zip(rows, made, strict=True) if row.subject_id != thing.pk]
    for row, thing in zip(rows, made, strict=True):
        row.subject_id, row.subject_version, row.done_at = thing.pk, thing.version, now
        by_version[thing.version].append(row.pk)
    for version, ids in by_version.items():
        ImportRow.objects.filter(pk__in=ids).update(subject_version=version, done_at=now)
    update_each(found, ["subject_id"])
    partners = [row for row in rows if row.made_partner_id]
    update_each(partners, ["made_partner_id", "made_partner_version"])


def _remember(rows: Sequence[ImportRow], kind: ListKind) -> None:
    """Store each row's present identity, and the list's values for it."""
    Imported.objects.bulk_create(
        [
            Imported(
                kind=kind,
                identity=row.identity,
                subject_id=row.subject_id,
                values=comparable(kind, row.values),
                row=row,
            )
            for row in rows
            if row.subject_id
        ],
        update_conflicts=True,
        unique_fields=["kind", "identity"],
        update_fields=["subject_id", "values", "row"],
        batch_size=PIECE,
    )


def _plain(params: Any) -> dict[str, Any]:
    """Return parameters as JSON stores them."""
    return {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in params.items()
    }
