"""Characters that no text holds on purpose: nobody sees them, and a database may refuse them."""

from __future__ import annotations

import re

# Control characters but tab and line breaks, surrogates (halves of a character), and what Unicode says is none.
_NEVER_WRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """The text without control characters (XLSX writes NUL as `_x0000_`, JSON as `\\u0000`) and half letters."""
    return _NEVER_WRITTEN.sub("", text)
