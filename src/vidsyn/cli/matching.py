"""`vidsyn match`: who is meant, without asking anybody outside."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import IO, Any

import click

from vidsyn.cli.plain_desk import counter, data_folder, mended_plainly


@click.group()
def match() -> None:
    """Names to organisations and to listings."""


@match.command("organisations")
@click.argument("text", required=False)
@click.option(
    "--input",
    "source",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="JSON lines; - is stdin.",
)
@click.option("--field", default="affiliation", show_default=True, help="The field of each line to match.")
@click.option(
    "--country", help="What is known of the country, for TEXT; or give each line a field `country`."
)
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Proposals for each."
)
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes for long input."
)
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON and nothing else.")
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
    from vidsyn.matching.streaming import Task, stream

    task = Task(str(data_folder()), field, limit)
    with mended_plainly():
        if source is not None:
            failed = stream(
                task, source, sys.stdout, jobs=jobs, complain=_complain, progress=counter("lines")
            )
            sys.exit(1 if failed else 0)
        if text is None:
            raise click.UsageError("give a TEXT or --input FILE")
        _show(task.answer({field: text, "country": country}), as_json=as_json)


@match.command("screen")
@click.argument("name", required=False)
@click.option(
    "--input",
    "source",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="JSON lines; - is stdin.",
)
@click.option("--field", default="query", show_default=True, help="The field of each line to screen.")
@click.option(
    "--kind",
    type=click.Choice(["organisation", "person", "any"]),
    default="organisation",
    show_default=True,
    help="Whom to screen; persons only when said.",
)
@click.option("--country", help="Where an organisation is, as a code or as written.")
@click.option("--alias", "aliases", multiple=True, help="Another name of the same; may be given again.")
@click.option("--born", "births", multiple=True, help="When a person was born: a date or a year.")
@click.option("--identifier", "identifiers", multiple=True, help="A number of a register or paper.")
@click.option("--lists", "names", help="The lists to screen against, by name, with commas; all unless said.")
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Proposals for each."
)
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes for long input."
)
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON and nothing else.")
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
    from vidsyn.matching.streaming import Task, screener, stream

    chosen = tuple(part.strip() for part in (names or "").split(",") if part.strip())
    task = Task(str(data_folder()), field, limit, kind, chosen)
    with mended_plainly():
        coverage = screener(task.data, task.lists).coverage.as_json(datetime.now().astimezone().date())
        if source is not None:
            _say_coverage(coverage, err=True)
            failed = stream(
                task, source, sys.stdout, jobs=jobs, complain=_complain, progress=counter("lines")
            )
            sys.exit(1 if failed else 0)
        if name is None:
            raise click.UsageError("give a NAME or --input FILE")
        known = {"aliases": aliases, "country": country, "dob": births, "identifiers": identifiers}
        answer = task.answer({field: name} | {key: value for key, value in known.items() if value})
        _show(answer | {"lists": coverage}, as_json=as_json)
        if not as_json:
            _say_coverage(coverage, err=False)


def _say_coverage(coverage: list[dict[str, Any]], *, err: bool) -> None:
    """What a miss means: which lists, how old, how many rows."""
    if not coverage:
        click.echo("no list has been imported: a miss means nothing", err=err)
    else:
        click.echo(
            "a miss means: not on these lists as they were on these days, and no more than that", err=err
        )
    for one in coverage:
        age = "date unknown" if one["date"] is None else f"of {one['date']} ({one['age_days']} days old)"
        click.echo(f"screened against {one['list']}: {one['rows']} rows, {age}, {one['force']}", err=err)


def _complain(line: int, problem: str) -> None:
    click.echo(f"line {line}: {problem}", err=True)


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for found in answer["matches"]:
        click.echo(f"{found['confidence']:.2f} {found['band']:7} {found['id']}  {found['name']}")
        if "list" in found:
            click.echo(f"     {_listed(found)}")
        for reason in found["why"]:
            click.echo(f"     {reason['weight']:+.2f} {reason['code']} {reason['text']}".rstrip())
    if not answer["matches"]:
        click.echo("no match")


def _listed(found: dict[str, Any]) -> str:
    """Which list a hit stands on, of what date, for what, and what it is in ROR."""
    said = [f"on {found['list']}", found["kind"], *found["programs"], *found["countries"]]
    if found.get("list_date"):
        said.insert(1, f"of {found['list_date']}")
    if "ror" in found:
        above = "".join(f", part of {parent['name']}" for parent in found["ror"]["parents"])
        said.append(f"in ROR {found['ror']['name']} {found['ror']['id']}{above}")
    return "; ".join(said)


commands = [match]
