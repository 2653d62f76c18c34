"""Text that a spreadsheet would run as a formula, or cannot hold: made fit on the way out, told apart on the way in."""

from __future__ import annotations

import re

from vidsyn.tables.cells import FormulaError

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"
# The longest text that a cell of a spreadsheet holds, in UTF-16 code units; writers drop a longer one.
LONGEST = 32_767
# In both languages, since it must be known again whoever took the list out.
CUT = " […] AVKORTAT / CUT: CSV = hela texten / the whole text"


# What a failed formula shows, in the languages lists come in; a text file has nothing but this to tell it by.
_FAILED = re.compile(
    r"#(REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!"
    r"|REFERENS!|SAKNAS!?|DIVISION/0!|VÄRDEFEL!|NAMN\?|OGILTIGT!|SKÄRNING!|SPILL!)|(Err|Fel):5\d\d"
)


def as_cell(text: str) -> str | FormulaError:
    """A text as it was before it was made harmless; a failed formula where it says so, or where the text was cut."""
    if text.endswith(CUT):
        return FormulaError(CUT.strip())
    return FormulaError(text.strip()) if _FAILED.fullmatch(text.strip()) else restored(text)


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would read a formula."""
    return f"{_MARK}{text}" if _looks_dangerous(text) else text


def shortened(text: str) -> str:
    """The text where a cell holds it, else as much as it holds with a mark at the end."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def restored(text: str) -> str:
    """What `neutralised` was given."""
    return text[1:] if text.startswith(_MARK) and _looks_dangerous(text[1:]) else text


def _looks_dangerous(text: str) -> bool:
    bare = text.lstrip(_MARK)
    return bare.lstrip(" \n").startswith(_DANGEROUS)
