"""Changes in the register since a plan was made, checked again when a piece of the plan is carried out.

Two people may plan the same list. Where a record to be created exists by then, the row becomes unchanged, and
differing values become conflicts; nothing is overwritten that the plan did not show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from vidsyn.intake.logic.merging import merged
from vidsyn.intake.logic.plan import Conflict
from vidsyn.intake.logic.readings import CellWarning
from vidsyn.intake.models import ImportRow
from vidsyn.intake.operations.making.partners import partners_held
from vidsyn.intake.queries.planning import comparable, names_to_compare
from vidsyn.intake.queries.proposals import DECIDED_BEFORE
from vidsyn.intake.queries.standing import Known, Standing, known, standing
from vidsyn.intake.vocabulary import Decided, Field, ListKind, Outcome, Warned
from vidsyn.people.actors import Actor


def settled_meanwhile(viewer: Actor, rows: Sequence[ImportRow], kind: ListKind) -> list[ImportRow]:
    """Return the rows that need nothing more, marked and saved; the others are unchanged.

    A constant number of statements.
    """
    settled = [*_made(viewer, rows, kind), *_changed(viewer, rows, kind)]
    ImportRow.objects.bulk_update(
        settled,
        ["outcome", "changes", "conflicts", "warnings", "subject_id", "subject_version"],
        batch_size=200,
    )
    return settled


def _made(viewer: Actor, rows: Sequence[ImportRow], kind: ListKind) -> list[ImportRow]:
    """Return rows whose record to be created exists by now."""
    creating = [row for row in rows if row.outcome == Outcome.CREATED]
    if not creating:
        return []
    partners = {pk: str(partner.pk) for pk, partner in partners_held(creating).items()}
    found = known(
        viewer,
        kind,
        identities={row.identity for row in creating},
        references=set(),
        numbers={row.values[Field.NUMBER] for row in creating if row.values.get(Field.NUMBER)},
        linked=set(partners.values()) if kind is ListKind.PARTNERS else set(),
    )
    if kind is ListKind.PARTNERS:
        partners = _of_others(creating, partners)
    settled = []
    for row in creating:
        subject = _subject(row, kind, partners.get(row.pk, ""), found)
        if now := found.standing.get(subject or ""):
            _settle(row, kind, now, found)
            settled.append(row)
    return settled


def _of_others(rows: Sequence[ImportRow], partners: Mapping[int, str]) -> dict[int, str]:
    """Leave out partners that the name alone does not determine.

    Those are partners created by this very list, two rows of which may be namesakes, and rows that a person has
    said are an unknown organisation.
    """
    here = ImportRow.objects.filter(act=rows[0].act, subject_id__in=set(partners.values())).exclude(
        done_at=None
    )
    made = {str(key) for key in here.values_list("subject_id", flat=True)}
    return {
        row.pk: partners[row.pk]
        for row in rows
        if row.pk in partners
        if row.decided == Decided.LINKED or not (_said_to_be_new(row) or partners[row.pk] in made)
    }


def _said_to_be_new(row: ImportRow) -> bool:
    return any(why[0] == DECIDED_BEFORE for why in row.proposal.get("why", ()))


def _subject(row: ImportRow, kind: ListKind, partner: str, found: Known) -> str | None:
    """Return the row's record, as planning it now would find it."""
    if row.identity in found.imported:
        return found.imported[row.identity][0]
    if kind is ListKind.PARTNERS:
        return partner or None
    if row.decided != Decided.LINKED:
        return None
    if kind is ListKind.COLLABORATIONS:
        return None
    return found.by_number.get((row.values.get(Field.NUMBER, ""), partner, row.values.get(Field.KIND, "")))


def _settle(row: ImportRow, kind: ListKind, now: Standing, found: Known) -> None:
    imported = found.imported.get(row.identity, (None, None))[1]
    said = comparable(kind, row.values)
    if kind is ListKind.PARTNERS:
        said = names_to_compare(said, now, own=False)
    changes, conflicts = merged(said, imported, now.values, asked_for=False)
    before = imported or {}
    conflicts += [Conflict(one.field, before.get(one.field), one.was, one.becomes) for one in changes]
    row.conflicts = [asdict(conflict) for conflict in conflicts]
    row.subject_id, row.subject_version = now.id, now.version
    _mark(row)


def _changed(viewer: Actor, rows: Sequence[ImportRow], kind: ListKind) -> list[ImportRow]:
    """Return rows whose changes somebody else has made, all of them."""
    changing = [row for row in rows if row.outcome == Outcome.UPDATED and row.subject_id]
    if not changing:
        return []
    found = standing(viewer, kind, {str(row.subject_id) for row in changing})
    settled = []
    for row in changing:
        now = found.get(str(row.subject_id))
        if now is None or now.version == row.subject_version:
            continue
        if all(now.values.get(change["field"]) == change["becomes"] for change in row.changes):
            row.changes, row.subject_version = [], now.version
            _mark(row)
            settled.append(row)
    return settled


def _mark(row: ImportRow) -> None:
    row.outcome = Outcome.UNCHANGED
    row.warnings = [*row.warnings, asdict(CellWarning("", "", Warned.DONE_MEANWHILE, ""))]
