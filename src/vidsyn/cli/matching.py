"""`vidsyn match`, `vidsyn ror`: who is meant, without asking anybody outside."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import click

from vidsyn.cli.desk import Day

LIST_FORMATS = (
    "eu-fsf-xml", "eu-oj-html", "un-xml", "us-csl", "us-1286", "uk-list", "ca-nro", "targets-simple", "ftm",
    "generic-csv", "generic-jsonl",
)  # fmt: skip


def _data() -> Path:
    return Path(os.environ.get("VIDSYN_DATA", "var")).resolve()


@contextmanager
def _mended() -> Iterator[None]:
    """Refusals as sentences, without opening the register: matching needs no database."""
    from vidsyn.cli.desk import mended, set_up
    from vidsyn.kernel.refusals import Refusal

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
    chosen = click.get_current_context().find_object(dict) or {}
    with mended(chosen.get("lang") or "sv"):
        try:
            yield
        except Refusal:
            set_up()  # only a refusal's sentence needs Django
            raise


def _counter(unit: str) -> Callable[[int], None]:
    """Progress on standard error, on one line where that is a terminal."""
    end = "\r" if sys.stderr.isatty() else "\n"
    return lambda count: click.echo(f"{count:,} {unit}{end}", err=True, nl=False) if count else None


@click.group()
def ror() -> None:
    """The Research Organization Registry, kept here."""


@ror.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def ror_import(file: Path) -> None:
    """Make the index from ROR's dump FILE (schema v2; zip, gz or JSON)."""
    from vidsyn.matching import import_dump

    with _mended():
        result = import_dump(file, _data() / "ror", at=datetime.now(UTC), progress=_counter("records"))
        click.echo(json.dumps(result.about | {"is_new": result.is_new}, ensure_ascii=False, indent=2))


@ror.command("show")
@click.argument("ror_id", required=False)
def ror_show(ror_id: str | None) -> None:
    """Which version is in use, or everything known of ROR_ID."""
    from vidsyn.matching import open_index

    with _mended():
        index = open_index(_data() / "ror")
        if ror_id is None:
            click.echo(json.dumps(dict(index.about), ensure_ascii=False, indent=2))
            return
        record = index.record(ror_id)
        if record is None:
            raise click.ClickException(f"{ror_id}: not in ROR {index.about.get('release') or ''}".rstrip())
        click.echo(json.dumps(asdict(record), ensure_ascii=False, indent=2))


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

    task = Task(str(_data()), field, limit)
    with _mended():
        if source is not None:
            failed = stream(
                task, source, sys.stdout, jobs=jobs, complain=_complain, progress=_counter("lines")
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
    task = Task(str(_data()), field, limit, kind, chosen)
    with _mended():
        coverage = screener(task.data, task.lists).coverage.as_json(datetime.now().astimezone().date())
        if source is not None:
            _say_coverage(coverage, err=True)
            failed = stream(
                task, source, sys.stdout, jobs=jobs, complain=_complain, progress=_counter("lines")
            )
            sys.exit(1 if failed else 0)
        if name is None:
            raise click.UsageError("give a NAME or --input FILE")
        known = {
            "aliases": list(aliases),
            "country": country,
            "dob": list(births),
            "identifiers": list(identifiers),
        }
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


@click.group()
def lists() -> None:
    """Public lists to screen against: dated snapshots, kept here."""


@lists.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(LIST_FORMATS), required=True, help="How the list is written."
)
@click.option("--name", required=True, help="What the list is called here, for example eu-fsf.")
@click.option("--date", "list_date", type=Day(), metavar="DATE", help="The list's own date.")
@click.option(
    "--force", type=click.Choice(["binding", "sectoral", "information"]), help="What it means in Sweden."
)
@click.option("--licence", help="On what terms it may be used.")
@click.option("--smaller", is_flag=True, help="It is right that the list lost more than half its rows.")
def lists_import(
    file: Path,
    format_: str,
    name: str,
    list_date: date | None,
    force: str | None,
    licence: str | None,
    smaller: bool,
) -> None:
    """Keep FILE as a new snapshot of a list. A file that cannot be read whole changes nothing."""
    from vidsyn.matching.lists.listing import Force
    from vidsyn.matching.lists.snapshots import list_import
    from vidsyn.matching.screening.kept import open_screener

    with _mended():
        kept, is_new = list_import(
            file,
            _data() / "lists",
            name=name,
            format=format_,
            at=datetime.now(UTC),
            list_date=list_date,
            force=Force(force) if force else None,
            licence=licence,
            may_shrink=smaller,
        )
        if is_new:
            open_screener(_data() / "lists")  # made now, so that the first to screen does not wait
        click.echo(json.dumps(asdict(kept) | {"is_new": is_new}, ensure_ascii=False, indent=2))


@lists.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON and nothing else.")
def lists_list(as_json: bool) -> None:
    """The lists there are: date, rows, force, licence, and every snapshot kept."""
    from vidsyn.matching.lists.snapshots import list_names, snapshots
    from vidsyn.matching.screening.kept import bridge_counts

    folder = _data() / "lists"
    kept = {name: snapshots(folder, name) for name in list_names(folder)}
    bridged = bridge_counts(folder)
    if as_json:
        told = [
            asdict(one) | ({"bridged": bridged.get(one.name)} if one is found[-1] else {})
            for found in kept.values()
            for one in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, found in kept.items():
        now = found[-1]
        terms = now.licence or "licence unknown"
        known = f"{bridged[name]} known in ROR" if name in bridged else "not compared with ROR"
        click.echo(
            f"{name}: {now.rows} rows, {known}, {now.list_date or 'date unknown'}, {now.force}, {terms}"
        )
        for one in found[:-1]:
            click.echo(
                f"    before: {one.rows} rows, {one.list_date or 'date unknown'}, imported {one.imported_at}"
            )


@lists.command("diff")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON and nothing else.")
def lists_diff(name: str, as_json: bool) -> None:
    """What the newest snapshot of the list NAME added, changed and removed."""
    from vidsyn.matching.lists.changes import list_diff

    with _mended():
        older, newer, changes = list_diff(_data() / "lists", name)
        if as_json:
            told = {
                "older": asdict(older),
                "newer": asdict(newer),
                "added": [one.as_json() for one in changes.added],
                "changed": [
                    {"before": before.as_json(), "after": after.as_json()}
                    for before, after in changes.changed
                ],
                "removed": [one.as_json() for one in changes.removed],
            }
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for one in changes.added:
            click.echo(f"+ {one.key}  {one.names[0]}")
        for _, one in changes.changed:
            click.echo(f"~ {one.key}  {one.names[0]}")
        for one in changes.removed:
            click.echo(f"- {one.key}  {one.names[0]}")


commands = [match, lists, ror]
