"""Characters that no text contains on purpose: they are invisible, and a database may reject them."""

from __future__ import annotations

import re

# Control characters except tab and line breaks, surrogates, and Unicode noncharacters.
_NEVER_WRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """Remove control characters (XLSX writes NUL as `_x0000_`, JSON as `\u0000`) and surrogates."""
    return _NEVER_WRITTEN.sub("", text)
