"""The identity of a row, so that importing a list twice changes nothing.

A record's own reference first; else its register number with partner and kind, since a number alone is not unique
(one case may have several agreements); else the row's whole content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from vidsyn.intake.logic.headings import plain_heading
from vidsyn.intake.vocabulary import Field, ListKind

_PARTNER_IDS = (Field.ROR, Field.ERASMUS_CODE, Field.PIC, Field.SCHAC)


def identity_of(kind: ListKind, values: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    """Return the key of a row; rows with the same key are the same record."""
    reference = values.get(Field.REFERENCE)
    if reference:
        return f"reference:{str(reference).upper()}"
    if kind is ListKind.PARTNERS:
        return _partner(values)
    number = values.get(Field.NUMBER)
    if number:
        return "number:" + _digest([plain_heading(str(number)), _partner(values), values.get(Field.KIND)])
    return f"content:{content_of(values, extra)}"


def content_of(values: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    """Return a digest of a row's whole content."""
    return _digest([dict(values), dict(extra)])


def _partner(values: Mapping[str, Any]) -> str:
    for identifier in _PARTNER_IDS:
        if values.get(identifier):
            return f"{identifier}:" + plain_heading(str(values[identifier])).replace(" ", "")
    name = plain_heading(str(values.get(Field.PARTNER, "")))
    # Names in scripts without case or accents fold to themselves; the country separates namesakes.
    return "name:" + _digest(
        [name, values.get(Field.COUNTRY), plain_heading(str(values.get(Field.CITY, "")))]
    )


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:40]
