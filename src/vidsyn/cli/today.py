"""`vidsyn today`: what waits for somebody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option, on_option

if TYPE_CHECKING:
    from vidsyn.rows.waiting import TodayRow


@spoken.command()
@on_option()
@spoken.option("--all", "everything", is_flag=True, help="Everything, not only the first seven.")
@json_option
@at_desk
def today(desk: Desk, on: date | None, everything: bool, as_json: bool) -> None:
    """What waits for you, the most pressing first: at most seven things."""
    from vidsyn.reminders.queries.today import today, today_all

    day = desk.day(on)
    rows = today_all(desk.actor, day) if everything else today(desk.actor, day).rows
    desk.answer(rows, as_json=as_json, line=_line)


def _line(row: TodayRow) -> str:
    from vidsyn import here
    from vidsyn.wording.labels import label

    title = row.title.spoken(here.language()) if row.number else str(row.count)
    why = label(row.why) if row.why else ""
    return "  ".join(filter(None, (str(row.due_on or "–"), label(row.matter), row.number, title, why)))


commands: list[click.Command] = [today]
