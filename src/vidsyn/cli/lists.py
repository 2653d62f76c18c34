"""`vidsyn lists`, `vidsyn ror`: what names are compared with, kept here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Day
from vidsyn.cli.matching_words import force_told, records_read, rows_told
from vidsyn.cli.plain_desk import counter, data_folder, json_option, mended_plainly, tell_damaged

if TYPE_CHECKING:
    from vidsyn.matching.lists.snapshots import Snapshot

LIST_FORMATS = (
    "eu-fsf-xml", "eu-oj-html", "un-xml", "us-csl", "us-1286", "uk-list", "ca-nro", "targets-simple", "ftm",
    "generic-csv", "generic-jsonl",
)  # fmt: skip


@spoken.group()
def ror() -> None:
    """The Research Organization Registry, kept here."""


@ror.command("import")
@spoken.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@spoken.language_option()
def ror_import(file: Path) -> None:
    """Make the index from ROR's dump FILE (schema v2; zip, gz or JSON)."""
    from vidsyn.matching import import_dump

    with mended_plainly():
        result = import_dump(
            file, data_folder() / "ror", at=datetime.now(UTC), progress=counter(records_read)
        )
        click.echo(json.dumps(result.about | {"is_new": result.is_new}, ensure_ascii=False, indent=2))


@ror.command("show")
@spoken.argument("ror_id", required=False)
@spoken.language_option()
def ror_show(ror_id: str | None) -> None:
    """Which version is in use, or everything known of ROR_ID."""
    from vidsyn.matching import open_index

    with mended_plainly():
        index = open_index(data_folder() / "ror")
        if ror_id is None:
            click.echo(json.dumps(dict(index.about), ensure_ascii=False, indent=2))
            return
        record = index.record(ror_id)
        if record is None:
            release = {"ror_id": ror_id, "release": index.about.get("release") or ""}
            raise click.ClickException((_("%(ror_id)s: not in ROR %(release)s") % release).rstrip())
        click.echo(json.dumps(asdict(record), ensure_ascii=False, indent=2))


@spoken.group()
def lists() -> None:
    """Public lists to screen against: dated snapshots, kept here."""


@lists.command("import")
@spoken.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@spoken.option(
    "--format", "format_", type=click.Choice(LIST_FORMATS), required=True, help="How the list is written."
)
@spoken.option("--name", required=True, help="What the list is called here, for example eu-fsf.")
@spoken.option("--date", "list_date", type=Day(), metavar="DATE", help="The list's own date.")
@spoken.option(
    "--force", type=click.Choice(["binding", "sectoral", "information"]), help="What it means in Sweden."
)
@spoken.option("--licence", help="On what terms it may be used.")
@spoken.option("--smaller", is_flag=True, help="It is right that the list lost more than half its rows.")
@spoken.language_option()
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
    from vidsyn.kernel.refusals import Refusal
    from vidsyn.matching.lists.listing import Force
    from vidsyn.matching.lists.snapshots import list_import
    from vidsyn.matching.screening.cached_index import open_screener

    with mended_plainly():
        kept, is_new = list_import(
            file,
            data_folder() / "lists",
            name=name,
            format=format_,
            at=datetime.now(UTC),
            list_date=list_date,
            force=Force(force) if force else None,
            licence=licence,
            may_shrink=smaller,
        )
        tell_damaged(data_folder() / "lists")
        if is_new:
            # Made now, so that the first to screen does not wait; it may be stopped by another list that is damaged.
            with suppress(Refusal):
                open_screener(data_folder() / "lists")
        click.echo(json.dumps(asdict(kept) | {"is_new": is_new}, ensure_ascii=False, indent=2))


@lists.command("list")
@json_option
@spoken.language_option()
def lists_list(as_json: bool) -> None:
    """The lists there are: date, rows, force, licence, and every snapshot kept."""
    from vidsyn.matching.lists.snapshots import list_names, sound

    folder = data_folder() / "lists"
    tell_damaged(folder)
    kept = {name: found for name in list_names(folder) if (found := sound(folder, name))}
    bridged = _bridged(folder)
    if as_json:
        told = [
            asdict(one) | ({"bridged": bridged.get(one.name)} if one is found[-1] else {})
            for found in kept.values()
            for one in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, found in kept.items():
        for line in _snapshot_lines(found, bridged.get(name)):
            click.echo(line)


def _bridged(folder: Path) -> dict[str, int]:
    """How many rows of each list are known in ROR; nothing where a stored list cannot be read."""
    from vidsyn.kernel.refusals import Refusal
    from vidsyn.matching.screening.cached_index import bridge_counts

    try:
        return bridge_counts(folder)
    except Refusal:
        return {}


def _snapshot_lines(found: Sequence[Snapshot], known: int | None) -> Iterator[str]:
    """The snapshot in use, with how many of its parties are known in ROR, then the earlier ones."""
    now = found[-1]
    bridged = _("not compared with ROR") if known is None else _("%(count)s known in ROR") % {"count": known}
    dated, terms = now.list_date or _("date unknown"), now.licence or _("licence unknown")
    yield f"{now.name}: {rows_told(now.rows)}, {bridged}, {dated}, {force_told(now.force)}, {terms}"
    for one in found[:-1]:
        told = {
            "rows": rows_told(one.rows),
            "date": one.list_date or _("date unknown"),
            "at": one.imported_at,
        }
        yield "    " + _("before: %(rows)s, %(date)s, imported %(at)s") % told


@lists.command("diff")
@spoken.argument("name")
@json_option
@spoken.language_option()
def lists_diff(name: str, as_json: bool) -> None:
    """What the newest snapshot of the list NAME added, changed and removed."""
    from vidsyn.matching.lists.changes import list_diff

    with mended_plainly():
        older, newer, changes = list_diff(data_folder() / "lists", name)
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


commands = [lists, ror]
