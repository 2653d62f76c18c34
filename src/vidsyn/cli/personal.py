"""Where personal values are stored."""

from __future__ import annotations

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option


@spoken.command()
@json_option
@at_desk(up_to_date=False, seals=False)
def personal(desk: Desk, as_json: bool) -> None:
    """Show where personal data are stored: whose, for how long, and how erasure reaches them.

    The record of processing for the data protection officer, made from what the program itself declares.
    """
    from vidsyn.history.personal.register import Entry, personal_register
    from vidsyn.kernel.rooms import open_rooms
    from vidsyn.wording.labels import label

    def line(entry: Entry) -> str:
        said = [entry.place, label(entry.whose) if entry.whose else "", label(entry.keeps)]
        return " · ".join([*said, label(entry.reach) if entry.reach else ""])

    open_rooms()
    desk.answer(personal_register(), as_json=as_json, line=line)


commands: list[click.Command] = [personal]
