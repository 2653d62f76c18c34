"""The report of a plan, stored or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vidsyn.intake import access
from vidsyn.intake.logic.settings import Settings
from vidsyn.intake.models import Import
from vidsyn.intake.queries.plan_rows import rows_made, sheets_made
from vidsyn.intake.queries.planning import plan
from vidsyn.intake.queries.remembered import remembered_settings
from vidsyn.intake.queries.report import report
from vidsyn.intake.vocabulary import CHANGING, ListKind, Outcome, Skip
from vidsyn.people.actors import Actor


def dry_run(
    viewer: Actor,
    kind: ListKind,
    content: bytes,
    settings: Settings | None = None,
    *,
    only: Callable[[str, int], bool] | None = None,
) -> dict[str, Any]:
    """Report the outcome of each row, or of `only` those of a sheet and row; nothing is changed or stored."""
    access.require_import(viewer)
    settings = remembered_settings(kind, content) if settings is None else settings
    made, _tables = plan(viewer, kind, content, settings)
    for row in made.rows:
        if only is not None and row.outcome in CHANGING and not only(row.sheet, row.number):
            row.outcome, row.skip = Outcome.SKIPPED, Skip.NOT_CHOSEN
    return report(kind, rows_made(Import(kind=kind), made.rows), sheets_made(made.sheets))


def act_report(act: Import) -> dict[str, Any]:
    """Report on the present rows of an import."""
    return report(ListKind(act.kind), list(act.rows.all()), act.sheets)
