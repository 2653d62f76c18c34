"""The terms on time in a row's values, as stored in a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from vidsyn.agreements.logic.terms import Terms
from vidsyn.intake.logic.lengths import NOTICE_DAYS
from vidsyn.intake.vocabulary import Field
from vidsyn.kernel.precision import Precision

_NOTICE = (Field.NOTICE_MONTHS, NOTICE_DAYS)
TERMS = frozenset(
    {
        Field.STARTS_ON,
        "starts_precision",
        Field.ENDS_ON,
        "ends_precision",
        "open_ended",
        *_NOTICE,
        Field.RENEWAL_MONTHS,
    }
)


def terms_with(before: Terms, new: Mapping[str, Any]) -> Terms:
    """Return the terms with the row's values."""
    changes: dict[str, Any] = {name: new[name] for name in ("open_ended", "renewal_months") if name in new}
    if not new.keys().isdisjoint(_NOTICE):
        changes |= {str(name): new.get(name) for name in _NOTICE}
    for name in (Field.STARTS_ON, Field.ENDS_ON):
        if name in new:
            changes[name] = date.fromisoformat(new[name]) if new[name] else None
    for exactness in ("starts_precision", "ends_precision"):
        if exactness in new:
            changes[exactness] = Precision(new[exactness]) if new[exactness] else Precision.DAY
    terms = replace(before, **changes)
    # A renewal without an end is a contradiction in the list itself: the end decides.
    return terms if terms.ends_on else replace(terms, renewal_months=None)
