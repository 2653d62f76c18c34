"""`vidsyn import`: lists as people have them, into the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option
from vidsyn.cli.kinds import kinds_by_ror

if TYPE_CHECKING:
    from vidsyn.intake.logic.settings import Settings, WordChoice
    from vidsyn.intake.models import Import
    from vidsyn.intake.vocabulary import ListKind

Word = TypeVar("Word", bound=StrEnum)
Wanted = Callable[[str, int], bool]
_ROWS = re.compile(r"(?:(?P<sheet>.+)!)?(?P<first>\d+)(?:-(?P<last>\d+))?")
_FILE = spoken.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@spoken.group("import")
def import_group() -> None:
    """Bring in a list: XLSX, ODS or CSV. Nothing is changed without --apply."""


_OPTIONS = (
    spoken.option("--dry-run/--apply", "dry", default=True, help="Show the plan (default), or carry it out."),
    spoken.option(
        "--order",
        "orders",
        multiple=True,
        metavar="FIELD=ORDER",
        help="Order of a date column: starts_on=day_first (or month_first, year_first).",
    ),
    spoken.option(
        "--default",
        "defaults",
        multiple=True,
        metavar="FIELD=TEXT",
        help="What stands where the list says nothing: kind=exchange.",
    ),
    spoken.option(
        "--word",
        "words",
        multiple=True,
        metavar="FIELD:TEXT=CODE",
        help="What a word of the list means: unit:KTH-gemensamt=kth.",
    ),
    spoken.option(
        "--rows",
        "rows",
        metavar="ROWS",
        help="Only these rows of the file: 5-20,33; with sheets “Avtal!5-20,Övriga!7”. The rest is left out.",
    ),
    spoken.option(
        "--states-from-remarks",
        is_flag=True,
        help="Agreements whose remark says that signatures are missing come in as “for signature”.",
    ),
)


def _options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _command(name: str) -> click.Command:
    @spoken.command(name, help=f"Bring in a list of {name}.")
    @_FILE
    @_options
    @json_option
    @at_desk
    def run(desk: Desk, file: Path, dry: bool, as_json: bool, rows: str | None, **chosen: Any) -> None:
        from vidsyn.intake.queries.reference import ror_at_hand
        from vidsyn.intake.vocabulary import ListKind

        kind = ListKind(name)
        if not ror_at_hand():
            click.echo(
                _(
                    "ROR has not been brought in, or by another version: names are compared with the register "
                    "alone. vidsyn ror import FILE brings it in."
                ),
                err=True,
            )
        settings = _settings(**chosen)
        wanted = _wanted(rows) if rows else None
        told = (
            _dry(desk, kind, file, settings, wanted) if dry else _applied(desk, kind, file, settings, wanted)
        )
        if as_json:
            desk.tell(told)
        else:
            _say(desk, told, dry=dry)

    return run


def _dry(
    desk: Desk, kind: ListKind, file: Path, settings: Settings | None, wanted: Wanted | None
) -> dict[str, Any]:
    from vidsyn.intake.queries.dry import dry_run

    return dry_run(desk.actor, kind, file.read_bytes(), settings, only=wanted)


def _applied(
    desk: Desk, kind: ListKind, file: Path, settings: Settings | None, wanted: Wanted | None
) -> dict[str, Any]:
    from vidsyn.intake.jobs import import_carry_out
    from vidsyn.intake.operations.planning import import_plan, import_rows_choose
    from vidsyn.intake.queries.acts import import_rows

    act = import_plan(
        kind=kind, file_name=file.name, content=file.read_bytes(), settings=settings, actor=desk.actor
    )
    if wanted is not None:
        chosen = (row.order for row in import_rows(desk.actor, act) if wanted(row.sheet, row.number))
        act = import_rows_choose(act=act, rows=tuple(chosen), actor=desk.actor)
    return _told(import_carry_out(act, desk.actor, progress=_progress(act)))


def _wanted(text: str) -> Wanted:
    """Which rows were asked for: (sheet, row) → yes or no. A part without sheet holds for every sheet."""
    parts = [_ROWS.fullmatch(part.strip()) for part in text.split(",")]
    if not all(parts):
        raise click.UsageError(_("%(given)r: write rows as 5-20,33 or SHEET!5-20") % {"given": text})
    asked = [
        (match["sheet"], int(match["first"]), int(match["last"] or match["first"]))
        for match in parts
        if match
    ]
    return lambda sheet, row: any(
        name in (None, sheet) and first <= row <= last for name, first, last in asked
    )


def _told(act: Import) -> dict[str, Any]:
    from vidsyn.intake.queries.dry import act_report

    return act_report(act) | {"import": act.reference, "state": act.state}


def _progress(act: Import) -> Any:
    return lambda done, of: click.echo(f"{act.reference}: {done}/{of}", err=True)


@spoken.command("list")
@json_option
@at_desk
def list_imports(desk: Desk, as_json: bool) -> None:
    """Imports so far, latest first."""
    from vidsyn.intake.queries.acts import import_list

    rows = [
        {"import": a.reference, "kind": a.kind, "file": a.file_name, "state": a.state, "counts": a.counts}
        for a in import_list(desk.actor)
    ]
    desk.answer(rows, as_json=as_json, line=_import_line)


def _import_line(row: dict[str, Any]) -> str:
    from vidsyn.intake.vocabulary import ActState, ListKind
    from vidsyn.wording.labels import label

    state, kind = label(ActState(row["state"])), label(ListKind(row["kind"]))
    return f"{row['import']}  {state:12} {kind:14} {row['file']}"


@spoken.command("resume")
@spoken.argument("name", metavar="IMPORT")
@json_option
@at_desk
def resume_import(desk: Desk, name: str, as_json: bool) -> None:
    """Carry out a plan that was kept, or go on with an import that was interrupted."""
    from vidsyn.intake.jobs import import_carry_out
    from vidsyn.intake.queries.acts import import_named

    act = import_named(desk.actor, name)
    told = _told(import_carry_out(act, desk.actor, progress=_progress(act)))
    if as_json:
        desk.tell(told)
    else:
        _say(desk, told, dry=False)


@spoken.command("undo")
@spoken.argument("name", metavar="IMPORT")
@spoken.option("--reason", required=True, help="Why; the history keeps it.")
@json_option
@at_desk
def undo_import(desk: Desk, name: str, reason: str, as_json: bool) -> None:
    """Undo an import as one; what was changed since is kept and listed."""
    from vidsyn.intake.jobs import import_undo_all
    from vidsyn.intake.queries.acts import import_named, import_rows

    act = import_named(desk.actor, name)
    undone = import_undo_all(act, reason, desk.actor)
    kept = [
        {"sheet": r.sheet, "row": r.number, "id": r.subject_id}
        for r in import_rows(desk.actor, act, kept=True)
    ]
    told = {"import": act.reference, "undone": undone.undone, "kept": kept}
    if as_json:
        desk.tell(told)
    else:
        counts = {"import": act.reference, "undone": undone.undone, "kept": undone.kept}
        desk.say(_("%(import)s: %(undone)s undone, %(kept)s kept") % counts)


def _settings(
    orders: tuple[str, ...], defaults: tuple[str, ...], words: tuple[str, ...], states_from_remarks: bool
) -> Settings | None:
    """What was chosen; None when nothing was, so that what is remembered for the file's shape holds."""
    from vidsyn.intake.logic.settings import DefaultChoice, OrderChoice, Settings
    from vidsyn.intake.vocabulary import Field
    from vidsyn.kernel.written_dates import DateOrder

    if not (orders or defaults or words or states_from_remarks):
        return None
    return Settings(
        orders=tuple(
            OrderChoice(_among(Field, name), _among(DateOrder, order)) for name, order in map(_pair, orders)
        ),
        defaults=tuple(DefaultChoice(_among(Field, name), text) for name, text in map(_pair, defaults)),
        words=tuple(_word(place, code) for place, code in map(_pair, words)),
        states_from_remarks=states_from_remarks,
    )


def _word(place: str, code: str) -> WordChoice:
    from vidsyn.intake.logic.settings import WordChoice
    from vidsyn.intake.vocabulary import Field

    name, sign, text = place.partition(":")
    if not sign:
        raise click.UsageError(_("%(given)r: write FIELD:TEXT=CODE") % {"given": place})
    return WordChoice(_among(Field, name), text, code)


def _among(words: type[Word], text: str) -> Word:
    """The word, or a usage error that says which there are."""
    try:
        return words(text)
    except ValueError as fault:
        told = {"given": text, "choices": ", ".join(words)}
        raise click.UsageError(_("%(given)r is none of %(choices)s") % told) from fault


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(_("%(given)r: write FIELD=VALUE") % {"given": text})
    return name.strip(), value.strip()


def _say(desk: Desk, told: dict[str, Any], *, dry: bool) -> None:
    """The plan or the result in a few lines, with every row that needs a person."""
    from vidsyn.intake.queries.report import field_named

    for entry in told["refused"]:
        desk.say(f"{_place(entry)} {entry['column']}: {entry['message']}")
    for entry in told["conflicts"]:
        now, file = ("–" if entry[side] in (None, "") else entry[side] for side in ("now", "file"))
        desk.say(f"{_place(entry)} {field_named(entry['field'])}: {now} / {file}")
    for sheet in told["sheets"]:
        if sheet["heading_row"] is None:
            desk.say(_("%(sheet)s: no heading was found, the sheet was not read") % sheet)
    for message, count in Counter(entry["message"] for entry in told["warnings"]).most_common():
        desk.say(f"{count}: {message}")
    counts = told | {
        "skipped": len(told["skipped"]),
        "refused": len({(entry["sheet"], entry["row"]) for entry in told["refused"]}),
        "judged": sum(match["decided"] == "review" for match in told["matches"]),
        "warnings": len(told["warnings"]),
    }
    desk.say(
        _(
            "%(rows)s rows: %(created)s created, %(updated)s updated, %(unchanged)s unchanged, %(skipped)s skipped, "
            "%(refused)s refused; %(judged)s names to judge, %(warnings)s warnings"
        )
        % counts
    )
    if dry:
        desk.say(_("dry run: nothing was changed; --apply carries it out"))
    else:
        desk.say(_("import %(import)s") % told)


def _place(entry: dict[str, Any]) -> str:
    return f"{entry['sheet'] + ' ' if entry['sheet'] else ''}{entry['row']}"


for _name in ("partners", "collaborations", "agreements"):
    import_group.add_command(_command(_name))
for _one in (list_imports, resume_import, undo_import, kinds_by_ror):
    import_group.add_command(_one)

commands: list[click.Command] = [import_group]
