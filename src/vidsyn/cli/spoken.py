"""The command line in the chosen language: help, usage and click's own words, without Django.

click asks the standard library's gettext for its words. While a command line is carried out, our catalogue stands
behind that, and the commands' own texts are asked for when they are printed. The texts in the code are English and
are the catalogue's keys, a paragraph each; where the catalogue is not compiled they are what is shown.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

LANGUAGES = ("sv", "en")
_LOCALE = Path(__file__).resolve().parent.parent / "wording" / "locale"
_DOMAIN = "django"
_spoken = ContextVar("language", default="sv")
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def language_asked(words: Sequence[str]) -> str:
    """The language a command line asks for: its last `--lang`, else `VIDSYN_LANG`, else Swedish.

    Looked for before click reads the words, since help and usage errors are printed while it does.
    """
    chosen = os.environ.get("VIDSYN_LANG", "")
    for word, after in pairwise([*takewhile(lambda word: word != "--", words), ""]):
        name, _sign, value = word.partition("=")
        if name == "--lang":
            chosen = value or after
    return chosen if chosen in LANGUAGES else "sv"


def language() -> str:
    """The language of the command line that is being carried out."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The standard library's gettext, and so click, answers in the language."""
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    spoken = _spoken.set(language)
    gettext.bindtextdomain(_DOMAIN, str(_LOCALE))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        _spoken.reset(spoken)
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


def paragraphs(text: str | None) -> list[str]:
    """The keys of a text: its paragraphs, whose line breaks mean nothing."""
    parts = (" ".join(part.split()) for part in (text or "").split("\n\n"))
    return [part for part in parts if part]


def _said(text: str | None) -> str | None:
    return text and "\n\n".join(map(gettext.gettext, paragraphs(text)))


def word_of(metavar: str) -> str:
    """The word of a metavar, without the brackets that say “may be left out”; none for a choice among codes."""
    word = metavar.strip("[]")
    return word if word.isupper() else ""


def _said_metavar(metavar: str) -> str:
    word = word_of(metavar)
    return metavar.replace(word, gettext.gettext(word)) if word else metavar


class _Helped:
    """What has a help: kept in English, given in the chosen language."""

    @property
    def help(self) -> str | None:
        """The help in the chosen language."""
        return _said(self._english)

    @help.setter
    def help(self, text: str | None) -> None:
        self._english = text


class Option(_Helped, click.Option):
    """An option whose help is in the chosen language."""

    def make_metavar(self, ctx: click.Context) -> str:
        return _said_metavar(super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument named in the chosen language."""

    def make_metavar(self, ctx: click.Context) -> str:
        return _said_metavar(super().make_metavar(ctx))


class File(click.File):
    """An open file; why it could not be opened is said in the chosen language."""

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        place, sign, reason = message.rpartition(": ")
        super().fail(place + sign + gettext.gettext(reason), param, ctx)


class Command(_Helped, click.Command):
    """A command whose help is in the chosen language."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [gettext.gettext(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:  # click makes it once and keeps the words of the language it was made in
            option.help = gettext.gettext("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class: type[click.Command] | None = Command
    group_class: type[click.Group] | type[type] | None = type

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        words = sys.argv[1:] if args is None else list(args)
        with speaking(language_asked(words)):
            return super().main(args, *rest, **extra)


def command(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """`click.command` in the chosen language."""
    return click.command(name, cls=Command, **settings)


def group(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """`click.group` in the chosen language."""
    return click.group(name, cls=Group, **settings)


def option(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """`click.option` in the chosen language."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """`click.argument` in the chosen language."""
    return click.argument(*names, cls=Argument, **settings)


def language_option(
    text: str = "Language of answers and help.", **settings: Any
) -> Callable[[Decorated], Decorated]:
    """`--lang`; the command is not told of it, since all it says is in that language: see `language`."""
    return option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=text, **settings)


def texts(command: click.Command, parent: click.Context | None = None) -> Iterator[str]:
    """Every key of a command's help and of those below it, for the catalogue."""
    context = click.Context(command, parent, info_name=command.name)
    yield from paragraphs(command.help)
    for parameter in command.params:
        yield from paragraphs(parameter.help)
        if not getattr(parameter, "is_flag", False) and (word := word_of(parameter.make_metavar(context))):
            yield word
    for inner in getattr(command, "commands", {}).values():
        yield from texts(inner, context)
