"""What has come into the register since a plan was made: looked at again when a piece of the plan is carried out.

Two people may plan the same list. What the second one's row was to create is there by then: the row becomes
unchanged, and what the list says otherwise than the register stands as conflicts; nothing is written over that the
plan did not show.
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
    """The rows of which nothing is left to do, marked and saved; the others are as they were.

    A fixed number of statements, however many rows.
    """
    settled = [*_made(viewer, rows, kind), *_changed(viewer, rows, kind)]
    ImportRow.objects.bulk_update(
        settled,
        ["outcome", "changes", "conflicts", "warnings", "subject_id", "subject_version"],
        batch_size=200,
    )
    return settled


def _made(viewer: Actor, rows: Sequence[ImportRow], kind: ListKind) -> list[ImportRow]:
    """Rows that were to create what is there by now."""
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
    """Without the partners that a name alone does not settle.

    Those this very list has made: two of its rows may be namesakes. And where a person has said that the row is none
    of those that are known, it stays so.
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
    """The thing the row is about, as planning it now would find it."""
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
    """Rows whose changes somebody has made meanwhile, all of them."""
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
