"""From a row's cells to values the register can keep; what cannot be read is refused or warned of, never guessed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vidsyn.intake.logic import words
from vidsyn.intake.logic.headings import plain_heading
from vidsyn.intake.logic.periods import Written, end_after, is_length, written_period
from vidsyn.intake.logic.shape import Table
from vidsyn.intake.vocabulary import Field, ListKind, Warned
from vidsyn.kernel.precision import Period, Precision
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import Cell as DateCell
from vidsyn.kernel.written_dates import DateOrder, OpenEnded, read_date
from vidsyn.kernel.written_months import read_months
from vidsyn.partners.logic.entries import TEXT_FIELDS, name_kept
from vidsyn.plumbing.tables import Cell, FormulaError, Row, cell_text

# Where a failed formula cannot be overlooked; anywhere else it warns.
_MUST_BE_READ = frozenset(
    {Field.PARTNER, Field.STARTS_ON, Field.ENDS_ON, Field.PERIOD, Field.TITLE, Field.NAME_SV, Field.NAME_EN}
)
_EXTRA_LENGTH = 2000
_COUNTRY_PARTS = re.compile(r"[()\[\]/|;]| [-–] ")


@dataclass(frozen=True, slots=True)
class CellRefusal:
    """Why a row is refused: the file's own heading, the field it means, and the rule's code with its values."""

    column: str
    field: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellWarning:
    """What a person should look at in a row that comes in all the same."""

    column: str
    field: str
    code: Warned
    text: str = ""


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """What the reader needs from outside: lookups of what people write, and what a person has mapped by hand.

    `kinds` is the kinds the register is set up with, by code and by each of their labels as `plain_heading` gives
    it. `mapped` is (field, text as written) → code, or "" for "leave it empty". `orders` is the day-month order set
    for a column of dates; `defaults` stands in where a column is missing or a cell empty.
    """

    country: Callable[[str], str | None]
    unit: Callable[[str], str | None]
    owner: Callable[[str], str | None]
    kinds: Mapping[str, str]
    subject: Callable[[str], str | None] = lambda _text: None
    orders: Mapping[Field, DateOrder] = dataclasses.field(default_factory=dict)
    mapped: Mapping[tuple[Field, str], str] = dataclasses.field(default_factory=dict)
    defaults: Mapping[Field, str] = dataclasses.field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """A row read: canonical values (JSON's own types), refusals, warnings, and columns without a field."""

    values: dict[str, Any] = dataclasses.field(default_factory=dict)
    extra: dict[str, str] = dataclasses.field(default_factory=dict)
    refusals: list[CellRefusal] = dataclasses.field(default_factory=list)
    warnings: list[CellWarning] = dataclasses.field(default_factory=list)


def read_row(table: Table, row: Row, kind: ListKind, known: Vocabularies) -> Reading:
    """Read one data row."""
    reader = _Reader(table, kind, known)
    for column, cell in enumerate(row.cells):
        reader.cell(column, cell, lent=column in row.filled)
    reader.finish()
    return reader.reading


class _Reader:
    """Gathers one row's reading, cell by cell."""

    def __init__(self, table: Table, kind: ListKind, known: Vocabularies) -> None:
        self.table = table
        self.kind = kind
        self.known = known
        self.reading = Reading()
        self.periods: dict[Field, tuple[Written, str]] = {}
        self.lengths: dict[Field, str] = {}

    def cell(self, column: int, cell: Cell, *, lent: bool) -> None:
        """Take one cell: into a field's value, or beside the record when its column means nothing known."""
        text = cell_text(cell)
        name = self.table.mapping.get(column)
        if not text:
            return
        if name is None:
            self._extra(column, cell, text)
            return
        if isinstance(cell, FormulaError):
            self._failed_formula(name, text)
            return
        if lent:
            self._warn(name, Warned.FROM_MERGED_CELL, text)
        self._field(name, cell, text)

    def finish(self) -> None:
        """What only the row as a whole can tell."""
        for name, text in self.known.defaults.items():
            if name not in self.reading.values:
                self._field(name, text, text)
        for name, (written, text) in self.periods.items():
            self._period_in_one_cell(name, written, text)
        for name, text in self.lengths.items():
            self._length(name, text)
        broken = {refusal.field for refusal in self.reading.refusals}
        if not self.reading.values.get(Field.PARTNER) and Field.PARTNER not in broken:
            self._refuse(Field.PARTNER, "partner_missing")
        self._check_period(broken)
        remark = " ".join(str(self.reading.values.get(name, "")) for name in (Field.NOTES, Field.STATUS))
        if self.kind is ListKind.AGREEMENTS and words.says_signature_awaited(remark):
            self._warn(Field.NOTES, Warned.SIGNATURE_AWAITED, remark.strip())

    def _check_period(self, broken: set[str]) -> None:
        values = self.reading.values
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self._refuse(Field.ENDS_ON, "ends_before_start", starts_on=starts, ends_on=ends)
        has_end = ends or values.get("open_ended") or Field.ENDS_ON in broken
        asked = (
            self.table.column_of(Field.ENDS_ON) is not None or self.table.column_of(Field.PERIOD) is not None
        )
        if self.kind is ListKind.AGREEMENTS and asked and not has_end and Field.PERIOD not in broken:
            self._warn(Field.ENDS_ON, Warned.END_MISSING)

    def _field(self, name: Field, cell: Cell, text: str) -> None:
        try:
            _READERS.get(name, _Reader._text)(self, name, cell, text)
        except Refusal as refusal:
            self._refuse(name, refusal.code, **refusal.params)

    def _text(self, name: Field, cell: Cell, text: str) -> None:
        self.reading.values[name] = text

    def _date(self, name: Field, cell: Cell, text: str) -> None:
        order = self.known.orders.get(name)
        try:
            read = read_date(_date_cell(cell), order=order)
        except Refusal:
            if not isinstance(cell, str) or not self._more_than_a_day(name, text, order):
                raise
            return
        if isinstance(read, OpenEnded) and name is not Field.ENDS_ON:
            raise Refusal("date_unreadable", text=text)
        self._date_read(name, read)

    def _date_read(self, name: Field, read: Period | OpenEnded | None) -> None:
        if isinstance(read, OpenEnded):
            self.reading.values["open_ended"] = True
        elif isinstance(read, Period):
            day = read.last if name is Field.ENDS_ON else read.first
            self.reading.values[name] = day.isoformat()
            self.reading.values[name.replace("_on", "_precision")] = str(read.precision)

    def _period(self, name: Field, cell: Cell, text: str) -> None:
        """A column of first and last days: `2019–2024`, an academic year, `t.o.m. 2026-06-30`."""
        order = self.known.orders.get(name)
        if isinstance(cell, str) and self._more_than_a_day(name, text, order):
            return
        read = read_date(_date_cell(cell), order=order)
        if isinstance(read, OpenEnded):
            self.periods[name] = Written(ends=read), text
        elif isinstance(read, Period) and read.precision is Precision.DAY:
            raise Refusal("date_of_one_day", text=text)
        elif isinstance(read, Period):
            self.periods[name] = Written(read, read), text

    def _more_than_a_day(self, name: Field, text: str, order: DateOrder | None) -> bool:
        """Whether the cell says a period or a length; what it says is settled when the whole row is read."""
        written = written_period(text, order)
        if written is not None:
            self.periods[name] = written, text
        elif is_length(text) and name is not Field.STARTS_ON:
            self.lengths[name] = text
        else:
            return False
        return True

    def _period_in_one_cell(self, name: Field, written: Written, text: str) -> None:
        """Both ends are taken where the row says nothing else of them; where it does, a person must say which."""
        said = {Field.STARTS_ON: written.starts, Field.ENDS_ON: written.ends}
        if name is not Field.PERIOD and said[name] is None:
            self._refuse(name, "date_unreadable", text=text)
            return
        for end, read in said.items():
            before = dict(self.reading.values)
            had = end in before or (end is Field.ENDS_ON and before.get("open_ended"))
            self._date_read(end, read)
            if had and self.reading.values != before:
                self.reading.values = before
                self._refuse(name, "period_contradicts", text=text)
                return
        if written.starts is not None and written.ends is not None and name is not Field.PERIOD:
            self._warn(name, Warned.PERIOD_IN_ONE_CELL, text)

    def _length(self, name: Field, text: str) -> None:
        """How long, where a last day should stand: never counted for her, though the likely day is told."""
        starts, values = self.reading.values.get(Field.STARTS_ON), self.reading.values
        if name is Field.PERIOD and (Field.ENDS_ON in values or "open_ended" in values):
            self._extra_text(self.table.heading(name), text)
        elif starts:
            likely = end_after(date.fromisoformat(starts), text)
            self._refuse(name, "date_is_length", text=text, likely=likely.isoformat())
        else:
            self._refuse(name, "date_unreadable", text=text)

    def _months(self, name: Field, cell: Cell, text: str) -> None:
        months = read_months(_date_cell(cell))
        if months is not None:
            self.reading.values[name] = months

    def _count(self, name: Field, cell: Cell, text: str) -> None:
        number = cell if isinstance(cell, float) else _number(text)
        if number is None or number != int(number) or not 0 <= number <= 10_000:
            self._beside(name, Warned.NOT_A_NUMBER, text)
        else:
            self.reading.values[name] = int(number)

    def _identifier(self, name: Field, cell: Cell, text: str) -> None:
        try:
            self.reading.values[name] = TEXT_FIELDS[name](text)
        except Refusal:
            self._beside(name, Warned.INVALID_CODE, text)

    def _name(self, name: Field, cell: Cell, text: str) -> None:
        # A dash, a question mark or a bare number in the place of a name names nobody.
        if any(c.isalpha() for c in text):
            self.reading.values[name] = name_kept(text)
        elif name is not Field.PARTNER:
            self._extra_text(self.table.heading(name), text)

    def _country(self, name: Field, cell: Cell, text: str) -> None:
        def code(written: str) -> str | None:
            """As written, or in parts that all mean the same: `Danmark (DK)`, `DK – Danmark`."""
            parts = [part for part in _COUNTRY_PARTS.split(written) if part.strip()]
            each = {self.known.country(part) for part in parts}
            return self.known.country(written) or (each.pop() if len(parts) > 1 and len(each) == 1 else None)

        self._looked_up(name, text, code, Warned.UNKNOWN_COUNTRY)

    def _unit(self, name: Field, cell: Cell, text: str) -> None:
        self._looked_up(name, text, self.known.unit, Warned.UNKNOWN_UNIT)

    def _owner(self, name: Field, cell: Cell, text: str) -> None:
        self._looked_up(name, text, self.known.owner, Warned.UNKNOWN_OWNER)

    def _kind(self, name: Field, cell: Cell, text: str) -> None:
        def code(written: str) -> str | None:
            own = self.known.kinds.get(plain_heading(written))
            found = words.code_of(self.kind, name, written)
            return own or (found if found in self.known.kinds else None)

        if self.kind is ListKind.COLLABORATIONS:
            self._several(name, text, code, Warned.UNKNOWN_KIND)
        else:
            self._looked_up(name, text, code, Warned.UNKNOWN_KIND)

    def _subjects(self, name: Field, cell: Cell, text: str) -> None:
        self._several(name, text, self.known.subject, Warned.UNKNOWN_SUBJECT)

    def _several(self, name: Field, text: str, look_up: Callable[[str], str | None], warned: Warned) -> None:
        """The codes for words that one cell holds several of; each that nobody knows is warned of by itself."""

        def known(part: str) -> bool:
            return (name, part) in self.known.mapped or look_up(part) is not None

        parts = words.taken_apart(text, known)
        codes = set()
        for part in parts:
            code = self.known.mapped.get((name, part))
            code = look_up(part) if code is None else code
            if code is None:
                self._beside(name, warned, part)
            elif code:
                codes.add(code)
        if codes:
            self.reading.values[name] = sorted(codes)

    def _status(self, name: Field, cell: Cell, text: str) -> None:
        if self.kind is ListKind.AGREEMENTS:
            # An agreement's status follows from its dates; what the list says is kept and read for remarks.
            self._extra_text(self.table.heading(name), text)
            self.reading.values[name] = text
        else:
            self._looked_up(name, text, lambda t: words.code_of(self.kind, name, t), Warned.UNKNOWN_STATUS)

    def _level(self, name: Field, cell: Cell, text: str) -> None:
        self._looked_up(name, text, lambda t: words.code_of(self.kind, name, t), Warned.UNKNOWN_LEVEL)

    def _looked_up(
        self, name: Field, text: str, look_up: Callable[[str], str | None], warned: Warned
    ) -> None:
        """The code for what is written, as a person has mapped it or as it is known; else a warning."""
        code = self.known.mapped.get((name, text))
        if code is None:
            code = look_up(text)
        if code is None:
            self._beside(name, warned, text)
        elif code:
            self.reading.values[name] = code

    def _beside(self, name: Field, warned: Warned, text: str) -> None:
        """Warn, and keep what the list said with the record so that nothing is lost."""
        self._warn(name, warned, text)
        self._extra_text(self.table.heading(name), text)

    def _failed_formula(self, name: Field, text: str) -> None:
        if name in _MUST_BE_READ:
            self._refuse(name, "cell_formula_error", text=text)
        else:
            self._warn(name, Warned.FORMULA_ERROR, text)

    def _extra(self, column: int, cell: Cell, text: str) -> None:
        heading = self.table.headings[column] if column < len(self.table.headings) else ""
        heading = heading or f"#{column + 1}"
        if isinstance(cell, FormulaError):
            self.reading.warnings.append(CellWarning(heading, "", Warned.FORMULA_ERROR, text))
        else:
            self._extra_text(heading, text)

    def _extra_text(self, heading: str, text: str) -> None:
        before = self.reading.extra.get(heading)
        self.reading.extra[heading] = (f"{before}; {text}" if before else text)[:_EXTRA_LENGTH]

    def _refuse(self, name: Field, code: str, **params: Any) -> None:
        self.reading.refusals.append(CellRefusal(self.table.heading(name), str(name), code, params))

    def _warn(self, name: Field, code: Warned, text: str = "") -> None:
        self.reading.warnings.append(CellWarning(self.table.heading(name), str(name), code, text))


_READERS: Mapping[Field, Callable[[_Reader, Field, Cell, str], None]] = {
    Field.STARTS_ON: _Reader._date,
    Field.ENDS_ON: _Reader._date,
    Field.PERIOD: _Reader._period,
    Field.NOTICE_MONTHS: _Reader._months,
    Field.RENEWAL_MONTHS: _Reader._months,
    Field.PLACES_OUT: _Reader._count,
    Field.PLACES_IN: _Reader._count,
    Field.PARTNER: _Reader._name,
    Field.NAME_SV: _Reader._name,
    Field.NAME_EN: _Reader._name,
    Field.ACRONYM: _Reader._name,
    **dict.fromkeys(
        (Field.ROR, Field.ERASMUS_CODE, Field.SCHAC, Field.PIC, Field.WEBSITE), _Reader._identifier
    ),
    Field.COUNTRY: _Reader._country,
    Field.UNIT: _Reader._unit,
    Field.OWNER: _Reader._owner,
    Field.KIND: _Reader._kind,
    Field.SUBJECTS: _Reader._subjects,
    Field.STATUS: _Reader._status,
    Field.LEVEL: _Reader._level,
}


def _date_cell(cell: Cell) -> DateCell:
    """What the readers of dates take; a clock time is no date and goes on as its text."""
    return cell if cell is None or isinstance(cell, str | int | float | bool | date) else cell_text(cell)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
