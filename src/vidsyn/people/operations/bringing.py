"""Units and people from a file: every row is tried first, then they come in piece by piece.

Nobody waits for a long list: each piece is a transaction of its own. The pieces before the last are written before the
operation's own transaction, so that whoever sends the file again after an interruption goes on where it stopped: what
is there already is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import transaction

from vidsyn.acts import submissions
from vidsyn.acts.contention import contention_refused
from vidsyn.acts.operations import operation
from vidsyn.kernel.batches import batched
from vidsyn.kernel.refusals import Refusal, Refusals, refuse_if
from vidsyn.kernel.shapes import Content
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact, UnitFact
from vidsyn.people.logic.lists import Line, PersonRow, UnitRow, read_people, read_units
from vidsyn.people.models import Unit
from vidsyn.people.operations.rows import Outcome, each, people_import, person_of, unit_of, units_import
from vidsyn.storage.turns import let_others_write
from vidsyn.tables import cell_text, read_tables

Row = TypeVar("Row")
Numbered = tuple[int, Row]  # with the number of the row in the file
PIECE = 20  # rows in one transaction


@dataclass(frozen=True, slots=True)
class ListImport:
    """What came of a list, or would come of it when it was not `applied`."""

    rows: int
    created: int
    changed: int
    unchanged: int
    applied: bool


@dataclass(frozen=True, slots=True)
class Brought(Generic[Row]):
    """What comes of the whole list, and the rows that are still to be written, with their numbers in the file."""

    told: ListImport
    last: Sequence[Numbered[Row]]


def _units(*, content: bytes, apply: bool = False, actor: Actor) -> Brought[UnitRow]:
    rows, numbers = read_units(_lines(content))
    return _brought(list(zip(numbers, rows, strict=True)), unit_of, units_import, apply, actor, _above)


@operation(
    records=[UnitFact.CREATED, UnitFact.UPDATED, UnitFact.MOVED], trees={"content": Unit}, beforehand=_units
)
def units_bring_in(
    *,
    content: Content,  # noqa: ARG001  # for what comes beforehand
    apply: bool = False,  # noqa: ARG001
    beforehand: Brought[UnitRow] | None = None,
    actor: Actor,
) -> ListImport:
    """Bring in units from an XLSX, ODS or CSV file, all rows or none; without `apply` only try.

    Every row is tried before any is written; a long list is then written by pieces. Columns: code, name_sv, name_en,
    kind, parent – or their Swedish names. Refusals carry the file's own `row`.
    """
    assert beforehand is not None
    return _ended(beforehand, lambda row: unit_of(row, actor))


def _people(*, content: bytes, apply: bool = False, actor: Actor) -> Brought[PersonRow]:
    rows, numbers = read_people(_lines(content))
    return _brought(list(zip(numbers, rows, strict=True)), person_of, people_import, apply, actor)


@operation(records=[PersonFact.CREATED, PersonFact.UPDATED, PersonFact.ROLE_GIVEN], beforehand=_people)
def people_bring_in(
    *,
    content: Content,  # noqa: ARG001  # for what comes beforehand
    apply: bool = False,  # noqa: ARG001
    beforehand: Brought[PersonRow] | None = None,
    actor: Actor,
) -> ListImport:
    """Bring in accounts and roles from an XLSX, ODS or CSV file, all rows or none; without `apply` only try.

    Every row is tried before any is written; a long list is then written by pieces. Columns: email, name, unit,
    language, role, role_unit – or their Swedish names; one row for each role. Roles are added, never taken. Refusals
    carry the file's own `row`.
    """
    assert beforehand is not None
    return _ended(beforehand, lambda row: person_of(row, actor))


def _lines(content: bytes) -> list[Line]:
    """The rows of the first sheet that holds any."""
    sheets = [sheet for sheet in read_tables(content) if sheet.rows]
    rows = sheets[0].rows if sheets else ()
    return [(row.number, [cell_text(cell) for cell in row.cells]) for row in rows]


def _brought(
    rows: Sequence[Numbered[Row]],
    act: Callable[[Row, Actor], object],
    write: Callable[..., object],
    apply: bool,
    actor: Actor,
    above: Callable[[Sequence[Row], Sequence[Row]], Sequence[Row]] = lambda _before, _some: (),
) -> Brought[Row]:
    """Try every row; where all of them can come in, write all pieces but the last."""
    pieces = list(batched(rows, PIECE))
    with submissions.submitted(None):  # the key is taken with the last piece
        counts = Counter(_tried(rows, lambda row: act(row, actor), above))
        for piece in pieces[:-1] if apply else []:
            _written(piece, write, actor)
            let_others_write()
    told = ListImport(
        rows=len(rows),
        created=counts[Outcome.CREATED],
        changed=counts[Outcome.CHANGED],
        unchanged=counts[Outcome.UNCHANGED],
        applied=apply,
    )
    return Brought(told, pieces[-1] if apply and pieces else ())


def _tried(
    rows: Sequence[Numbered[Row]],
    act: Callable[[Row], object],
    above: Callable[[Sequence[Row], Sequence[Row]], Sequence[Row]],
) -> list[Outcome]:
    """What would become of each row. Nothing of it stays; everything that is wrong with the list is refused at once."""
    refusals: list[Refusal] = []
    outcomes: list[Outcome] = []
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        some = [row for _number, row in piece]
        before = above([row for _number, row in rows[:start]], some)
        with contention_refused(), transaction.atomic():
            try:
                # What is wrong above has been noted with its own piece.
                with suppress(Refusal, Refusals):
                    each(before, act)
                outcomes += [became for _thing, became in each(some, act, [number for number, _row in piece])]
            except (Refusal, Refusals) as refused:
                refusals += refused.refusals if isinstance(refused, Refusals) else [refused]
            transaction.set_rollback(True)
        let_others_write()
    refuse_if(refusals)
    return outcomes


def _above(before: Sequence[UnitRow], some: Sequence[UnitRow]) -> Sequence[UnitRow]:
    """Of the rows before some in the list, those that these stand under, as they are listed."""
    by_code = {row.code.strip().lower(): row for row in before}
    found: dict[str, UnitRow] = {}
    waiting = list(some)
    while waiting:
        parent = by_code.get(waiting.pop().parent.strip().lower())
        if parent is not None and parent.code not in found:
            found[parent.code] = parent
            waiting.append(parent)
    return [row for row in before if row.code in found]


def _written(piece: Sequence[Numbered[Row]], write: Callable[..., object], actor: Actor) -> None:
    """One piece, in its own transaction; a refusal names the file's own rows."""
    try:
        write(rows=[row for _number, row in piece], actor=actor)
    except (Refusal, Refusals) as refused:
        found = refused.refusals if isinstance(refused, Refusals) else (refused,)
        refuse_if([_in_file(refusal, piece) for refusal in found])


def _in_file(refusal: Refusal, piece: Sequence[Numbered[Any]]) -> Refusal:
    row = refusal.params.get("row")
    if not isinstance(row, int):
        return refusal
    params = {**refusal.params, "row": piece[row - 1][0]}
    return Refusal(refusal.code, kind=refusal.kind, field=refusal.field, **params)


def _ended(brought: Brought[Row], act: Callable[[Row], object]) -> ListImport:
    """The last piece, with which the whole list has come in."""
    each([row for _number, row in brought.last], act, [number for number, _row in brought.last])
    return brought.told
