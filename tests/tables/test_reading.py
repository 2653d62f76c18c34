"""Realistic files, and malicious ones: real bytes, made here."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from tests.tables.opendocument import covered, failed, merged, ods, row, shows

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables import FormulaError, archives, cell_text, read_tables


def xlsx(fill) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        fill(workbook)
    return content.getvalue()


def cells(sheet):
    return [row.cells for row in sheet.rows]


def test_a_workbook_keeps_types_row_numbers_errors_and_merged_values():
    def fill(workbook):
        sheet = workbook.add_worksheet("Avtal")
        sheet.write(2, 0, "Land")
        sheet.merge_range(3, 0, 4, 0, "Kenya")
        sheet.write(3, 1, 12)
        sheet.write_datetime(4, 1, datetime(2024, 7, 1))
        sheet.write_formula(5, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 0, "=A9", None, "räknat")
        workbook.add_worksheet("Tomt")
        workbook.add_worksheet("Dolt").hide()

    first, empty, hidden = read_tables(xlsx(fill))
    assert [sheet.name for sheet in (first, empty, hidden)] == ["Avtal", "Tomt", "Dolt"]
    assert [row.number for row in first.rows] == [1, 2, 3, 4, 5, 6]
    assert cells(first)[2:] == [
        ("Land", None), ("Kenya", 12.0), ("Kenya", date(2024, 7, 1)), ("räknat", FormulaError("#DIV/0!"))
    ]  # fmt: skip
    assert first.rows[4].filled == {0}
    assert first.rows[0].is_empty


def test_an_opendocument_sheet_reads_the_same():
    content = ods(
        {
            "Blad & 1": [
                row(times=2),
                row(shows("Land"), shows("År", repeated=2)),
                row(
                    merged("Kenya", rows=2), '<table:table-cell office:value-type="float" office:value="12"/>'
                ),
                row(covered(), failed("#REF!")),
                row(times=1_048_000),
            ]
        }
    )
    (sheet,) = read_tables(content)
    assert sheet.name == "Blad & 1"
    assert cells(sheet)[2:] == [
        ("Land", "År", "År"),
        ("Kenya", 12.0, None),
        ("Kenya", FormulaError("#REF!")),
    ]
    assert sheet.rows[4].number == 5


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimited_text_in_every_encoding_and_delimiter(delimiter, encoding):
    text = "\r\n".join(
        delimiter.join(cells) for cells in [["Lärosäte", "Land"], [], ["Århus – Å", "Danmark"]]
    )
    (sheet,) = read_tables(text.encode(encoding))
    assert cells(sheet) == [("Lärosäte", "Land"), (), ("Århus – Å", "Danmark")]
    assert sheet.rows[2].number == 3


def test_commas_inside_values_do_not_fool_the_delimiter_and_sep_line_is_obeyed():
    (sheet,) = read_tables(b'Land;Namn\nKina;Beijing, Tsinghua\nKina;"a;b"\n')
    assert cells(sheet) == [("Land", "Namn"), ("Kina", "Beijing, Tsinghua"), ("Kina", "a;b")]
    (sheet,) = read_tables(b"sep=,\nLand,Namn;x\n")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("Land", "Namn;x"))]


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), inside)
    return content.getvalue()


def far_cell() -> bytes:
    def fill(workbook):
        workbook.add_worksheet().write(1_048_575, 16_383, "x")

    return xlsx(fill)


HARMFUL = {
    "file_empty": lambda: b"  \n",
    "file_too_large": lambda: b"x" * 30_000_001,
    "file_is_old_or_locked": lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
    "file_damaged": lambda: xlsx(lambda workbook: workbook.add_worksheet())[:-40],
    "file_not_a_table": lambda: zipped(word__document_xml=b"<w/>"),
    "file_too_large_unpacked": lambda: zipped(xl__workbook_xml=b" " * (archives.MOST_UNPACKED + 1)),
    "file_has_entities": lambda: zipped(
        xl__workbook_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    ),
    "file_too_many_cells": far_cell,
    "file_encoding": lambda: b"a;b\n\x81\x8d;\xff\n",
}


@pytest.mark.parametrize("code", HARMFUL)
def test_what_cannot_be_read_or_would_harm_is_refused_by_name(code):
    with pytest.raises(Refusal) as refused:
        read_tables(HARMFUL[code]())
    assert refused.value.code == code


def test_an_opendocument_sheet_that_repeats_a_value_without_end_is_refused():
    with pytest.raises(Refusal, match="file_too_many_cells"):
        read_tables(ods({"A": [row(shows("x", repeated=16_000), times=1_000_000)]}))


def test_cells_read_as_people_see_them():
    assert [cell_text(c) for c in (12.0, 12.5, " a \u00a0b ", None, date(2024, 7, 1))] == [
        "12", "12.5", "a b", "", "2024-07-01"
    ]  # fmt: skip
