"""Whether an installation is fit to be relied on."""

from __future__ import annotations

import sys
from gettext import gettext as _

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option


@spoken.command()
@json_option
@at_desk(up_to_date=False)
def check(desk: Desk, as_json: bool) -> None:
    """Check settings, data folder, keys, mail, assets and queue. Exit code 1 when something is to be mended."""

    from vidsyn.keeping.soundness import findings
    from vidsyn.wording.refusals import sentence

    found = findings()
    desk.answer(
        [{"code": finding.code, "sentence": sentence(finding)} for finding in found],
        as_json=as_json,
        line=lambda told: f"{told['sentence']} [{told['code']}]",
    )
    if found:
        sys.exit(1)
    if not as_json:
        desk.say(_("Nothing to correct."))


commands: list[click.Command] = [check]
