"""Read a file into sheets. The file's kind is determined from its content, never from its name."""

from __future__ import annotations

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables.cells import Sheet
from vidsyn.tables.delimited import read_delimited
from vidsyn.tables.limited import read_apart

MOST_BYTES = 30_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"  # old .xls, and any password-protected Office file
_MARKUP = ("<!doctype", "<html", "<?xml", "<table", "<meta", "<head", "mime-version:")
_NO_TABLE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b")


def read_tables(content: bytes) -> list[Sheet]:
    """Return the sheets of an XLSX, ODS or delimited file.

    A spreadsheet is read in a separate process; delimited text in this one, since its cost is proportional to its
    size. Raises Refusal: `file_empty`, `file_too_large`, `file_is_old_or_locked`, `file_is_binary`,
    `file_is_markup`, `file_not_a_table`, `file_damaged`, `file_sheet_damaged`, `file_too_large_unpacked`,
    `file_too_many_cells`, `file_too_heavy`, `file_reader_busy`, `file_has_entities`, `file_encoding`.
    """
    if not content.strip():
        raise Refusal("file_empty")
    if len(content) > MOST_BYTES:
        raise Refusal("file_too_large", megabytes=MOST_BYTES // 1_000_000)
    if content.startswith(_OLE):
        raise Refusal("file_is_old_or_locked")
    if content.startswith(_NO_TABLE):
        raise Refusal("file_not_a_table")
    if content.startswith(_ZIP):
        return read_apart(content)
    sheet = read_delimited(content)
    if _is_markup(sheet):
        raise Refusal("file_is_markup")
    return [sheet]


def _is_markup(sheet: Sheet) -> bool:
    """Check whether the text is a web page or XML, which some systems save as `.xls`."""
    first = next((str(cell) for row in sheet.rows[:20] for cell in row.cells if str(cell or "").strip()), "")
    return first.lstrip().lower().startswith(_MARKUP)
