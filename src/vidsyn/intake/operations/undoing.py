"""Undo a whole import: what it created is voided, what was changed since is left and listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from django.db import transaction
from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.operations.many import agreements_void
from vidsyn.collaborations.operations.many import collaborations_void
from vidsyn.history import recording
from vidsyn.history.models import Record
from vidsyn.intake import access
from vidsyn.intake.facts import IntakeFact
from vidsyn.intake.models import Import, Imported, ImportRow
from vidsyn.intake.operations.making import makers
from vidsyn.intake.queries.standing import things
from vidsyn.intake.vocabulary import ActState, ListKind, Outcome
from vidsyn.kernel.actors import Door
from vidsyn.kernel.batches import batched
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals, require_reason
from vidsyn.kernel.shapes import Between, Reason
from vidsyn.partners.models import Partner, used_among
from vidsyn.partners.operations.bulk import partner_void_many
from vidsyn.people.actors import Actor
from vidsyn.storage.turns import let_others_write

PIECE = 25  # rows in one transaction, for which everybody else who writes waits: a quarter of a second


@dataclass(frozen=True, slots=True)
class Undone:
    """Result of undoing: the numbers voided and reverted, and the rows left alone."""

    act: Import
    undone: int
    kept: int


def _to_the_end(
    result: Undone, *, reason: str, most: int | None = None, actor: Actor, **_told: object
) -> Undone:
    """Undo piece by piece, so that nobody waits long for locks."""
    while most is None and result.act.state == ActState.UNDOING:
        let_others_write()
        result = import_undo(act=result.act, reason=reason, most=PIECE, actor=actor)
    return result


@operation(records=[IntakeFact.UNDONE, IntakeFact.ADVANCED], afterwards=_to_the_end)
def import_undo(
    *, act: Import, reason: Reason, most: Annotated[int, Between(1, 100)] | None = None, actor: Actor
) -> Undone:
    """Undo a carried-out or interrupted import as one.

    What it created is voided and what it changed is reverted, unless somebody has changed it since: that is left
    and marked, as is a row that the actor may not revert completely. Partners registered for the list are voided
    too, where nothing else uses them. With `most` only that many rows are undone, the last first, and it is to be
    called again until the state is no longer *undoing*; without it, continues piece by piece until done. An
    interrupted undo is resumed.
    """
    act = locked(act)
    access.require_own(actor, act)
    if act.state not in (ActState.DONE, ActState.RUNNING, ActState.UNDOING):
        raise Refusal("import_not_carried_out", kind=RefusalKind.STATE, state=act.state)
    require_reason(reason)
    waiting = act.rows.filter(undone_at=None).exclude(done_at=None)
    rows = list(waiting.select_related("act").order_by("-order")[: most or PIECE])
    acting = replace(actor, door=Door.IMPORT)
    for some in batched(rows, PIECE):
        _undo(some, ListKind(act.kind), reason, acting)
    if waiting.exists():
        return _goes_on(act, reason, rows, actor)
    told = _told(act)
    act.state, act.undone_at, act.undo_reason = ActState.UNDONE, timezone.now(), reason
    save(act)
    recording.record(IntakeFact.UNDONE, subject=act, actor=actor, after=told, reason=reason)
    return Undone(act, **told)


def _goes_on(act: Import, reason: str, rows: Sequence[ImportRow], actor: Actor) -> Undone:
    """Mark the import as partly undone: nobody may resume carrying it out."""
    act.state, act.undo_reason = ActState.UNDOING, reason
    save(act)
    recording.record(IntakeFact.ADVANCED, subject=act, actor=actor, after={"rows": len(rows)}, reason=reason)
    return Undone(act, **_told(act))


def _told(act: Import) -> dict[str, int]:
    kept = act.rows.filter(kept=True).count()
    return {"undone": act.rows.exclude(undone_at=None).count() - kept, "kept": kept}


def _undo(rows: Sequence[ImportRow], kind: ListKind, reason: str, actor: Actor) -> None:
    standing = things(kind, [row.subject_id for row in rows if row.subject_id])
    untouched = []
    for row in rows:
        thing = standing.get(str(row.subject_id))
        row.kept = thing is not None and thing.version != row.subject_version
        if thing is not None and not row.kept:
            untouched.append((row, thing))
    _void([(row, thing) for row, thing in untouched if row.outcome == Outcome.CREATED], kind, reason, actor)
    changed = [row for row, _thing in untouched if row.outcome == Outcome.UPDATED]
    _set_back(changed, kind, standing, actor)
    if kind is ListKind.PARTNERS:
        _mark_text_left(changed)
    _void_partners(rows, reason, actor)
    now = timezone.now()
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(undone_at=now)
    ImportRow.objects.filter(pk__in=[row.pk for row in rows if row.kept]).update(kept=True)
    Imported.objects.filter(row__in=[row for row in rows if not row.kept]).delete()


def _void(pairs: Sequence[tuple[ImportRow, Record]], kind: ListKind, reason: str, actor: Actor) -> None:
    """Void all together; if one is refused, one by one, leaving that one."""
    if not pairs:
        return
    try:
        with transaction.atomic():
            _void_all(kind, pairs, reason, actor)
    except (Refusal, Refusals):
        for row, thing in pairs:
            try:
                with transaction.atomic():
                    _void_all(kind, [(row, thing)], reason, actor)
            except (Refusal, Refusals):
                row.kept = True


def _void_all(kind: ListKind, pairs: Sequence[tuple[ImportRow, Any]], reason: str, actor: Actor) -> None:
    """Each as the import left it: what somebody has changed by the time it is locked is refused."""
    found = tuple(thing for _row, thing in pairs)
    versions = tuple(row.subject_version or 0 for row, _thing in pairs)
    if kind is ListKind.PARTNERS:
        partner_void_many(partners=list(found), reason=reason, expected_versions=versions, actor=actor)
    elif kind is ListKind.COLLABORATIONS:
        collaborations_void(collaborations=found, reason=reason, expected_versions=versions, actor=actor)
    else:
        agreements_void(agreements=found, reason=reason, expected_versions=versions, actor=actor)


def _set_back(rows: Sequence[ImportRow], kind: ListKind, standing: dict[str, Record], actor: Actor) -> None:
    """Revert the values the import changed. A row whose room refuses that is left."""
    for row in rows:
        row.changes = [_back(change) for change in row.changes]
    try:
        with transaction.atomic():
            if rows:
                makers.change(kind, rows, standing, actor)
    except (Refusal, Refusals):
        for row in rows:
            _set_one_back(row, kind, standing, actor)


def _set_one_back(row: ImportRow, kind: ListKind, standing: dict[str, Record], actor: Actor) -> None:
    try:
        with transaction.atomic():
            makers.change(kind, [row], standing, actor)
    except (Refusal, Refusals):
        row.kept = True


def _mark_text_left(rows: Sequence[ImportRow]) -> None:
    """Mark reverted rows whose text remains in a partner's columns.

    Text combined with another unit's belongs to the office: whoever undoes the list cannot remove it.
    """
    partners = Partner.objects.in_bulk([row.subject_id for row in rows])
    for row in rows:
        change = next((change for change in row.changes if change["field"] == "extra"), None)
        if change is None or row.kept:
            continue
        brought = set(change["was"].values()) - set(change["becomes"].values())
        row.kept = not brought.isdisjoint(partners[row.subject_id].extra.values())


def _back(change: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reverse change; a new column is removed."""
    was, becomes = change["was"], change["becomes"]
    if change["field"] == "extra":
        was = dict.fromkeys(becomes, "") | was
    return {"field": change["field"], "was": becomes, "becomes": was}


def _void_partners(rows: Sequence[ImportRow], reason: str, actor: Actor) -> None:
    """Void partners registered for rows of other lists, except those that were changed or are used."""
    versions = {row.made_partner_id: row.made_partner_version for row in rows if row.made_partner_id}
    if not versions:
        return
    used = used_among(versions.keys())
    going = [
        partner
        for partner in Partner.objects.listed().filter(pk__in=versions.keys() - used)
        if partner.version == versions[partner.pk]
    ]
    _void_untouched(going, reason, actor)


def _void_untouched(partners: list[Partner], reason: str, actor: Actor) -> None:
    """Void all together; if one is refused, one by one, leaving that one."""
    versions = tuple(partner.version for partner in partners)
    try:
        with transaction.atomic():
            if partners:
                partner_void_many(partners=partners, reason=reason, expected_versions=versions, actor=actor)
    except (Refusal, Refusals):
        if len(partners) > 1:
            for partner in partners:
                _void_untouched([partner], reason, actor)
