"""A person's choices between list and register: stored while the plan waits, and carried over to a new plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vidsyn.intake.logic.judging import still_stand
from vidsyn.intake.logic.merging import said_together
from vidsyn.intake.models import Import, Imported, ImportRow
from vidsyn.intake.vocabulary import Field, Outcome, Take


def settle(row: ImportRow, field: str, take: Take) -> bool:
    """Choose whose value to use for a field and those that belong to it; returns whether there was a conflict."""
    fields = said_together(field)
    settled = [conflict for conflict in row.conflicts if conflict["field"] in fields]
    row.conflicts = [conflict for conflict in row.conflicts if conflict not in settled]
    row.chosen = [*row.chosen, *(conflict | {"take": str(take)} for conflict in settled)]
    if take is Take.LIST and settled:
        row.changes += [{"field": c["field"], "was": c["now"], "becomes": c["file"]} for c in settled]
        row.outcome = Outcome.UPDATED
    return bool(settled)


def chosen_in(act: Import) -> list[ImportRow]:
    """Return the rows of the plan with choices."""
    return list(ImportRow.objects.filter(act=act).exclude(chosen=[]))


def choose_again(before: Iterable[ImportRow], rows: Iterable[ImportRow]) -> list[dict[str, Any]]:
    """Apply earlier choices to the new plan's rows where both values are the same; returns those that were lost."""
    asked = {row.identity: row for row in rows if row.conflicts}
    fallen: list[dict[str, Any]] = []
    for old in before:
        new = asked.get(old.identity)
        holds, lost = still_stand(old.chosen, new.conflicts if new else ())
        for choice in holds:
            assert new is not None
            settle(new, choice["field"], Take(choice["take"]))
        fallen += [lost_of(old, choice["field"]) for choice in lost]
    return fallen


def lost_of(row: ImportRow, field: str) -> dict[str, Any]:
    """Describe a choice that no longer applies, by its position in the list."""
    name = row.values.get(Field.NUMBER) or row.values.get(Field.TITLE) or row.name
    return {"sheet": row.sheet, "number": row.number, "name": name, "field": field}


def know_and_leave(rows: Sequence[ImportRow]) -> None:
    """Where the register's value was chosen, store the list's as known, so that the same list does not conflict
    again.
    """
    left = {row.identity: row for row in rows if _left(row)}
    known = _known(left.values())
    for identity, row in left.items():
        assert row.subject_id is not None
        kept = known.get(identity) or Imported(
            kind=row.act.kind, identity=identity, subject_id=row.subject_id, row=row
        )
        for choice in _left(row):
            choice.setdefault("held", choice["field"] in kept.values)
            kept.values[choice["field"]] = choice["file"]
        known[identity] = kept
    _store(known.values())
    ImportRow.objects.bulk_update(left.values(), ["chosen"], batch_size=200)


def ask_again(act: Import) -> None:
    """Clear those stored values: the plan is to be remade, and `choose_again` determines what still applies."""
    rows = {row.identity: row for row in chosen_in(act) if _left(row)}
    known = _known(rows.values())
    Imported.objects.filter(row__in=rows.values()).delete()  # stored only since that choice
    for identity, kept in known.items():
        for choice in _left(rows[identity]):
            if choice["held"]:
                kept.values[choice["field"]] = choice["imported"]
            else:
                kept.values.pop(choice["field"], None)
    _store(one for one in known.values() if one.row_id not in {row.pk for row in rows.values()})


def _left(row: ImportRow) -> list[dict[str, Any]]:
    return [choice for choice in row.chosen if choice["take"] == Take.REGISTER]


def _known(rows: Iterable[ImportRow]) -> dict[str, Imported]:
    kinds = {row.identity: row.act.kind for row in rows}
    found = Imported.objects.filter(kind__in=set(kinds.values()), identity__in=kinds)
    return {one.identity: one for one in found}


def _store(known: Iterable[Imported]) -> None:
    known = list(known)
    Imported.objects.bulk_create([one for one in known if one.pk is None], batch_size=200)
    Imported.objects.bulk_update([one for one in known if one.pk], ["values"], batch_size=200)
