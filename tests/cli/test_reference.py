"""Every command is documented, as it is."""

from pathlib import Path

import click

from vidsyn.cli.main import main
from vidsyn.cli.reference import reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def verbs(command, path=("vidsyn",)):
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from verbs(inner, (*path, name))
    else:
        yield " ".join(path)


def test_every_verb_says_what_it_does_and_is_documented():
    page = PAGE.read_text()
    for verb in verbs(main):
        assert f"\n## {verb}\n" in page, f"{verb}: run python -m vidsyn.cli.reference > docs/commands.md"


def test_the_page_is_what_the_commands_say():
    assert PAGE.read_text() == reference(), "run python -m vidsyn.cli.reference > docs/commands.md"


def test_every_command_and_option_has_a_sentence():
    def undocumented(command, path=("vidsyn",)):
        if not (command.help or "").strip():
            yield " ".join(path)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.help and not parameter.hidden:
                yield f"{' '.join(path)} {parameter.opts[0]}"
        for name, inner in getattr(command, "commands", {}).items():
            yield from undocumented(inner, (*path, name))

    assert list(undocumented(main)) == []
