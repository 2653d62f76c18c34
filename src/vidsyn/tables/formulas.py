"""Escape text that a spreadsheet would run as a formula or cannot hold, and restore it when reading."""

from __future__ import annotations

import re

from vidsyn.tables.cells import FormulaError

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"
# The longest text of a spreadsheet cell, in UTF-16 code units; writers drop a longer one.
LONGEST = 32_767
# In both languages, since the import must recognise it whatever the exporter's language.
CUT = " […] AVKORTAT / CUT: CSV = hela texten / the whole text"


# What a failed formula shows, in the languages lists come in; a text file gives no other sign of it.
_FAILED = re.compile(
    r"#(REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!"
    r"|REFERENS!|SAKNAS!?|DIVISION/0!|VÄRDEFEL!|NAMN\?|OGILTIGT!|SKÄRNING!|SPILL!)|(Err|Fel):5\d\d"
)


def as_cell(text: str) -> str | FormulaError:
    """Return the text before escaping; a FormulaError where the text is one, or was truncated."""
    if text.endswith(CUT):
        return FormulaError(CUT.strip())
    return FormulaError(text.strip()) if _FAILED.fullmatch(text.strip()) else restored(text)


def neutralised(text: str) -> str:
    """Prefix text that a spreadsheet would read as a formula with an apostrophe."""
    return f"{_MARK}{text}" if _looks_dangerous(text) else text


def shortened(text: str) -> str:
    """Return the text, truncated with a mark where it exceeds a cell."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def restored(text: str) -> str:
    """Return the original text given to `neutralised`."""
    return text[1:] if text.startswith(_MARK) and _looks_dangerous(text[1:]) else text


def _looks_dangerous(text: str) -> bool:
    bare = text.lstrip(_MARK)
    return bare.lstrip(" \n").startswith(_DANGEROUS)
