"""The command reference, `docs/commands.md`, made from the commands themselves.

python -m vidsyn.cli.reference > docs/commands.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from vidsyn.cli.main import main

_INTRODUCTION = """# Commands

Made from the commands themselves by `python -m vidsyn.cli.reference`; a test holds it to them.

Every command first brings its data folder (`VIDSYN_DATA`, default `var/`) up to date. Without `--as` it acts as the
local operator, recorded as such, with the rights of the international office. Answers are in Swedish unless
`--lang en` or `VIDSYN_LANG=en` says otherwise. `--json` writes JSON and nothing else on standard output. A refusal is
a sentence on standard error with its code in brackets, and exit code 1; wrong usage is exit code 2.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *_told(main, ("vidsyn",))])


def _told(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    if command.hidden:
        return
    if not isinstance(command, click.Group) or len(path) == 1:
        yield from _section(command, path)
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _told(command.commands[name], (*path, name))


def _section(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    context = click.Context(command, info_name=" ".join(path), max_content_width=100, terminal_width=100)
    yield f"## {' '.join(path)}\n"
    yield f"```text\n{_help(command, context)}\n```\n"


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


if __name__ == "__main__":
    sys.stdout.write(reference())
