"""Whatever a file or a cell contains, a reader quickly returns a value or a refusal with a sentence.

Each reader gets a few hundred inputs in the quick run, ten thousand in the slow one. The inner reader is tested in
this process for speed; a sample goes through the limited process that real files pass.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fuzz import samples
from tests.fuzz.mutations import NASTY, of_archive, of_bytes, of_json, of_text, packed
from tests.matching.list_samples import SAMPLES

from vidsyn.intake.logic.readings import Vocabularies
from vidsyn.intake.logic.shape import Table, skipped, table_of
from vidsyn.intake.logic.values import read_row
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.kernel.characters import readable
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import DateOrder, read_date
from vidsyn.kernel.written_months import read_months
from vidsyn.kernel.written_notice import Unit, read_notice
from vidsyn.kernel.written_renewal import read_renewal
from vidsyn.matching.lists.formats import FORMATS
from vidsyn.matching.lists.snapshots import list_import, listings, read_list
from vidsyn.matching.ror.dump import read_dump
from vidsyn.partners.logic import identifiers
from vidsyn.tables import FormulaError, Row, Sheet, read_tables
from vidsyn.tables.packing import packed as packed_sheets
from vidsyn.tables.packing import unpacked
from vidsyn.tables.spreadsheets import read_spreadsheet
from vidsyn.wording.countries import country_code
from vidsyn.wording.refusals import sentence

FEW, MANY = 300, 10_000
LONGEST = 10.0  # seconds of processor time per input, on a busy machine
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

how_many = pytest.mark.parametrize(
    "count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)], ids=["some", "ten thousand"]
)


def dice_of(reader: str, count: int) -> Iterator[random.Random]:
    return (random.Random(f"{reader}-{number}") for number in range(count))


def answered(read: Callable[[], object], told: object) -> object:
    """Return what was read, or None if refused; anything else fails the test with the input."""
    started = time.process_time()
    try:
        found = read()
    except Refusal as refusal:
        return None if sentence(refusal) else pytest.fail(f"no sentence for {refusal.code}")
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # calamine's own; its process turns it into a refusal
            return None
        raise AssertionError(f"{type(fault).__name__}: {fault} from {told!r:.2000}") from fault
    assert time.process_time() - started < LONGEST, told
    return found


def clean(texts: Iterable[object]) -> bool:
    return all(text == readable(text) for text in texts if isinstance(text, str))


def check_sheets(sheets: object) -> None:
    for sheet in sheets or ():  # type: ignore[attr-defined]
        cells = [cell for row in sheet.rows for cell in row.cells]
        assert clean([sheet.name, *cells, *(cell.text for cell in cells if isinstance(cell, FormulaError))])
        assert [row.number for row in sheet.rows] == sorted({row.number for row in sheet.rows})


@how_many
@pytest.mark.parametrize("make", [samples.xlsx, samples.opendocument], ids=["xlsx", "ods"])
def test_a_spreadsheet_is_read_or_refused(make: Callable[[], bytes], count: int) -> None:
    whole = make()
    read = 0
    for dice in dice_of(make.__name__, count):
        content = of_archive(whole, dice)
        sheets = answered(lambda content=content: unpacked(packed_sheets(read_spreadsheet(content))), content)
        check_sheets(sheets)
        read += sheets is not None
    assert read > count // 20  # most damage is small enough to be ignored


@pytest.mark.parametrize("count", [15, pytest.param(300, marks=pytest.mark.slow)])
def test_the_process_with_limits_answers_whatever_it_is_given(count: int) -> None:
    wholes = (samples.xlsx(), samples.opendocument())
    for number, dice in enumerate(dice_of("process", count)):
        content = of_archive(wholes[number % 2], dice)
        check_sheets(answered(lambda content=content: read_tables(content), content))


@how_many
def test_delimited_text_is_read_or_refused(count: int) -> None:
    for dice in dice_of("delimited", count):
        content = dice.choice(samples.DELIMITED)
        for _ in range(dice.choice((1, 2, 3))):
            content = of_bytes(content, dice) or b";"
        if not content.startswith(b"PK\x03\x04"):
            check_sheets(answered(lambda content=content: read_tables(content), content))


@how_many
def test_dates_notice_and_renewal_are_read_or_refused(count: int) -> None:
    for dice in dice_of("written", count):
        date, length = of_text(samples.DATES, dice), of_text(samples.LENGTHS, dice)
        order, unit = (
            dice.choice((None, *DateOrder)),
            dice.choice(((), *((unit,) for unit in Unit), tuple(Unit))),
        )
        for cell in (date, length, dice.choice(_NUMBERS)):
            answered(lambda cell=cell, order=order: read_date(cell, order=order), cell)
            answered(lambda cell=cell: read_months(cell), cell)
            answered(lambda cell=cell, unit=unit: read_notice(cell, units=unit), cell)
            answered(lambda cell=cell, unit=unit: read_renewal(cell, units=unit), cell)


_NUMBERS = (
    float("inf"),
    float("-inf"),
    float("nan"),
    1e308,
    -1.0,
    0.5,
    2024.0,
    45000.5,
    10**30,
    True,
    datetime.max,
)


@how_many
def test_identifiers_are_kept_or_refused(count: int) -> None:
    readers = (
        identifiers.ror_id, identifiers.erasmus_code, identifiers.schac_code, identifiers.pic_number,
        identifiers.country_code, identifiers.web_address,
    )  # fmt: skip
    for dice in dice_of("codes", count):
        text = of_text(samples.CODES, dice)
        for read in readers:
            kept = answered(lambda read=read, text=text: read(text), text)
            if kept:
                assert answered(lambda read=read, kept=kept: read(kept), kept) == kept


KNOWN = Vocabularies(country_code, {"ABE": "abe"}.get, {}.get, {"exchange": "exchange"})
COLUMNS = ("Partner", "Land", "Typ av avtal", "Startdatum", "Slutdatum", "Period", "Uppsägningstid", "Förlängning",
           "Platser ut", "ROR", "Anteckningar", "Eget")  # fmt: skip


@how_many
def test_a_row_of_any_cells_is_read_refused_or_skipped(count: int) -> None:
    heading = Row(1, COLUMNS)
    cells = (
        *NASTY,
        *_NUMBERS[:-1],
        datetime.max,
        datetime.max.date(),
        AT.date(),
        AT.time(),
        FormulaError("#REF!"),
        None,
    )
    for dice in dice_of("rows", count):
        kind = dice.choice(tuple(ListKind))
        row = Row(2, tuple(_cell(column, cells, dice) for column in COLUMNS), frozenset({dice.randrange(12)}))
        answered(lambda row=row, kind=kind: _read(Sheet("A", (heading, row)), kind), row)


def _cell(column: str, cells: tuple[object, ...], dice: random.Random) -> object:
    if dice.random() < 0.4:
        return dice.choice(cells)
    return of_text(samples.DATES if "datum" in column or column == "Period" else samples.LENGTHS, dice)


def _read(sheet: Sheet, kind: ListKind) -> None:
    table = table_of(sheet, kind)
    assert isinstance(table, Table)
    for row in table.rows:
        if skipped(table, row, is_place=lambda text: country_code(text) is not None) is None:
            reading = read_row(table, row, kind, KNOWN)
            json.dumps(reading.values, allow_nan=False)
            assert not {str(field) for field in reading.values} - {str(field) for field in Field} - _BESIDE


_BESIDE = {"starts_precision", "ends_precision", "open_ended", "notice_days"}


@how_many
def test_a_list_is_kept_or_refused_and_what_is_kept_is_read(count: int, tmp_path: Path) -> None:
    source = tmp_path / "list"
    names = sorted(FORMATS)
    for number, dice in enumerate(dice_of("lists", count)):
        format = names[number % len(names)]
        content = SAMPLES[format].encode()
        for _ in range(dice.choice((1, 1, 2))):
            content = of_bytes(content, dice) or b"\n"
        source.write_bytes(content)
        listed = _kept if number % 20 == 0 else read_list
        found = answered(lambda format=format, listed=listed: list(listed(source, format)), (format, content))
        for listing in found or ():  # type: ignore[attr-defined]
            assert listing.names
            assert clean(listing.names)


def _kept(source: Path, format: str) -> Iterator[object]:
    folder = source.parent / "kept"
    snapshot, _ = list_import(source, folder, name=format, format=format, at=AT, may_shrink=True)
    yield from listings(folder, snapshot)


@how_many
def test_a_dump_of_ror_is_read_or_refused(count: int, tmp_path: Path) -> None:
    source = tmp_path / "dump.zip"
    for dice in dice_of("ror", count):
        content = json.dumps(of_json(samples.DUMP, dice)).encode()
        if dice.random() < 0.3:
            content = of_bytes(content, dice)
        if dice.random() < 0.3:
            content = packed({"v1_schema_v2.json": content})
            content = of_bytes(content, dice) if dice.random() < 0.5 else content
        source.write_bytes(content)
        records = answered(lambda: list(read_dump(source)), content)
        for record in records or ():  # type: ignore[attr-defined]
            assert clean([record.id, record.country, record.city, record.website, *record.types])
            assert clean(name.value for name in record.names)
