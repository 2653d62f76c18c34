"""`vidsyn match`: who is meant, without asking anybody outside."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from gettext import gettext as _
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from vidsyn.cli import spoken
from vidsyn.cli.matching_words import complaint, coverage_lines, found_lines, lines_read
from vidsyn.cli.plain_desk import counter, data_folder, json_option, mended_plainly, tell_damaged

if TYPE_CHECKING:
    from vidsyn.matching.streaming import Task


@spoken.group()
def match() -> None:
    """Names to organisations and to listings."""


@match.command("organisations")
@spoken.argument("text", required=False)
@spoken.option(
    "--input",
    "source",
    type=spoken.File("r", encoding="utf-8", errors="replace"),
    help="JSON lines; - is stdin.",
)
@spoken.option("--field", default="affiliation", show_default=True, help="The field of each line to match.")
@spoken.option(
    "--country", help="What is known of the country, for TEXT; or give each line a field `country`."
)
@spoken.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Proposals for each."
)
@spoken.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes for long input."
)
@json_option
@spoken.language_option()
def match_organisations(
    text: str | None,
    source: IO[str] | None,
    field: str,
    country: str | None,
    limit: int,
    jobs: int,
    as_json: bool,
) -> None:
    """Find the ROR records TEXT means, or those of each line of --input."""
    from vidsyn.matching.streaming import Task

    task = Task(str(data_folder()), field, limit)
    with mended_plainly():
        if source is not None:
            _answer_lines(task, source, jobs)
        if text is None:
            raise click.UsageError(_("give a TEXT or --input FILE"))
        _show(task.answer({field: text, "country": country}), as_json=as_json)


@match.command("screen")
@spoken.argument("name", required=False)
@spoken.option(
    "--input",
    "source",
    type=spoken.File("r", encoding="utf-8", errors="replace"),
    help="JSON lines; - is stdin.",
)
@spoken.option("--field", default="query", show_default=True, help="The field of each line to screen.")
@spoken.option(
    "--kind",
    type=click.Choice(["organisation", "person", "any"]),
    default="organisation",
    show_default=True,
    help="Whom to screen; persons only when said.",
)
@spoken.option("--country", help="Where an organisation is, as a code or as written.")
@spoken.option("--alias", "aliases", multiple=True, help="Another name of the same; may be given again.")
@spoken.option("--born", "births", multiple=True, help="When a person was born: a date or a year.")
@spoken.option("--identifier", "identifiers", multiple=True, help="A number of a register or paper.")
@spoken.option("--lists", "names", help="The lists to screen against, by name, with commas; all unless said.")
@spoken.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Proposals for each."
)
@spoken.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes for long input."
)
@json_option
@spoken.language_option()
def match_screen(
    name: str | None,
    source: IO[str] | None,
    field: str,
    kind: str,
    country: str | None,
    aliases: tuple[str, ...],
    births: tuple[str, ...],
    identifiers: tuple[str, ...],
    names: str | None,
    limit: int,
    jobs: int,
    as_json: bool,
) -> None:
    """Find the listed parties NAME may be, or those of each line of --input. Nothing leaves this machine.

    A line of --input may have the fields country, aliases, dob and identifiers, which tell namesakes apart.
    """
    from vidsyn import here
    from vidsyn.matching.streaming import Task, screener

    chosen = tuple(part.strip() for part in (names or "").split(",") if part.strip())
    task = Task(str(data_folder()), field, limit, kind, chosen)
    tell_damaged(data_folder() / "lists")
    with mended_plainly():
        coverage = screener(task.data, task.lists).coverage.as_json(here.today())
        if source is not None:
            _say(coverage_lines(coverage), err=True)
            _answer_lines(task, source, jobs)
        if name is None:
            raise click.UsageError(_("give a NAME or --input FILE"))
        known = {"aliases": aliases, "country": country, "dob": births, "identifiers": identifiers}
        answer = task.answer({field: name} | {key: value for key, value in known.items() if value})
        _show(answer | {"lists": coverage}, as_json=as_json)
        if not as_json:
            _say(coverage_lines(coverage))


def _say(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def _answer_lines(task: Task, source: IO[str], jobs: int) -> NoReturn:
    """Answer line by line and end: with 1 where a line could not be read."""
    from vidsyn.matching.streaming import stream

    def complain(line: int, problem: str) -> None:
        click.echo(complaint(line, problem, task.field), err=True)

    failed = stream(task, source, sys.stdout, jobs=jobs, complain=complain, progress=counter(lines_read))
    sys.exit(1 if failed else 0)


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    _say(found_lines(answer))


commands = [match]
