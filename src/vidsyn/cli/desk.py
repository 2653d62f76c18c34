"""The desk every command works at: an open register, somebody acting, a language, and one way to answer.

    @spoken.command()
    @spoken.argument("text")
    @json_option
    @at_desk
    def search(desk: Desk, text: str, as_json: bool) -> None:
        desk.answer(register_search(desk.actor, text), as_json=as_json, line=lambda hit: hit.title)

Refusals and wrong settings become sentences on standard error and exit code 1 (click's own usage errors: 2).
"""

from __future__ import annotations

import functools
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, overload

import click

from vidsyn.cli import spoken

if TYPE_CHECKING:
    from vidsyn.kernel.refusals import Refusal
    from vidsyn.people.actors import Actor

json_option = spoken.option("--json", "as_json", is_flag=True, help="Answer with JSON and nothing else.")


class Day(click.ParamType[date]):
    """A date as `yyyy-mm-dd`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or click's usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(_("%(given)r is no date; write yyyy-mm-dd") % {"given": value}, param, ctx)


def on_option(text: str = "The day it is asked for; today unless said.") -> Callable[..., Any]:
    """`--on DATE`; the command gets a date or None."""
    return spoken.option("--on", type=Day(), metavar="DATE", help=text)


@dataclass
class Desk:
    """What a command has at hand."""

    as_name: str | None = None

    @functools.cached_property
    def actor(self) -> Actor:
        """Who acts: the person named with `--as`, else the local operator."""
        from vidsyn import here
        from vidsyn.kernel.actors import Door
        from vidsyn.people.actors import actor_named, local_operator

        if self.as_name is None:
            return local_operator()
        return actor_named(self.as_name, door=Door.CLI, on=here.today())

    def day(self, given: date | None) -> date:
        """The day given, else today where the university is."""
        from vidsyn import here

        return given or here.today()

    def say(self, text: object) -> None:
        """One line to the person."""
        click.echo(str(text))

    def tell(self, value: Any) -> None:
        """The value as JSON, and nothing else, on standard output."""
        from vidsyn.acts.describe import describe

        click.echo(json.dumps(describe(value), ensure_ascii=False, indent=2))

    def answer(self, values: Iterable[Any], *, as_json: bool, line: Callable[[Any], object]) -> None:
        """A list: as JSON, one object a line, or as people read it, a line for each."""
        if as_json:
            self._tell_each(values)
        else:
            for value in values:
                self.say(line(value))

    def _tell_each(self, values: Iterable[Any]) -> None:
        from vidsyn.acts.describe import describe

        lines = (json.dumps(describe(value), ensure_ascii=False) for value in values)
        click.echo("[" + ",\n".join(lines) + "]")


Command = Callable[..., Any]


@overload
def at_desk(command: Command) -> Command: ...
@overload
def at_desk(*, up_to_date: bool = True, seals: bool = True) -> Callable[[Command], Command]: ...
def at_desk(command: Command | None = None, *, up_to_date: bool = True, seals: bool = True) -> Any:
    """Give the command an open Desk as its first argument, and the options `--as` and `--lang`.

    At its end it seals what is new in the history, so that this waits for no clock. `up_to_date=False` leaves the
    data folder as it is: for the command that replaces it. `seals=False` is for one that only looks.
    """
    if command is None:
        return functools.partial(at_desk, up_to_date=up_to_date, seals=seals)

    @spoken.option("--as", "as_name", metavar="PERSONA", help="Act as this person (address or name).")
    @spoken.language_option()
    @functools.wraps(command)
    def run(*arguments: Any, as_name: str | None, **options: Any) -> Any:
        context = click.get_current_context()
        chosen = context.find_object(dict) or {}
        language = spoken.language()
        sealed = sealing(language) if seals and up_to_date else nullcontext()
        there = using(context.command_path) if up_to_date else nullcontext()
        with mended(language), opened(language, up_to_date=up_to_date), there, sealed:
            return command(Desk(as_name or chosen.get("as_name")), *arguments, **options)

    return run


@contextmanager
def opened(language: str, *, up_to_date: bool = True) -> Iterator[None]:
    """Django set up, the language chosen, the data folder up to date."""
    set_up()
    from django.utils import translation

    from vidsyn.keeping.upkeep import bring_up_to_date

    with translation.override(language):
        if up_to_date:
            bring_up_to_date()
        yield


@contextmanager
def using(what: str) -> Iterator[None]:
    """Present in the data folder as `what`, so that no restore throws away what is being written."""
    from vidsyn.storage.presence import present

    with present(what.removeprefix("vidsyn ")):
        yield


@contextmanager
def sealing(language: str) -> Iterator[None]:
    """Seal what is new in the history at the end, also of what a command did before it was refused.

    A seal that is refused is told of; the command itself has done what it did. Where somebody else is writing for
    long, the clock seals.
    """
    from django.db.utils import OperationalError

    from vidsyn.history.seals import is_anything_new, seal_history
    from vidsyn.kernel.refusals import Refusal

    try:
        yield
    finally:
        with suppress(OperationalError):
            try:
                if is_anything_new():
                    seal_history()
            except Refusal as refusal:
                click.echo(_sentence(refusal, language), err=True)


def set_up() -> None:
    """Django with Vidsyn's settings.

    What is loaded stays to the end, so nobody looks for garbage in it: not while it loads, and not later.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
    gc.disable()
    try:
        django.setup()
        gc.freeze()
    finally:
        gc.enable()


@contextmanager
def mended(language: str = "sv") -> Iterator[None]:
    """Whatever a person can mend is a sentence in her language and exit code 1, not a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import DatabaseError, OperationalError

    from vidsyn.acts.contention import refusal_of_contention
    from vidsyn.kernel.refusals import Refusal, Refusals
    from vidsyn.storage.full import disk_full

    try:
        yield
    except (Refusal, Refusals) as refused:
        for refusal in (refused,) if isinstance(refused, Refusal) else refused.refusals:
            click.echo(_sentence(refusal, language), err=True)
        sys.exit(1)
    except ImproperlyConfigured as fault:
        click.echo(f"{fault} [settings]", err=True)
        sys.exit(1)
    except (DatabaseError, OSError) as fault:
        if met := disk_full(fault) or refusal_of_contention(fault):
            click.echo(_sentence(met, language), err=True)
            sys.exit(1)
        if not isinstance(fault, OperationalError):
            raise
        said = _("The database says: %(fault)s") % {"fault": str(fault).strip()}
        click.echo(f"{said} [database]", err=True)
        sys.exit(1)


def _sentence(refusal: Refusal, language: str) -> str:
    from django.utils import translation

    from vidsyn.wording.refusals import sentence

    place = f"{refusal.field}: " if refusal.field else ""
    with translation.override(language):
        return f"{place}{sentence(refusal)} [{refusal.code}]"
