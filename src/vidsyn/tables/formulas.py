"""Text that a spreadsheet would run as a formula, made harmless on the way out and itself again on the way in."""

from __future__ import annotations

import re

from vidsyn.tables.cells import FormulaError

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


# What a failed formula shows, in the languages lists come in; a text file has nothing but this to tell it by.
_FAILED = re.compile(
    r"#(REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!"
    r"|REFERENS!|SAKNAS!?|DIVISION/0!|VÄRDEFEL!|NAMN\?|OGILTIGT!|SKÄRNING!|SPILL!)|(Err|Fel):5\d\d"
)


def as_cell(text: str) -> str | FormulaError:
    """A text as it was before it was made harmless; a failed formula where it says so."""
    return FormulaError(text.strip()) if _FAILED.fullmatch(text.strip()) else restored(text)


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would read a formula."""
    return f"{_MARK}{text}" if _looks_dangerous(text) else text


def restored(text: str) -> str:
    """What `neutralised` was given."""
    return text[1:] if text.startswith(_MARK) and _looks_dangerous(text[1:]) else text


def _looks_dangerous(text: str) -> bool:
    bare = text.lstrip(_MARK)
    return bare.lstrip(" \n").startswith(_DANGEROUS)
