"""Backups: everything in one file, and back again."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option

if TYPE_CHECKING:
    from vidsyn.keeping.backups import Checked


@spoken.command()
@spoken.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@spoken.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@json_option
@at_desk(seals=False)
def backup(desk: Desk, file: Path, force: bool, as_json: bool) -> None:
    """Write database, files, keys and index to one file, and read it back to be sure.

    Works while the server runs. The file holds keys and personal data: keep it as safe as the register. Checks
    the history against its seals; exit code 1 when it has been altered, with the backup made all the same.
    """

    from vidsyn.keeping import backups

    told = backups.backup(file, force=force)
    if as_json:
        desk.tell(told)
    else:
        desk.say(_("Backed up %(files)s files to %(file)s.") % {"files": told.files, "file": told.file})
        desk.say(_("It may be held until %(until)s.") % {"until": told.held_until})
    _tell_history(told.history)


@spoken.command("backups")
@json_option
@at_desk(up_to_date=False, seals=False)
def list_backups(desk: Desk, as_json: bool) -> None:
    """List the backups made from this data folder, and until when each may be held (VIDSYN_BACKUP_DAYS).

    Tells how many people have been erased since each was made: it may still hold their data. Backups that were
    moved or deleted are not listed.
    """

    from dataclasses import asdict

    from vidsyn.keeping import backups

    known = [
        asdict(each) | {"is_due": each.is_due, "erased_since": each.erased_since}
        for each in backups.backups_known()
    ]
    desk.answer(known, as_json=as_json, line=_told_backup)


def _told_backup(told: dict[str, Any]) -> str:
    made = f"{told['file']}  {told['made_at'][:10]} – {told['held_until']}"
    due = _("past its day: delete it") if told["is_due"] else ""
    erased = _("erased since: %(erased)s") % {"erased": told["erased_since"]} if told["erased_since"] else ""
    return "  ".join(part for part in (made, due, erased) if part)


@spoken.command()
@spoken.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@spoken.option("--force", is_flag=True, help="Replace the register that is there; it is kept in replaced/.")
@json_option
@at_desk(up_to_date=False)
def restore(desk: Desk, file: Path, force: bool, as_json: bool) -> None:
    """Bring back everything from a backup, also one of an earlier version. Stop the server first.

    Whoever was erased after the backup was made is erased again: erasures.log in the data folder says who.
    Checks the history against its seals afterwards; exit code 1 when it has been altered.
    """

    from vidsyn.keeping import backups

    told = backups.restore(file, force=force)
    if as_json:
        desk.tell(told)
    else:
        desk.say(
            _("Brought back %(files)s files from the backup of %(made_at)s.")
            % {"files": told.files, "made_at": told.made_at}
        )
    _tell_history(told.history)


def _tell_history(history: Checked) -> None:
    """Whoever relies on the file must hear at once that the history in it is not what was sealed."""

    if not history.ok:
        click.echo(_("Its history has been altered: vidsyn history verify says where."), err=True)
        sys.exit(1)


commands: list[click.Command] = [backup, list_backups, restore]
