"""The command reference, `docs/commands.md` and `docs/sv/commands.md`, made from the commands themselves.

python -m vidsyn.cli.reference > docs/commands.md
python -m vidsyn.cli.reference sv > docs/sv/commands.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from vidsyn.cli.main import main
from vidsyn.cli.spoken import speaking

_INTRODUCTION = {
    "en": """# Commands

Made from the commands themselves by `python -m vidsyn.cli.reference`; a test holds it to them. In Swedish:
[sv/commands.md](sv/commands.md).

Every command first brings its data folder (`VIDSYN_DATA`, default `var/`) up to date. Without `--as` it acts as the
local operator, recorded as such, with the rights of the international office. Answers and help are in Swedish unless
`--lang en` or `VIDSYN_LANG=en` says otherwise; commands, options and their codes have the same names in both.
`--json` writes JSON and nothing else on standard output. A refusal is a sentence on standard error with its code in
brackets, and exit code 1; wrong usage is exit code 2.
""",
    "sv": """# Kommandon

Gjord av kommandona själva med `python -m vidsyn.cli.reference sv`; ett test håller den till dem. På engelska:
[commands.md](../commands.md).

Varje kommando uppdaterar först sin datamapp (`VIDSYN_DATA`, annars `var/`) till den här versionen. Utan `--as` handlar
det som den lokala operatören, vilket också antecknas, med internationella kansliets rättigheter. Svar och hjälp är på
svenska om inte `--lang en` eller `VIDSYN_LANG=en` säger annat; kommandon, flaggor och deras koder heter detsamma på
båda språken. `--json` skriver JSON och inget annat på standard ut. Ett avslag är en mening på standard fel med sin kod
inom hakparentes, och slutkod 1; fel användning ger slutkod 2.
""",
}


def reference(language: str = "en") -> str:
    """The whole page."""
    with speaking(language):
        return "\n".join([_INTRODUCTION[language], *_told(main, "vidsyn", None)])


def _told(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    if command.hidden:
        return
    width = {"max_content_width": 100, "terminal_width": 100}
    context = main.context_class(command, parent, info_name=name, **{**width, **command.context_settings})
    # A group that does nothing by itself is told by its commands.
    if not isinstance(command, click.Group) or parent is None or command.invoke_without_command:
        yield f"## {context.command_path}\n"
        yield f"```text\n{_help(command, context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from _told(command.commands[inner], inner, context)


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


if __name__ == "__main__":
    sys.stdout.write(reference(*sys.argv[1:2]))
