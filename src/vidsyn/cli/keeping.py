"""Backups: everything in one file, and back again."""

from __future__ import annotations

from pathlib import Path

import click

from vidsyn.cli.desk import Desk, at_desk, json_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@json_option
@at_desk
def backup(desk: Desk, file: Path, force: bool, as_json: bool) -> None:
    """Write database, files, keys and index to one file, and read it back to be sure.

    Works while the server runs. The file holds keys and personal data: keep it as safe as the register.
    """
    from django.utils.translation import gettext

    from vidsyn.plumbing import backups

    told = backups.backup(file, force=force)
    if as_json:
        desk.tell(told)
    else:
        desk.say(gettext("Backed up %(files)s files to %(file)s.") % {"files": told.files, "file": told.file})


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the register that is there; it is kept in replaced/.")
@json_option
@at_desk(up_to_date=False)
def restore(desk: Desk, file: Path, force: bool, as_json: bool) -> None:
    """Bring back everything from a backup, also one of an earlier version. Stop the server first."""
    from django.utils.translation import gettext

    from vidsyn.plumbing import backups

    told = backups.restore(file, force=force)
    if as_json:
        desk.tell(told)
    else:
        desk.say(
            gettext("Brought back %(files)s files from the backup of %(made_at)s.")
            % {"files": told.files, "made_at": told.made_at}
        )


commands: list[click.Command] = [backup, restore]
