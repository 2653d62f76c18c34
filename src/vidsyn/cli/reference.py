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
`--lang en` or `VIDSYN_LANG=en` says otherwise; the commands, their options and their help are in English whatever the
language. `--json` writes JSON and nothing else on standard output. A refusal is a sentence on standard error with its
code in brackets, and exit code 1; wrong usage is exit code 2.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *_told(main, "vidsyn", None)])


def _told(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    if command.hidden:
        return
    width = {"max_content_width": 100, "terminal_width": 100}
    context = main.context_class(command, parent, info_name=name, **{**width, **command.context_settings})
    if not isinstance(command, click.Group) or parent is None:
        yield f"## {context.command_path}\n"
        yield f"```text\n{_help(command, context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from _told(command.commands[inner], inner, context)


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


if __name__ == "__main__":
    sys.stdout.write(reference())
