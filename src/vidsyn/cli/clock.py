"""The clock's work by hand."""

from __future__ import annotations

import sys
from datetime import date

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option, on_option


@spoken.command()
@on_option("The day the clock shows; today unless said.")
@json_option
@at_desk
def tick(desk: Desk, on: date | None, as_json: bool) -> None:
    """Run the clock's jobs once, then send what waits in the queue. Running it again changes nothing."""
    from vidsyn.later.clock import jobs, take_turn
    from vidsyn.later.worker import drain

    runs = take_turn(jobs(), desk.day(on))
    drain()
    desk.answer(runs, as_json=as_json, line=lambda run: f"{run.job}: {run.fault or 'ok'}")
    if any(run.fault for run in runs):
        sys.exit(1)


commands: list[click.Command] = [tick]
