"""Malicious spreadsheets: each ends in a refusal, in time that grows no faster than the file."""

import contextlib
import io
import os
import time
import zipfile

import pytest
from tests.tables.opendocument import ods, row, shows

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables import limited, read_tables
from vidsyn.tables.delimited import read_delimited
from vidsyn.tables.marks_ods import of_ods
from vidsyn.tables.marks_xlsx import of_xlsx
from vidsyn.tables.packing import packed, unpacked

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx_of(sheet: str, **more: str) -> bytes:
    """Return a workbook of one sheet, `A`, with the given XML."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r0" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    } | more
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def worksheet(rows: str, *, after: str = "") -> str:
    return f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read_tables(content)
    return caught.value.code


# Each once made a pattern rescan the rest of the sheet's text from every cell.
GROWING = {
    "failed cells without a value": lambda size: xlsx_of(worksheet('<row><c r="A1" t="e"/></row>' * size)),
    "failed cells that never close": lambda size: xlsx_of(worksheet('<row><c r="A1" t="e">' * size)),
    "formulas that never close": lambda size: xlsx_of(worksheet('<c r="A1"><f>' * size)),
    "spaces in a tag": lambda size: xlsx_of(worksheet("<c " + " " * size * 10)),
    "tags that never end": lambda size: xlsx_of(worksheet("<c " * size)),
    "rows that never close": lambda size: ods({"A": ["<table:table-row>" * size]}),
    "cells that never close": lambda size: ods({"A": [row("<table:table-cell>" * size)]}),
    "merged cells": lambda size: xlsx_of(
        worksheet(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>1</v></c></row>',
            after="<mergeCells>" + '<mergeCell ref="A1:A9000"/>' * (size // 400) + "</mergeCells>",
        )
    ),
}


@pytest.mark.parametrize("kind", GROWING)
def test_marks_are_read_in_time_that_grows_with_the_file(kind):
    def seconds(size: int) -> float:
        archive = zipfile.ZipFile(io.BytesIO(GROWING[kind](size)))
        started = time.process_time()
        try:
            if "content.xml" in archive.namelist():
                of_ods(archive.read("content.xml"))
            else:
                of_xlsx(archive)
        except Refusal:
            pass
        return time.process_time() - started

    small, large = 4_000, 32_000
    seconds(small)
    assert seconds(large) < 16 * max(seconds(small), 0.005)  # quadratic growth took 64 times as long


def test_a_small_file_with_a_slow_pattern_in_it_is_answered_at_once():
    for content in (make(30_000) for make in GROWING.values()):
        started = time.monotonic()
        with contextlib.suppress(Refusal):
            read_tables(content)
        assert time.monotonic() - started < 20  # seconds on a busy machine; some took minutes


@pytest.mark.parametrize("times", [10**6, 10**11, 10**30])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_row_repeated_without_end_is_refused(times, quote):
    full = row(shows("x"), shows("y"), times=times).replace('"', quote)
    gap = row(times=times).replace('"', quote)
    for rows in ([full], [gap, row(shows("x"), shows("y", repeated=20))]):
        if times * len(rows) * 2 > 6_000_000:
            assert refused(ods({"A": rows})) == "file_too_many_cells"


def test_a_cell_far_out_is_refused_however_its_attributes_are_written():
    for cell in (
        '<c r="XFD1048576"><v>1</v></c>',
        "<c t='n' r='XFD1048576'><v>1</v></c>",
    ):
        assert refused(xlsx_of(worksheet(f'<row r="1">{cell}</row>'))) == "file_too_many_cells"
    prefixed = worksheet('<row r="1"><c s="1"\n r="XFD1048576"><v>1</v></c></row>').replace(
        "xmlns", "xmlns:x"
    )
    prefixed = prefixed.replace("</", "<|").replace("<", "<x:").replace("<x:|", "</x:")
    assert refused(xlsx_of(prefixed)) == "file_too_many_cells"


def test_text_that_unfolds_past_memory_is_refused():
    """Few bytes, few cells, but one long text in each of them: it is large only once expanded."""
    strings = f'<sst xmlns="{_SPREADSHEET}"><si><t>{"x" * 1_000_000}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 6_000))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    content = xlsx_of(
        worksheet(cells), **{"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations}
    )
    assert len(content) < 100_000
    assert refused(content) == "file_too_heavy"


def test_a_reader_out_of_time_is_ended_and_the_next_file_is_read(monkeypatch):
    content = xlsx_of(worksheet('<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 50_000))
    with monkeypatch.context() as patch:
        patch.setattr(limited, "SECONDS", 1)
        patch.setattr(limited, "SECONDS_EACH_MEGABYTE", 0)
        started = time.monotonic()
        heavy = xlsx_of(worksheet('<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 600_000))
        assert refused(heavy) in ("file_too_heavy", "file_too_many_cells")
        assert time.monotonic() - started < 20
    (sheet,) = read_tables(content)
    assert len(sheet.rows) == 50_000


def test_the_reader_knows_no_secret(monkeypatch, tmp_path):
    """It is started with neither this process's settings nor the working folder on its path."""
    (tmp_path / "python_calamine.py").write_text("raise SystemExit('read from the working folder')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIDSYN_SECRET_KEY", "secret")
    (sheet,) = read_tables(xlsx_of(worksheet('<row><c r="A1"><v>1</v></c></row>')))
    assert sheet.rows[0].cells == (1.0,)
    assert not any(name.startswith("VIDSYN") for name in limited.environment())
    assert "PATH" in os.environ


def test_delimited_text_of_separators_alone_is_refused_before_it_fills_memory():
    assert refused(b";" * 7_000_000) == "file_too_many_cells"
    assert refused(b"\n" * 300_000 + b"x") == "file_too_many_cells"


def test_what_passes_between_processes_comes_out_as_it_went_in():
    sheet = read_delimited("a;#REF!;\nÅ;;🙂\n".encode())
    assert unpacked(packed([sheet])) == [sheet]
