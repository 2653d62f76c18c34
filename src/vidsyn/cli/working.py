"""`vidsyn work`: the worker and the clock, and what has failed for good."""

from __future__ import annotations

import os
from gettext import gettext as _
from typing import TYPE_CHECKING
from uuid import UUID

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option, mended, opened, using
from vidsyn.cli.serving import NAMED

if TYPE_CHECKING:
    from vidsyn.keeping.queries import FailedWork

_IDS = spoken.argument("works", metavar="[ID…]", nargs=-1, type=click.UUID)
_ALL = spoken.option("--all", "every", is_flag=True, help="All that has failed.")


@spoken.group(invoke_without_command=True)
@click.pass_context
def work(context: click.Context) -> None:
    """Run the worker and the clock alone, where the web is served apart. Several may run: none does another's work.

    Asked to stop (SIGTERM, Ctrl+C), it first ends the piece of work it has in hand.
    """
    if context.invoked_subcommand is None:
        _run()


def _run() -> None:
    language = spoken.language()
    with mended(language), opened(language), using("work"):
        from vidsyn.later import stopping
        from vidsyn.later.clock import start_clock
        from vidsyn.later.worker import work as work_on

        stopping.listen()
        stopping.end_with_parent()
        start_clock()
        work_on(batch=False, name=os.environ.get(NAMED, ""))


@work.command()
@json_option
@at_desk(seals=False)
def failed(desk: Desk, as_json: bool) -> None:
    """List work that has failed for good: its id, what it was and with what it ended."""
    from vidsyn.keeping.queries import failed_work

    desk.answer(failed_work(desk.actor), as_json=as_json, line=_line)


@work.command()
@_IDS
@_ALL
@at_desk
def retry(desk: Desk, works: tuple[UUID, ...], every: bool) -> None:
    """Queue work that has failed for good once more."""
    from vidsyn.keeping.operations import work_retry

    for told in work_retry(works=_chosen(desk, works, every), actor=desk.actor):
        desk.say(_line(told))


@work.command()
@_IDS
@_ALL
@spoken.option("--reason", required=True, metavar="TEXT", help="Why it is not to be done.")
@at_desk
def forget(desk: Desk, works: tuple[UUID, ...], every: bool, reason: str) -> None:
    """Take work that has failed for good out of the queue: a letter is then never sent."""
    from vidsyn.keeping.operations import work_forget

    for told in work_forget(works=_chosen(desk, works, every), reason=reason, actor=desk.actor):
        desk.say(_line(told))


def _chosen(desk: Desk, works: tuple[UUID, ...], every: bool) -> tuple[UUID, ...]:
    from vidsyn.keeping.queries import failed_work

    if bool(works) == every:
        raise click.UsageError(_("Name what to take by its id, or say --all."))
    chosen = tuple(one.id for one in failed_work(desk.actor)) if every else works
    if not chosen:
        raise click.UsageError(_("Nothing has failed."))
    return chosen


def _line(told: FailedWork) -> str:
    return f"{told.id} {told.work} {told.fault}"


commands: list[click.Command] = [work]
