"""A person's choices for the last file of the same shape."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from vidsyn.intake.logic.headings import shape_of
from vidsyn.intake.logic.settings import Settings, SheetChoice, settings_from
from vidsyn.intake.logic.shape import headings_at, likely_heading, table_of
from vidsyn.intake.models import RememberedMapping
from vidsyn.intake.vocabulary import ListKind
from vidsyn.tables import Row, Sheet, read_tables


def shape_digest(headings: Sequence[str]) -> str:
    """Return the key of a shape."""
    return hashlib.sha256(shape_of(headings).encode()).hexdigest()


def remembered_settings(kind: ListKind, content: bytes) -> Settings:
    """Return the choices for a file with the same headings, on whatever row; empty when there are none."""
    sheets = read_tables(content)
    for sheet in sheets:
        for row in _maybe_headings(sheet, kind):
            digest = shape_digest(headings_at(sheet, row, kind))
            kept = RememberedMapping.objects.filter(kind=kind, shape=digest).first()
            if kept is not None:
                return _moved(settings_from(kept.settings), sheet, row)
    return Settings()


def _maybe_headings(sheet: Sheet, kind: ListKind) -> list[Row]:
    table = table_of(sheet, kind)
    found = [row for row in sheet.rows if table and row.number == table.heading_row]
    likely = likely_heading(sheet)
    return found + ([likely] if likely else [])


def _moved(settings: Settings, sheet: Sheet, row: Row) -> Settings:
    """Adapt the choices to this file: its sheet's name and heading row may differ."""
    chosen = settings.sheet(sheet.name) or next((s for s in settings.sheets if s.heading_row), None)
    sheets = (SheetChoice(sheet.name, row.number, chosen.columns),) if chosen else ()
    return replace(settings, sheets=sheets)
