"""Every command is documented, as it is, in both languages."""

from pathlib import Path

import click
import pytest

from vidsyn.cli.main import main
from vidsyn.cli.reference import reference

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"en": DOCS / "commands.md", "sv": DOCS / "sv" / "commands.md"}
TOLD = {
    "en": "run python -m vidsyn.cli.reference > docs/commands.md",
    "sv": "run python -m vidsyn.cli.reference sv > docs/sv/commands.md",
}


def verbs(command, path=("vidsyn",)):
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from verbs(inner, (*path, name))
    else:
        yield " ".join(path)


@pytest.mark.parametrize("language", PAGES)
def test_every_verb_says_what_it_does_and_is_documented(language):
    page = PAGES[language].read_text()
    for verb in verbs(main):
        assert f"\n## {verb}\n" in page, f"{verb}: {TOLD[language]}"


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_what_the_commands_say(language):
    assert PAGES[language].read_text() == reference(language), TOLD[language]


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
