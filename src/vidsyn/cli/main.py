"""The command `vidsyn`: gathers the commands of the modules beside it.

A module here exports `commands`, a list of click commands and groups; groups of one name become one. At import a
module loads click and nothing of Django, so that `vidsyn --help` answers at once.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator

import click

from vidsyn.cli import spoken

MODULES = (
    "sample",
    "starting",
    "importing",
    "matching",
    "lists",
    "agreements",
    "today",
    "search",
    "reading",
    "people",
    "history",
    "calls",
    "serving",
    "working",
    "clock",
    "keeping",
    "checking",
    "personal",
)


@spoken.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="vidsyn", cls=spoken.Option)
@spoken.option("--as", "as_name", metavar="PERSONA", help="Act as this person (address or name).")
@spoken.language_option("Language of answers and help; Swedish unless said.", envvar="VIDSYN_LANG")
@click.pass_context
def main(context: click.Context, as_name: str | None) -> None:
    """A register of a university's international collaborations.

    Every command first brings its data folder (VIDSYN_DATA) up to date. Without --as it acts as the local
    operator, recorded as such, with the rights of the international office.
    """
    context.obj = {"as_name": as_name}


def gathered() -> Iterator[click.Command]:
    """The commands of every module that is there."""
    for name in MODULES:
        if importlib.util.find_spec(f"vidsyn.cli.{name}") is not None:
            yield from importlib.import_module(f"vidsyn.cli.{name}").commands


def _add(group: click.Group, command: click.Command) -> None:
    present = group.commands.get(command.name or "")
    if isinstance(present, click.Group) and isinstance(command, click.Group):
        for inner in command.commands.values():
            _add(present, inner)
    elif present is not None:
        raise RuntimeError(f"two commands are called {command.name}")
    else:
        group.add_command(command)


for _command in gathered():
    _add(main, _command)
