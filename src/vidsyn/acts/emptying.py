"""Left out and emptied are two things: an edit that leaves a field out keeps it, `clear` names those to be emptied.

Text is emptied by empty text as well. One way for every operation that edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vidsyn.kernel.refusals import Refusal

# The parameter that names what is to be emptied.
CLEAR = "clear"


def given_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those that were given, texts trimmed; None was left out."""
    return {
        name: value.strip() if type(value) is str else value
        for name, value in values.items()
        if value is not None
    }


def emptied(clear: Iterable[str], empty: Mapping[str, Any]) -> dict[str, Any]:
    """What the named fields are emptied to; `empty` says it for each that may be. Raises `cannot_be_cleared`."""
    names = tuple(clear)
    unknown = [name for name in names if name not in empty]
    if unknown:
        raise Refusal("cannot_be_cleared", field=CLEAR, names=", ".join(unknown), known=", ".join(empty))
    return {name: empty[name] for name in names}
