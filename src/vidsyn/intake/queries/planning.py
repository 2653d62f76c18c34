"""Make a plan from the bytes of a file: nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vidsyn import here
from vidsyn.intake.logic import identity
from vidsyn.intake.logic.contradictions import status_contradicted
from vidsyn.intake.logic.headings import is_calculated
from vidsyn.intake.logic.list_words import code_of
from vidsyn.intake.logic.merging import merged
from vidsyn.intake.logic.plan import Plan, RowPlan, SheetPlan, ValueChange
from vidsyn.intake.logic.readings import CellRefusal, CellWarning, Reading
from vidsyn.intake.logic.settings import Settings
from vidsyn.intake.logic.shape import Table, likely_heading, other_columns, skipped, table_by_hand, table_of
from vidsyn.intake.logic.values import read_row
from vidsyn.intake.queries.allowed import refuse_what_is_not_hers
from vidsyn.intake.queries.proposals import Asked, proposals, several_in
from vidsyn.intake.queries.standing import Known, Standing, known
from vidsyn.intake.queries.vocabularies import vocabularies
from vidsyn.intake.vocabulary import Decided, Field, ListKind, Outcome, Skip, Warned
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.entries import IDENTIFIERS
from vidsyn.partners.logic.names import fold
from vidsyn.people.actors import Actor
from vidsyn.tables import Sheet, cell_text, read_tables

_SAMPLES = 3
_ASKED_ABOUT = ("country", "ror", "erasmus_code", "schac", "pic")
# Fields about the partner, not the agreement or collaboration itself.
_NAMES = (Field.PARTNER, Field.NAME_SV, Field.NAME_EN, Field.ACRONYM)
OTHER_NAMES = "other_names"  # spellings of a partner in later rows of the same list
_OF_PARTNER = frozenset(
    {Field.PARTNER, Field.COUNTRY, Field.CITY, Field.ROR, Field.ERASMUS_CODE, Field.REFERENCE}
)


def plan(
    viewer: Actor,
    kind: ListKind,
    content: bytes,
    settings: Settings | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Plan, tuple[Table, ...]]:
    """Return the plan for a file, and its tables. `progress` is called with the names looked up and in all.

    Raises Refusal for an unreadable file, and `heading_not_found` when no sheet has a heading.
    """
    settings = settings or Settings()
    sheets = read_tables(content)
    tables = {sheet.name: _table(sheet, kind, settings) for sheet in sheets}
    found = [table for table in tables.values() if table is not None]
    if not found:
        raise Refusal("heading_not_found", kind_of_list=str(kind))
    rows = list(_read(viewer, kind, found, settings))
    by_sheet = {table.sheet: table for table in found}
    _propose(rows, by_sheet, progress)
    _decide(viewer, kind, rows, by_sheet)
    refuse_what_is_not_hers(viewer, kind, rows, by_sheet)
    return Plan(tuple(_sheet(sheet, tables[sheet.name]) for sheet in sheets), tuple(rows)), tuple(found)


def look(kind: ListKind, content: bytes, settings: Settings | None = None) -> tuple[SheetPlan, ...]:
    """Return how the sheets would be read, for mapping by hand. Raises Refusal for an unreadable file."""
    return tuple(_sheet(sheet, _table(sheet, kind, settings or Settings())) for sheet in read_tables(content))


def _table(sheet: Sheet, kind: ListKind, settings: Settings) -> Table | None:
    choice = settings.sheet(sheet.name)
    if choice is None:
        return table_of(sheet, kind)
    if choice.heading_row is None:
        return None
    chosen = {column.column: column.field for column in choice.columns if column.field is not None}
    return table_by_hand(sheet, choice.heading_row, chosen, kind)


def _sheet(sheet: Sheet, table: Table | None) -> SheetPlan:
    if table is None:
        row = likely_heading(sheet)
        headings = tuple(cell_text(cell) for cell in row.cells) if row else ()
        return SheetPlan(sheet.name, None, headings, likely_row=row.number if row else None)
    return SheetPlan(
        sheet.name, table.heading_row, table.headings, table.mapping, _samples(table), table.heading_row
    )


def _samples(table: Table) -> Mapping[int, tuple[str, ...]]:
    """Return the first different values of each column."""
    found: dict[int, dict[str, None]] = {}
    for row in table.rows[:50]:
        for column, cell in enumerate(row.cells[: len(table.headings)]):
            values = found.setdefault(column, {})
            if cell_text(cell) and len(values) < _SAMPLES:
                values[cell_text(cell)] = None
    return {column: tuple(values) for column, values in found.items()}


def _read(viewer: Actor, kind: ListKind, tables: Sequence[Table], settings: Settings) -> Iterator[RowPlan]:
    words = vocabularies(viewer, kind, settings)

    def heads(text: str) -> bool:
        """Check whether a word alone in a row is a heading between rows: a country, or a kind."""
        return words.country(text) is not None or code_of(kind, Field.KIND, text) is not None

    for table in tables:
        other: int | None = None
        for row in table.rows:
            skip = skipped(table, row, is_place=heads)
            if skip is Skip.HEADER_AGAIN:
                other = None
            elif other_columns(table, row):
                other, skip = row.number, Skip.HEADER_AGAIN
            if skip is not None:
                yield RowPlan(table.sheet, row.number, Outcome.SKIPPED, skip=skip)
                continue
            if other is not None:
                yield _under_other_columns(table, row.number, other)
                continue
            reading = read_row(table, row, kind, words)
            _compare_status(table, kind, reading)
            yield RowPlan(
                table.sheet,
                row.number,
                Outcome.REFUSED if reading.refusals else Outcome.CREATED,
                values=reading.values,
                extra=reading.extra,
                identity=identity.identity_of(kind, reading.values, reading.extra),
                refusals=reading.refusals,
                warnings=reading.warnings,
            )


def _compare_status(table: Table, kind: ListKind, reading: Reading) -> None:
    """Warn of a status that contradicts the row's dates. Our own exports have the status that the register derived."""
    values = reading.values
    if reading.refusals or Field.REFERENCE in values or not status_contradicted(kind, values, here.today()):
        return
    heading, said = table.heading(Field.STATUS), str(values[Field.STATUS])
    reading.warnings.append(CellWarning(heading, str(Field.STATUS), Warned.STATUS_CONTRADICTS, said))


def _under_other_columns(table: Table, number: int, heading: int) -> RowPlan:
    """Below another list's heading the columns have another meaning: refuse the row rather than misread it."""
    told = CellRefusal(
        table.heading(Field.PARTNER), str(Field.PARTNER), "columns_change", {"heading": heading}
    )
    return RowPlan(table.sheet, number, Outcome.REFUSED, refusals=[told])


def _propose(
    rows: Iterable[RowPlan], tables: Mapping[str, Table], progress: Callable[[int, int], None] | None
) -> None:
    asked = {index: _asked(row) for index, row in enumerate(rows) if row.values.get(Field.PARTNER)}
    answers = proposals(asked.values(), progress=progress)
    for index, row in enumerate(rows):
        if index in asked:
            row.proposal = answers[asked[index]]
            if several := several_in(row.proposal):
                heading = tables[row.sheet].heading(Field.PARTNER)
                row.warnings.append(
                    CellWarning(heading, str(Field.PARTNER), Warned.SEVERAL_PARTNERS, several)
                )


def _asked(row: RowPlan) -> Asked:
    return Asked(row.values[Field.PARTNER], **{name: row.values.get(name, "") for name in _ASKED_ABOUT})


def _decide(viewer: Actor, kind: ListKind, rows: Sequence[RowPlan], tables: Mapping[str, Table]) -> None:
    """Decide the outcome of each readable row, from the register and the rows before it."""
    ready = [row for row in rows if row.outcome is Outcome.CREATED]
    found = known(
        viewer,
        kind,
        identities={row.identity for row in ready},
        references={
            str(row.values[Field.REFERENCE]).upper() for row in ready if Field.REFERENCE in row.values
        },
        numbers={row.values[Field.NUMBER] for row in ready if Field.NUMBER in row.values},
        linked=_linked(ready) if kind is ListKind.PARTNERS else set(),
    )
    firsts = []
    seen: dict[str, RowPlan] = {}
    for row in ready:
        first = seen.setdefault(_same_thing(kind, row), row)
        if first is not row and _told_apart(kind, row, first):
            row.proposal = replace(row.proposal, decided=Decided.REVIEW) if row.proposal else None
            first = seen.setdefault(row.identity, row)
        if first is not row:
            _again(kind, row, first, tables[row.sheet])
        else:
            firsts.append(row)
    for row in firsts:
        _against_register(kind, row, found, tables[row.sheet])


def _linked(rows: Iterable[RowPlan]) -> set[str]:
    proposals = (row.proposal for row in rows if row.proposal is not None)
    return {p.partner_id for p in proposals if p.partner_id and p.decided is Decided.LINKED}


def _same_thing(kind: ListKind, row: RowPlan) -> str:
    """Return a key common to all rows of one partner, however its name is spelt, in a list of partners."""
    proposal = row.proposal
    if kind is ListKind.PARTNERS and proposal is not None and proposal.decided is Decided.LINKED:
        return f"partner:{proposal.partner_id or proposal.ror}"
    return row.identity


def _told_apart(kind: ListKind, row: RowPlan, first: RowPlan) -> bool:
    """Check whether two rows for one partner have different identifiers: then a person must decide."""
    pairs = ((row.values.get(name), first.values.get(name)) for name in IDENTIFIERS)
    return kind is ListKind.PARTNERS and any(one and other and one != other for one, other in pairs)


def _again(kind: ListKind, row: RowPlan, first: RowPlan, table: Table) -> None:
    row.same_as = first.number
    if identity.content_of(row.values, row.extra) == identity.content_of(first.values, first.extra):
        row.outcome, row.skip = Outcome.SKIPPED, Skip.DUPLICATE
    elif kind is ListKind.PARTNERS:
        row.outcome = Outcome.UNCHANGED
        row.warnings += _joined(row, first, table)
    else:
        row.outcome = Outcome.REFUSED
        name = Field.REFERENCE if Field.REFERENCE in row.values else Field.NUMBER
        row.refusals.append(CellRefusal(table.heading(name), str(name), "row_twice", {"first": first.number}))


def _joined(row: RowPlan, first: RowPlan, table: Table) -> list[CellWarning]:
    """Add this row's additional values to the earlier row of the same partner; warns of differing ones."""
    others = first.values.setdefault(OTHER_NAMES, [])
    others += [row.values[name] for name in _NAMES if row.values.get(name) and row.values[name] not in others]
    warnings = [CellWarning(table.heading(Field.PARTNER), str(Field.PARTNER), Warned.SAME_AS_EARLIER, "")]
    for name, value in row.values.items():
        if name in _NAMES or name == OTHER_NAMES or first.values.setdefault(name, value) == value:
            continue
        heading = table.heading(Field(name))
        warnings.append(CellWarning(heading, name, Warned.DIFFERS_FROM_EARLIER, str(value)))
    for heading, text in row.extra.items():
        if first.extra.setdefault(heading, text) != text:
            warnings.append(CellWarning(heading, "", Warned.DIFFERS_FROM_EARLIER, text))
    return warnings


def _against_register(kind: ListKind, row: RowPlan, found: Known, table: Table) -> None:
    reference = str(row.values.get(Field.REFERENCE, "")).upper()
    id_, imported = _subject(kind, row, found, reference)
    standing = found.standing.get(id_ or "")
    if standing is None:
        if reference and reference not in found.by_reference:
            row.outcome = Outcome.REFUSED
            heading = table.heading(Field.REFERENCE)
            row.refusals.append(
                CellRefusal(heading, str(Field.REFERENCE), "reference_unknown", {"reference": reference})
            )
        return
    row.subject_id, row.subject_version = standing.id, standing.version
    said = comparable(kind, row.values)
    if kind is ListKind.PARTNERS:
        said = names_to_compare(said, standing, own=bool(reference))
    elif reference:
        _partner_stays(row, standing, table)
    row.changes, row.conflicts = merged(said, imported, standing.values, asked_for=bool(reference))
    without = _own_columns(table) if reference else frozenset()
    row.changes += _more_extra(row, standing, without, again=bool(reference) or imported is not None)
    row.outcome = Outcome.UPDATED if row.changes else Outcome.UNCHANGED


def _subject(
    kind: ListKind, row: RowPlan, found: Known, reference: str
) -> tuple[str | None, Mapping[str, Any] | None]:
    """Return a row's record, and the list's last values for it."""
    if row.identity in found.imported:
        return found.imported[row.identity]
    if reference:
        return found.by_reference.get(reference), None
    partner = row.proposal.partner_id if row.proposal and row.proposal.decided is Decided.LINKED else None
    if kind is ListKind.PARTNERS:
        return partner, None
    if kind is ListKind.COLLABORATIONS:
        return None, None
    number = (row.values.get(Field.NUMBER, ""), partner or "", row.values.get(Field.KIND, ""))
    return found.by_number.get(number), None


def comparable(kind: ListKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of a row's values that can be compared with a record."""
    if kind is ListKind.PARTNERS:
        return {name: value for name, value in values.items() if name != OTHER_NAMES}
    said = {name: value for name, value in values.items() if name not in _OF_PARTNER}
    if kind is ListKind.AGREEMENTS:
        said.pop(Field.STATUS, None)
        if said.get("open_ended"):
            said[Field.ENDS_ON] = None
        elif said.get(Field.ENDS_ON):
            said["open_ended"] = False
    return said


def names_to_compare(said: dict[str, Any], standing: Standing, *, own: bool) -> dict[str, Any]:
    """In our own export a changed name is a new name; in any other list a known spelling adds nothing."""
    if own:
        return said
    known = {name for name in _NAMES if name in said and fold(str(said[name])) in standing.names}
    return {name: value for name, value in said.items() if name not in known | {Field.PARTNER}}


def _partner_stays(row: RowPlan, standing: Standing, table: Table) -> None:
    """Warn of another partner in a record's row: a list never changes whose a record is."""
    written = str(row.values.get(Field.PARTNER, ""))
    parts = [part for part in written.split(";") if part.strip()]
    if fold(written) not in standing.names and any(fold(part) not in standing.names for part in parts):
        warning = CellWarning(table.heading(Field.PARTNER), str(Field.PARTNER), Warned.PARTNER_STAYS, written)
        row.warnings.append(warning)


def _own_columns(table: Table) -> frozenset[str]:
    """Columns with a field, and calculated ones: in our own export, their content comes from the register."""
    mapped = {table.headings[column] for column in table.mapping if column < len(table.headings)}
    return frozenset(mapped | {heading for heading in table.headings if is_calculated(heading)})


def _more_extra(
    row: RowPlan, standing: Standing, without: frozenset[str], *, again: bool
) -> list[ValueChange]:
    """Return changes to the stored unmapped columns: additions, and changes by the list they came with."""
    before = standing.values.get("extra") or {}
    said = {name: text for name, text in row.extra.items() if name not in without}
    new = {
        name: text for name, text in said.items() if name not in before or (again and before[name] != text)
    }
    return [ValueChange("extra", before, before | new)] if new else []
