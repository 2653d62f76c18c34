"""A plan in the form it is kept: rows of the database, not saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from vidsyn.intake.logic.plan import Proposal, RowPlan, SheetPlan
from vidsyn.intake.models import Import, ImportRow


def rows_made(act: Import, rows: Iterable[RowPlan], reading: str = "") -> list[ImportRow]:
    """The plan's rows as they are kept. Rows with the same name share a proposal, told once."""
    told: dict[Proposal, dict[str, Any]] = {}
    return [_row(act, reading, order, row, told) for order, row in enumerate(rows)]


def _row(
    act: Import, reading: str, order: int, row: RowPlan, told: dict[Proposal, dict[str, Any]]
) -> ImportRow:
    proposal = row.proposal
    if proposal is not None and proposal not in told:
        told[proposal] = asdict(proposal)
    return ImportRow(
        act=act,
        reading=reading,
        order=order,
        sheet=row.sheet[:120],
        number=row.number,
        outcome=row.outcome,
        skip=row.skip or "",
        same_as=row.same_as,
        values=row.values,
        extra=row.extra,
        identity=row.identity,
        refusals=[asdict(refusal) for refusal in row.refusals],
        warnings=[asdict(warning) for warning in row.warnings],
        changes=[asdict(change) for change in row.changes],
        conflicts=[asdict(conflict) for conflict in row.conflicts],
        name=proposal.name if proposal else "",
        decided=proposal.decided if proposal else "",
        proposal=dict(told[proposal]) if proposal else {},
        subject_id=row.subject_id,
        subject_version=row.subject_version,
    )


def sheets_made(sheets: Iterable[SheetPlan]) -> list[dict[str, Any]]:
    """How the sheets were read, as it is kept."""
    return [_sheet(sheet) for sheet in sheets]


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "heading_row": sheet.heading_row,
        "likely_row": sheet.likely_row,
        "headings": list(sheet.headings),
        "mapping": {str(column): str(field) for column, field in sheet.mapping.items()},
        "samples": {str(column): list(values) for column, values in sheet.samples.items()},
    }
