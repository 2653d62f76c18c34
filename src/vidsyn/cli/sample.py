"""The sample register, from the command line."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, on_option


@spoken.group()
def sample() -> None:
    """The sample register."""


@sample.command()
@spoken.option("--if-empty", is_flag=True, help="Do nothing where the register holds something already.")
@on_option("The day the sample's dates count from; today unless said.")
@at_desk
def load(desk: Desk, if_empty: bool, on: date | None) -> None:
    """Fill an empty register with the sample: two universities, their partners, and examples marked as such."""

    from vidsyn.sample.loading import is_empty, sample_load

    if if_empty and not is_empty(desk.actor):
        return
    sample_load(actor=desk.actor, on=desk.day(on))
    desk.say(_("The sample register is loaded."))


commands: list[click.Command] = [sample]
