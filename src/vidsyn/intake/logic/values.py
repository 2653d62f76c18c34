"""Convert a row's cells to the register's values; unreadable ones are refused or warned of, never guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from vidsyn.intake.logic import list_words
from vidsyn.intake.logic.days import Days, as_date_cell
from vidsyn.intake.logic.headings import plain_heading
from vidsyn.intake.logic.lengths import told_of_notice, told_of_renewal
from vidsyn.intake.logic.merging import said_together
from vidsyn.intake.logic.readings import CellWarning, Reading, RowNotes, Vocabularies
from vidsyn.intake.logic.shape import Table
from vidsyn.intake.vocabulary import Field, ListKind, Warned
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.entries import TEXT_FIELDS, name_kept
from vidsyn.tables import Cell, FormulaError, Row, cell_text

# Fields where a failed formula refuses the row; elsewhere it only warns.
_MUST_BE_READ = frozenset(
    {Field.PARTNER, Field.STARTS_ON, Field.ENDS_ON, Field.PERIOD, Field.TITLE, Field.NAME_SV, Field.NAME_EN}
)
_COUNTRY_PARTS = re.compile(r"[()\[\]/|;]| [-–] ")


def read_row(table: Table, row: Row, kind: ListKind, known: Vocabularies) -> Reading:
    """Read one data row."""
    reader = _Reader(table, kind, known)
    for column, cell in enumerate(row.cells):
        reader.cell(column, cell, lent=column in row.filled)
    reader.finish()
    return reader.reading


class _Reader(RowNotes):
    """Collects one row's reading, cell by cell."""

    def __init__(self, table: Table, kind: ListKind, known: Vocabularies) -> None:
        super().__init__(table, kind, known)
        self.days = Days(self)

    def cell(self, column: int, cell: Cell, *, lent: bool) -> None:
        """Read one cell into a field's value, or store it with the record when its column is unmapped."""
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
            self.warn(name, Warned.FROM_MERGED_CELL, text)
        self._field(name, cell, text)

    def finish(self) -> None:
        """Read what only the row as a whole determines."""
        for name, text in self.known.defaults.items():
            if self.values.keys().isdisjoint(said_together(name)):
                self._field(name, text, text)
        self.days.settle()
        broken = {refusal.field for refusal in self.reading.refusals}
        if not self.values.get(Field.PARTNER) and Field.PARTNER not in broken:
            self.refuse(Field.PARTNER, "partner_missing")
        self.days.check(broken)
        remark = " ".join(str(self.values.get(name, "")) for name in (Field.NOTES, Field.STATUS))
        if self.kind is ListKind.AGREEMENTS and list_words.says_signature_awaited(remark):
            self.warn(Field.NOTES, Warned.SIGNATURE_AWAITED, remark.strip())

    def _field(self, name: Field, cell: Cell, text: str) -> None:
        try:
            _READERS.get(name, _Reader._text)(self, name, cell, text)
        except Refusal as refusal:
            self.refuse(name, refusal.code, **refusal.params)

    def _text(self, name: Field, cell: Cell, text: str) -> None:
        self.values[name] = text

    def _day(self, name: Field, cell: Cell, text: str) -> None:
        self.days.day(name, cell, text)

    def _period(self, name: Field, cell: Cell, text: str) -> None:
        self.days.period(name, cell, text)

    def _notice(self, name: Field, cell: Cell, text: str) -> None:
        self._told(name, told_of_notice(as_date_cell(cell), self.table.heading(name)), text)

    def _renewal(self, name: Field, cell: Cell, text: str) -> None:
        self._told(name, told_of_renewal(as_date_cell(cell), self.table.heading(name)), text)

    def _told(self, name: Field, told: Mapping[str, int | None] | None, text: str) -> None:
        if told is None:
            self.beside(name, Warned.NO_LENGTH, text)
        else:
            self.values.update(told)

    def _count(self, name: Field, cell: Cell, text: str) -> None:
        number = cell if isinstance(cell, float) and math.isfinite(cell) else _number(text)
        if number is None or not 0 <= number <= 10_000 or number != int(number):
            self.beside(name, Warned.NOT_A_NUMBER, text)
        else:
            self.values[name] = int(number)

    def _identifier(self, name: Field, cell: Cell, text: str) -> None:
        try:
            self.values[name] = TEXT_FIELDS[name](text)
        except Refusal:
            self.beside(name, Warned.INVALID_CODE, text)

    def _name(self, name: Field, cell: Cell, text: str) -> None:
        # A dash, a question mark or a bare number in place of a name is no name.
        if any(c.isalpha() for c in text):
            self.values[name] = name_kept(text)
        elif name is not Field.PARTNER:
            self.keep(name, text)

    def _country(self, name: Field, cell: Cell, text: str) -> None:
        def code(written: str) -> str | None:
            """Return the code for a word as written, or in parts that all mean the same: `Danmark (DK)`, `DK –
            Danmark`.
            """
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
            found = list_words.code_of(self.kind, name, written)
            return own or (found if found in self.known.kinds else None)

        if self.kind is ListKind.COLLABORATIONS:
            self._several(name, text, code, Warned.UNKNOWN_KIND)
        else:
            self._looked_up(name, text, code, Warned.UNKNOWN_KIND)

    def _subjects(self, name: Field, cell: Cell, text: str) -> None:
        self._several(name, text, self.known.subject, Warned.UNKNOWN_SUBJECT)

    def _several(self, name: Field, text: str, look_up: Callable[[str], str | None], warned: Warned) -> None:
        """Set the codes for several words in one cell; warn of each unknown one separately."""

        def known(part: str) -> bool:
            return (name, part) in self.known.mapped or look_up(part) is not None

        parts = list_words.taken_apart(text, known)
        codes = set()
        for part in parts:
            code = self.known.mapped.get((name, part))
            code = look_up(part) if code is None else code
            if code is None:
                self.beside(name, warned, part)
            elif code:
                codes.add(code)
        if codes:
            self.values[name] = sorted(codes)

    def _status(self, name: Field, cell: Cell, text: str) -> None:
        if self.kind is ListKind.AGREEMENTS:
            # An agreement's status follows from its dates; the list's is stored and searched for remarks.
            self.keep(name, text)
            self.values[name] = text
        else:
            self._looked_up(
                name, text, lambda t: list_words.code_of(self.kind, name, t), Warned.UNKNOWN_STATUS
            )

    def _level(self, name: Field, cell: Cell, text: str) -> None:
        self._looked_up(name, text, lambda t: list_words.code_of(self.kind, name, t), Warned.UNKNOWN_LEVEL)

    def _looked_up(
        self, name: Field, text: str, look_up: Callable[[str], str | None], warned: Warned
    ) -> None:
        """Set the code for a word, as mapped by a person or as known; else warn."""
        code = self.known.mapped.get((name, text))
        if code is None:
            code = look_up(text)
        if code is None:
            self.beside(name, warned, text)
        elif code:
            self.values[name] = code

    def _failed_formula(self, name: Field, text: str) -> None:
        if name in _MUST_BE_READ:
            self.refuse(name, "cell_formula_error", text=text)
        else:
            self.warn(name, Warned.FORMULA_ERROR, text)

    def _extra(self, column: int, cell: Cell, text: str) -> None:
        heading = self.table.headings[column] if column < len(self.table.headings) else ""
        heading = heading or f"#{column + 1}"
        if isinstance(cell, FormulaError):
            self.reading.warnings.append(CellWarning(heading, "", Warned.FORMULA_ERROR, text))
        else:
            self.extra_text(heading, text)


_READERS: Mapping[Field, Callable[[_Reader, Field, Cell, str], None]] = {
    Field.STARTS_ON: _Reader._day,
    Field.ENDS_ON: _Reader._day,
    Field.PERIOD: _Reader._period,
    Field.NOTICE_MONTHS: _Reader._notice,
    Field.RENEWAL_MONTHS: _Reader._renewal,
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


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
