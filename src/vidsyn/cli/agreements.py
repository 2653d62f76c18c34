"""Agreements as they stood or will stand on a day."""

from __future__ import annotations

import gc
from datetime import date
from typing import TYPE_CHECKING

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option, on_option

if TYPE_CHECKING:
    from vidsyn.agreements.queries.rows import AgreementRow


@spoken.group()
def agreements() -> None:
    """What applied, or will apply, on any day."""


@agreements.command("list")
@on_option("The day asked about; today unless said.")
@json_option
@at_desk
def list_agreements(desk: Desk, on: date | None, as_json: bool) -> None:
    """List every agreement with its status, dates and last day for notice on a day."""
    from vidsyn.agreements.queries.lists import agreements_on

    # Tens of thousands of rows are made and all are needed: looking for garbage among them only takes time.
    gc.disable()
    desk.answer(agreements_on(desk.actor, desk.day(on)), as_json=as_json, line=_line)


def _line(row: AgreementRow) -> str:
    from vidsyn import here
    from vidsyn.agreements.queries.ends import end_written
    from vidsyn.wording.labels import label

    period = f"{row.starts_on or '…'} – {end_written(row) or '…'}"
    status = label(row.status) if row.status else ""
    return f"{row.reference:10} {status:18} {period:25} {row.title.spoken(here.language())}"


commands: list[click.Command] = [agreements]
