"""A row's dates: cells may contain a day, a period, a length or an open end; the row as a whole decides."""

from __future__ import annotations

from datetime import date

from vidsyn.intake.logic.periods import Written, end_after, is_length, written_period
from vidsyn.intake.logic.readings import RowNotes
from vidsyn.intake.vocabulary import Field, ListKind, Warned
from vidsyn.kernel.precision import Period, Precision
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import Cell as DateCell
from vidsyn.kernel.written_dates import DateOrder, OpenEnded, read_date
from vidsyn.tables import Cell, cell_text


class Days:
    """The dates of one row, collected cell by cell and resolved once the whole row is read."""

    def __init__(self, row: RowNotes) -> None:
        self.row = row
        self.periods: dict[Field, tuple[Written, str]] = {}
        self.lengths: dict[Field, str] = {}

    def settle(self) -> None:
        """Resolve the row's period once every cell has been read."""
        for name, (written, text) in self.periods.items():
            self._period_in_one_cell(name, written, text)
        for name, text in self.lengths.items():
            self._length(name, text)

    def day(self, name: Field, cell: Cell, text: str) -> None:
        """Read a column of first days, or of last days, some of whose cells contain a whole period."""
        order = self.row.known.orders.get(name)
        try:
            read = read_date(as_date_cell(cell), order=order)
        except Refusal:
            if not isinstance(cell, str) or not self._more_than_a_day(name, text, order):
                raise
            return
        if isinstance(read, OpenEnded) and name is not Field.ENDS_ON:
            raise Refusal("date_unreadable", text=text)
        self._date_read(name, read)

    def _date_read(self, name: Field, read: Period | OpenEnded | None) -> None:
        if isinstance(read, OpenEnded):
            self.row.values["open_ended"] = True
        elif isinstance(read, Period):
            day = read.last if name is Field.ENDS_ON else read.first
            self.row.values[name] = day.isoformat()
            self.row.values[name.replace("_on", "_precision")] = str(read.precision)

    def period(self, name: Field, cell: Cell, text: str) -> None:
        """Read a column of first and last days: `2019–2024`, an academic year, `t.o.m. 2026-06-30`."""
        order = self.row.known.orders.get(name)
        if isinstance(cell, str) and self._more_than_a_day(name, text, order):
            return
        read = read_date(as_date_cell(cell), order=order)
        if isinstance(read, OpenEnded):
            self.periods[name] = Written(ends=read), text
        elif isinstance(read, Period) and read.precision is Precision.DAY:
            raise Refusal("date_of_one_day", text=text)
        elif isinstance(read, Period):
            self.periods[name] = Written(read, read), text

    def _more_than_a_day(self, name: Field, text: str, order: DateOrder | None) -> bool:
        """Check whether the cell contains a period or a length, which is resolved once the whole row is read."""
        written = written_period(text, order)
        if written is not None:
            self.periods[name] = written, text
        elif is_length(text) and name is not Field.STARTS_ON:
            self.lengths[name] = text
        else:
            return False
        return True

    def _period_in_one_cell(self, name: Field, written: Written, text: str) -> None:
        """Use both ends where the row says nothing else about them; otherwise a person must choose."""
        said = {Field.STARTS_ON: written.starts, Field.ENDS_ON: written.ends}
        if name is not Field.PERIOD and said[name] is None:
            self.row.refuse(name, "date_unreadable", text=text)
            return
        for end, read in said.items():
            before = dict(self.row.values)
            had = end in before or (end is Field.ENDS_ON and before.get("open_ended"))
            self._date_read(end, read)
            if had and self.row.values != before:
                self.row.reading.values = before
                self.row.refuse(name, "period_contradicts", text=text)
                return
        if written.starts is not None and written.ends is not None and name is not Field.PERIOD:
            self.row.warn(name, Warned.PERIOD_IN_ONE_CELL, text)

    def _length(self, name: Field, text: str) -> None:
        """Refuse a length in place of a last day, suggesting the likely day without using it."""
        starts, values = self.row.values.get(Field.STARTS_ON), self.row.values
        if name is Field.PERIOD and (Field.ENDS_ON in values or "open_ended" in values):
            self.row.keep(name, text)
        elif starts:
            likely = end_after(date.fromisoformat(starts), text)
            self.row.refuse(name, "date_is_length", text=text, likely=likely.isoformat())
        else:
            self.row.refuse(name, "date_unreadable", text=text)

    def check(self, broken: set[str]) -> None:
        """Check that the dates are consistent and an end is given; `broken` are the fields refused already."""
        values = self.row.values
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.row.refuse(Field.ENDS_ON, "ends_before_start", starts_on=starts, ends_on=ends)
        has_end = ends or values.get("open_ended") or Field.ENDS_ON in broken
        asked = (
            self.row.table.column_of(Field.ENDS_ON) is not None
            or self.row.table.column_of(Field.PERIOD) is not None
        )
        if self.row.kind is ListKind.AGREEMENTS and asked and not has_end and Field.PERIOD not in broken:
            self.row.warn(Field.ENDS_ON, Warned.END_MISSING)


def as_date_cell(cell: Cell) -> DateCell:
    """Return a cell for the date parsers; a time of day is not a date and is passed on as text."""
    return cell if cell is None or isinstance(cell, str | int | float | bool | date) else cell_text(cell)
