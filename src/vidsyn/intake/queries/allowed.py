"""Rows that the importer may not carry out: refused in the plan, not when it is carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vidsyn.agreements import access as of_agreements
from vidsyn.agreements.models import Agreement
from vidsyn.collaborations import access as of_collaborations
from vidsyn.collaborations.models import Collaboration
from vidsyn.intake.logic.plan import RowPlan
from vidsyn.intake.logic.readings import CellRefusal
from vidsyn.intake.logic.shape import Table
from vidsyn.intake.vocabulary import Field, ListKind, Outcome
from vidsyn.kernel.batches import batched
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.queries.units import unit_list


def refuse_what_is_not_hers(
    viewer: Actor, kind: ListKind, rows: Sequence[RowPlan], tables: Mapping[str, Table]
) -> None:
    """Refuse rows of units without the right, and rows for records the viewer may not change, whose data is then
    omitted.

    Whoever may import lists may change partners; the office may import everything. Two statements.
    """
    if viewer.is_office or kind is ListKind.PARTNERS:
        return
    paths = dict(unit_list(viewer).values_list("code", "path"))
    hers = _editable(viewer, kind, [row.subject_id for row in rows if row.subject_id])
    for row in rows:
        code = next(_faults(viewer, kind, row, paths, hers), None)
        if code is not None:
            row.outcome, row.changes, row.conflicts = Outcome.REFUSED, [], []
            unit = {"unit": str(row.values[Field.UNIT]).upper()} if code == "row_of_other_unit" else {}
            heading = tables[row.sheet].heading(Field.UNIT)
            row.refusals.append(CellRefusal(heading, str(Field.UNIT), code, unit))


def _faults(
    viewer: Actor, kind: ListKind, row: RowPlan, paths: Mapping[str, str], hers: set[str]
) -> Iterator[str]:
    """Yield why the viewer may not carry out the row, if so."""
    said = row.values.get(Field.UNIT, "")
    if row.outcome is Outcome.CREATED:
        path = paths.get(said) if said else _fallback(viewer, kind)
        if path is None:
            yield "row_of_no_unit"
        elif not _may_make(viewer, kind, path):
            yield "row_of_other_unit" if said else "row_of_no_unit"
    elif row.changes or row.conflicts:
        if row.subject_id not in hers:
            yield "row_not_yours"
        elif any(c.field == Field.UNIT for c in row.changes) and not _may_make(viewer, kind, paths[said]):
            yield "row_of_other_unit"


def _fallback(viewer: Actor, kind: ListKind) -> str | None:
    """Return the unit of a row that names none: the importer's own for collaborations, none for agreements."""
    return viewer.unit_path if kind is ListKind.COLLABORATIONS else None


def _may_make(viewer: Actor, kind: ListKind, path: str) -> bool:
    may = access.may_register_for if kind is ListKind.COLLABORATIONS else access.may_edit_for
    return may(viewer, path)


def _editable(viewer: Actor, kind: ListKind, ids: Iterable[str]) -> set[str]:
    """Return those of the records that the viewer may change."""
    found: set[str] = set()
    for some in batched(set(ids), 500):
        if kind is ListKind.COLLABORATIONS:
            mine = Collaboration.objects.filter(of_collaborations.editable(viewer), pk__in=some)
            found |= set(map(str, mine.values_list("pk", flat=True)))
        else:
            own = Agreement.objects.filter(of_agreements.editable(viewer), pk__in=some)
            found |= set(map(str, own.values_list("pk", flat=True)))
    return found
