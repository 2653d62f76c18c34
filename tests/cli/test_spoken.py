"""Help, usage and what a command answers are in the language that was asked for."""

import gettext
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_python

from vidsyn.cli import spoken
from vidsyn.cli.click_words import WORDS
from vidsyn.cli.main import main

# The same in both languages: what a person types or a word Swedish has taken as it is.
SAME = {"IMPORT", "JSON", "OPERATION", "PERSON", "TEXT", "ID…"}
# click's words that none of our commands can bring it to say: prompts, colours, shell completion, its own mistakes.
UNHEARD_FILES = {
    "_termui_impl.py",
    "_winconsole.py",
    "decorators.py",
    "shell_completion.py",
    "termui.py",
    "utils.py",
}
UNHEARD = {
    "Argument {name!r} takes {nargs} values.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?",
    "Takes {nargs} values but 1 was given.",
    "Value must be an iterable.",
    "deprecated",
    "directory",
    "file",
    "path",
    "{len_type} values are required, but {len_value} was given.",
    "{name} {filename!r} is not executable.",
    "{value!r} does not match the format {format}.",
    "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
}


def commands(command, path=()):
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


def test_every_text_of_the_help_has_swedish():
    english = set(spoken.texts(main))
    with spoken.speaking("sv"):
        same = {text for text in english if gettext.gettext(text) == text}
    assert len(english) > 100
    # An example that is all commands and names reads the same but for the words around it.
    assert same <= SAME


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_no_help_has_english_left(vidsyn, path):
    def told(language):
        shown = vidsyn("--lang", language, *path, "--help")
        assert shown.code == 0
        return "".join(shown.out.split())  # lines are broken anywhere, also at hyphens

    english, swedish = told("en"), told("sv")
    command = main
    for name in path:
        command = command.commands[name]
    for text in [*spoken.paragraphs(command.help), *(p.help for p in command.params if p.help)]:
        assert "".join(text.split()) in english
        assert "".join(text.split()) not in swedish
    for word in ("Usage:", "Options", "Commands", "Showthis", "default:", "required"):
        assert word not in swedish
    assert "Användning:" in swedish


def test_all_is_spoken():
    """Whatever is declared with click's own decorators would stay English."""

    def silent(command, path=("vidsyn",)):
        if not isinstance(command, spoken.Command):
            yield " ".join(path)
        for one in command.params:
            if not isinstance(one, spoken.Option | spoken.Argument):
                yield f"{' '.join(path)} {one.name}"
        for name, inner in getattr(command, "commands", {}).items():
            yield from silent(inner, (*path, name))

    assert list(silent(main)) == []


@pytest.mark.parametrize(
    ("words", "variable", "language"),
    [
        ((), None, "sv"),
        ((), "en", "en"),
        ((), "fi", "sv"),
        (("--lang", "en"), None, "en"),
        (("--lang=en",), None, "en"),
        (("--lang", "sv"), "en", "sv"),
        (("--lang", "en", "today", "--lang", "sv"), None, "sv"),
        (("--lang",), "en", "sv"),
        (("search", "--", "--lang", "en"), None, "sv"),
    ],
)
def test_the_language_asked_for(monkeypatch, words, variable, language):
    monkeypatch.delenv("VIDSYN_LANG", raising=False)
    if variable:
        monkeypatch.setenv("VIDSYN_LANG", variable)
    assert spoken.language_asked(words) == language


@pytest.mark.parametrize("words", [("--help", "--lang", "en"), ("today", "--help", "--lang", "en")])
def test_help_before_the_language_is_in_it_all_the_same(vidsyn, words):
    assert vidsyn(*words).out.startswith("Usage: vidsyn")


@pytest.mark.django_db
def test_wrong_usage_is_told_in_the_language(vidsyn):
    assert "Fel: Argument saknas: 'NAMN'." in vidsyn("people", "add", "a@b.se").err
    assert "Error: Missing argument 'NAME'." in vidsyn("--lang", "en", "people", "add", "a@b.se").err
    assert "är inget datum" in vidsyn("today", "--on", "i dag").err
    assert "Filen eller mappen finns inte" in vidsyn("people", "import", "saknas.csv").err
    assert "Menade du" in vidsyn("today", "--jsn").err
    assert "är inget av" in vidsyn("import", "partners", __file__, "--order", "x=y").err


def test_a_miss_without_lists_is_told_in_the_language(vidsyn, tmp_path, monkeypatch):
    monkeypatch.setenv("VIDSYN_DATA", str(tmp_path))
    assert vidsyn("match", "screen", "Ingen").out.splitlines() == [
        "ingen träff",
        "ingen lista är inläst: utan träff betyder ingenting",
    ]


def test_hits_and_lists_are_told_in_the_language(vidsyn, tmp_path, monkeypatch):
    monkeypatch.setenv("VIDSYN_DATA", str(tmp_path))
    listed = tmp_path / "list.jsonl"
    listed.write_text('{"key": "k1", "schema": "Company", "names": ["Zavod Vydumka"]}\n')
    words = ("lists", "import", "--format", "generic-jsonl", "--name", "mine", "--date", "2020-01-01")
    assert vidsyn(*words, str(listed)).code == 0
    swedish = vidsyn("match", "screen", "Zavod Vydumka").out
    assert "på mine; från 2020-01-01; organisation" in swedish
    assert "kontrollerat mot mine: 1 rad, från 2020-01-01" in swedish
    assert "verkan inte angiven" in swedish
    english = vidsyn("match", "screen", "Zavod Vydumka", "--lang", "en").out
    assert "screened against mine: 1 row, of 2020-01-01" in english
    assert "mine: 1 rad, inte jämförd med ROR, 2020-01-01" in vidsyn("lists", "list").out
    listed.write_text("{\n")
    assert "rad 1 är inte JSON" in vidsyn(*words, str(listed)).err
    bad = vidsyn("match", "screen", "--input", "-", given="{\n[]\n{}\n").err.splitlines()[-3:]
    assert bad == ["rad 1: inte JSON", "rad 2: inget JSON-objekt", "rad 3: ingen text i fältet query"]


def test_json_is_the_same_in_both_languages(vidsyn, tmp_path, monkeypatch):
    monkeypatch.setenv("VIDSYN_DATA", str(tmp_path))
    listed = tmp_path / "list.jsonl"
    listed.write_text('{"key": "k1", "names": ["Zavod Vydumka"]}\n')
    vidsyn("lists", "import", "--format", "generic-jsonl", "--name", "mine", str(listed))
    swedish, english = (
        vidsyn("--lang", language, "match", "screen", "Zavod Vydumka", "--json").json
        for language in spoken.LANGUAGES
    )
    assert swedish == english
    assert swedish["matches"][0]["band"] == "accept"


def test_help_in_swedish_loads_no_django():
    """Nor anything else that takes its time: help is printed by the standard library and click."""
    code = (
        "import sys, json\n"
        "from vidsyn.cli.main import main\n"
        "main(['today', '--help'], standalone_mode=False)\n"
        "print(json.dumps([m for m in sys.modules if m.startswith(('django', 'pydantic', 'numpy'))]))\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "VIDSYN_LANG"}
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    *help_, loaded = shown.stdout.splitlines()
    assert help_[0].startswith("Användning:")
    assert json.loads(loaded) == []


def test_speaking_leaves_nothing_behind(vidsyn):
    before = os.environ.get("LANGUAGE"), gettext.textdomain()
    vidsyn("--help")
    assert (os.environ.get("LANGUAGE"), gettext.textdomain()) == before
    assert spoken.language() == "sv"


def test_without_a_catalogue_help_is_english(vidsyn, tmp_path, monkeypatch):
    monkeypatch.setattr(spoken, "_LOCALE", tmp_path)
    assert vidsyn("--help").out.startswith("Usage: vidsyn [OPTIONS]")


def test_clicks_words_are_all_known():
    """A later click that says something new is heard of here, before a person meets English."""
    known = {word if isinstance(word, str) else word[0] for word in WORDS}
    said = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        if path.name not in UNHEARD_FILES:
            found = extract_python(io.BytesIO(path.read_bytes()), {"_": None, "ngettext": None}, (), {})
            said |= {text if isinstance(text, str) else text[0] for _, _, text, _ in found if text}
    assert said - known - UNHEARD == set()


@pytest.mark.django_db
def test_operations_are_listed_in_the_language(vidsyn):
    english, swedish = (
        vidsyn("--lang", language, "operations").out.splitlines() for language in ("en", "sv")
    )
    assert "agreement_request" in " ".join(swedish)
    assert [line for line in swedish if line in english] == []
    codes = [vidsyn("--lang", language, "operations", "--json").json for language in spoken.LANGUAGES]
    assert codes[0] == codes[1]


@pytest.mark.parametrize(
    ("language", "told"), [("sv", "VIDSYN_ENV är 'x'; ange local"), ("en", "VIDSYN_ENV is 'x'; say local")]
)
def test_a_wrong_setting_is_told_in_the_language(language, told):
    ran = subprocess.run(
        [sys.executable, "-m", "vidsyn", "--lang", language, "today"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"VIDSYN_ENV": "x"},
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith(told)
