"""`vidsyn import kinds`: kinds of partner that earlier imports took from ROR, as ROR's types are read today."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option

if TYPE_CHECKING:
    from vidsyn.intake.queries.kinds import KindByRor


@spoken.command("kinds")
@spoken.option("--apply", is_flag=True, help="Change them; without it they are only listed.")
@json_option
@at_desk
def kinds_by_ror(desk: Desk, apply: bool, as_json: bool) -> None:
    """List partners whose kind an import took from ROR and that are another kind by ROR's types.

    A kind that a list or a person has given is left alone.
    """
    from vidsyn.intake.jobs import kinds_by_ror_set
    from vidsyn.intake.queries import kinds

    found = kinds_by_ror_set(desk.actor, _("Kind by ROR's types")) if apply else kinds.kinds_by_ror()
    rows = [
        {"partner": one.partner.reference, "name": str(one.partner), "was": one.was, "becomes": one.becomes}
        for one in found
    ]
    if as_json:
        desk.tell(rows)
        return
    for one in found:
        desk.say(_line(one))
    said = _("%(n)s partners changed") if apply else _("%(n)s partners to change; --apply changes them")
    desk.say(said % {"n": len(found)})


def _line(one: KindByRor) -> str:
    from vidsyn.wording.labels import label

    return f"{one.partner.reference}  {label(one.was)} → {label(one.becomes)}  {one.partner}"
