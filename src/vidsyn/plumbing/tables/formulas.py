"""Text that a spreadsheet would run as a formula, made harmless on the way out and itself again on the way in."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would read a formula."""
    return f"{_MARK}{text}" if _looks_dangerous(text) else text


def restored(text: str) -> str:
    """What `neutralised` was given."""
    return text[1:] if text.startswith(_MARK) and _looks_dangerous(text[1:]) else text


def _looks_dangerous(text: str) -> bool:
    bare = text.lstrip(_MARK)
    return bare.lstrip(" \n").startswith(_DANGEROUS)
