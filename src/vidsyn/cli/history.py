"""The history: read it, check its seals, keep its keys."""

from __future__ import annotations

import sys
from dataclasses import asdict
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option

if TYPE_CHECKING:
    from vidsyn.history.seals import Verification


@spoken.group()
def history() -> None:
    """Who changed what, when and why – and that nobody has touched it since."""


@history.command()
@json_option
@at_desk(seals=False)
def verify(desk: Desk, as_json: bool) -> None:
    """Check the history against its seals. Exit code 1 when something has been altered.

    Finds rows and seals that were altered, removed, put in another order or slipped in, and an end that was cut
    off; tells how many rows are not sealed yet.
    """
    from vidsyn.history.seals import verify as verify_seals

    found = verify_seals()
    if as_json:
        desk.tell({"ok": found.ok, **asdict(found)})
    else:
        _tell(desk, found)
    if not found.ok:
        sys.exit(1)


def _tell(desk: Desk, found: Verification) -> None:
    from django.utils import timezone

    from vidsyn.wording.labels import label

    for problem in found.problems:
        where = _("seal %(seal)s") % {"seal": problem.seal} if problem.seal else _("history")
        row = ", " + _("row %(row)s") % {"row": problem.entry} if problem.entry else ""
        desk.say(f"{where}{row}: {label(problem.fault)}")
    counts = {"sealed": found.sealed, "seals": found.seals, "unsealed": found.unsealed}
    desk.say(_("%(sealed)s rows under %(seals)s seals; %(unsealed)s not sealed yet.") % counts)
    if found.late:
        oldest = timezone.localtime(found.oldest_unsealed_at)
        desk.say(_("The oldest is of %(at)s: no clock seals here.") % {"at": f"{oldest:%Y-%m-%d %H:%M}"})
    if found.unguarded:
        names = ", ".join(found.unguarded)
        desk.say(
            _("The database's guard over the history has been taken down: %(names)s.") % {"names": names}
        )
    if found.torn_heads:
        desk.say(_("A crash broke off a line beside the database; the next seal writes it again."))
    if found.accepted_heads:
        desk.say(_("An earlier database was accepted %(times)s times.") % {"times": found.accepted_heads})
    desk.say(_("Nothing has been altered.") if found.ok else _("The history has been altered."))


@history.command()
@spoken.argument("kind", required=False)
@spoken.argument("name", required=False)
@spoken.option("--limit", default=50, show_default=True, help="How many rows, newest first.")
@json_option
@at_desk
def show(desk: Desk, kind: str | None, name: str | None, limit: int, as_json: bool) -> None:
    """Show the history: of one thing (KIND and its reference or id), or all of it.

    KIND is a kind of record: unit, person, partner, collaboration, agreement …
    """
    from vidsyn.history.reading import Wanted
    from vidsyn.people.queries.history import history_all, history_of_thing, names_in
    from vidsyn.wording.history import readable

    wanted = Wanted(limit=limit)
    if kind is None:
        lines = history_all(desk.actor, wanted)
    elif name is None:
        raise click.UsageError(_("name the thing after its kind, or give neither"))
    else:
        lines = history_of_thing(desk.actor, kind, name, wanted)
    if as_json:
        desk.tell([asdict(line) for line in lines])
        return
    for line in readable(lines, names_in(desk.actor, lines)):
        desk.say(f"{line.at:%Y-%m-%d %H:%M}  {line.what} · {line.subject} · {line.who}")
        if line.reason:
            desk.say(f"    “{line.reason}”")
        for change in line.changes:
            desk.say(f"    {change.label}: {change.before or '–'} → {change.after or '–'}")


@history.command()
@at_desk(seals=False)
def seal(desk: Desk) -> None:
    """Seal what is new now, without waiting for the clock."""

    from vidsyn.history.seals import seal_history

    desk.say(_("%(rows)s rows sealed.") % {"rows": seal_history()})


@history.command("guard")
@at_desk
def guard_history(desk: Desk) -> None:
    """Put up the triggers by which the database refuses to alter or remove history, where they are gone."""

    from vidsyn.history import guard

    guard.put_up()
    desk.say(_("The database refuses changes to the history."))


@history.command("rotate-key")
@at_desk
def rotate_key(desk: Desk) -> None:
    """Make a new key for the seals. Keep the old ones: they check what they sealed."""

    from vidsyn.history.seals import rotate_key as rotate

    desk.say(_("New seals take the key %(key)s.") % {"key": rotate().id})


@history.command("accept-head")
@spoken.option("--reason", required=True, help="Why an earlier database was put back; it stays in the log.")
@at_desk
def accept_head(desk: Desk, reason: str) -> None:
    """Let the database's newest seal count, after an earlier database was put back on purpose."""

    from vidsyn.history.seals import accept_head as accept

    desk.say(_("Seal %(sequence)s counts as the newest.") % {"sequence": accept(reason).sequence})


commands: list[click.Command] = [history]
