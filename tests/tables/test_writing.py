"""Exports can be read again; a text too long for a spreadsheet is truncated visibly."""

import io
import re
import zipfile

import pytest

from vidsyn.tables import FormulaError, read_tables
from vidsyn.tables.formulas import CUT, LONGEST
from vidsyn.tables.writing import FileFormat, Table, written


def read_again(text: str, form: FileFormat) -> object:
    (sheet,) = read_tables(written(Table("Lista", ("Namn", "Text"), (("a", text),)), form))
    return sheet.rows[1].cells[1]


@pytest.mark.parametrize("text", ["x" * LONGEST, "å" * LONGEST, "=1+1", "x\ny"])
@pytest.mark.parametrize("form", FileFormat)
def test_a_text_that_a_cell_holds_comes_back_whole(text: str, form: FileFormat) -> None:
    assert read_again(text, form) == text


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "=" + "x" * LONGEST, "🙂" * 20_000, "x" * 200_000])
def test_a_longer_text_is_cut_with_a_mark_that_no_import_takes_for_the_text(text: str) -> None:
    assert read_again(text, FileFormat.XLSX) == FormulaError(CUT.strip())
    assert read_again(text, FileFormat.CSV) == text


def test_as_much_is_written_as_a_cell_holds() -> None:
    book = zipfile.ZipFile(io.BytesIO(written(Table("L", ("T",), (("x" * 50_000,),)), FileFormat.XLSX)))
    texts = re.findall("<t[^>]*>([^<]*)", book.read("xl/sharedStrings.xml").decode())
    assert max(map(len, texts)) == LONGEST
