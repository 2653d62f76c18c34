"""`vidsyn list` and `vidsyn show`: what the API tells, from a shell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from typing import Any

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option

# What a row is named by and called, the first of these that it has.
_NAMED = ("reference", "code", "email", "at", "id")
_CALLED = ("title", "name", "fact")


@spoken.command("list")
@spoken.argument("kind")
@spoken.argument("filters", nargs=-1)
@json_option
@at_desk(seals=False)
def list_kind(desk: Desk, kind: str, filters: tuple[str, ...], as_json: bool) -> None:
    """List things of a KIND, such as agreements: vidsyn list agreements status=in_force page=2.

    Kinds and FILTERS (name=value, page and size among them) are those of the API; a filter that takes several values
    may be given several times. --json answers what the API answers.
    """
    from vidsyn.acts.describe import describe
    from vidsyn.reads.registry import read_of

    part = describe(read_of(kind, paged=True).ask(desk.actor, _given(filters)))
    if as_json:
        desk.tell(part)
        return
    for row in part["items"]:
        desk.say(f"{_first(row, _NAMED):20} {_first(row, _CALLED)}".rstrip())
    desk.say(_("%(total)s in all, page %(page)s of %(pages)s") % part)


@spoken.command("show")
@spoken.argument("kind")
@spoken.argument("name")
@spoken.option("--on", metavar="DATE", help="The day it is for; today unless given.")
@json_option
@at_desk(seals=False)
def show_one(desk: Desk, kind: str, name: str, on: str | None, as_json: bool) -> None:
    """Show one thing of a KIND by its id or reference: vidsyn show agreements A-7K3QX2.

    Kinds are those of the API. --json answers what the API answers.
    """
    from vidsyn.acts.describe import describe
    from vidsyn.reads.registry import read_of

    told = describe(read_of(kind, paged=False).ask(desk.actor, {"on": [on]} if on else {}, name))
    if as_json:
        desk.tell(told)
        return
    for line in _lines(told):
        desk.say(line)


def _given(filters: Sequence[str]) -> dict[str, list[str]]:
    """Filters by name. Wrong usage where one is not written name=value."""
    given: dict[str, list[str]] = {}
    for written in filters:
        name, equals, value = written.partition("=")
        if not equals:
            raise click.UsageError(_("A filter is written name=value: %(filter)s") % {"filter": written})
        given.setdefault(name, []).append(value)
    return given


def _first(row: dict[str, Any], names: Sequence[str]) -> str:
    return next((_plain(row[name]) for name in names if row.get(name)), "")


def _plain(value: Any) -> str:
    """A value as people read it; what is in two languages in the one that is spoken."""
    if isinstance(value, dict) and value.keys() == {"sv", "en"}:
        first, second = ("en", "sv") if spoken.language() == "en" else ("sv", "en")
        return str(value[first] or value[second])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _lines(told: Any, indent: str = "") -> Iterator[str]:
    """What is told, a line for each field that says something, parts indented under their name."""
    for name, value in told.items() if isinstance(told, dict) else enumerate(told, 1):
        if value is None or value == "" or value in ([], {}):
            continue
        if isinstance(value, dict | list) and not (isinstance(value, dict) and value.keys() == {"sv", "en"}):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_plain(value)}"


commands: list[click.Command] = [list_kind, show_one]
