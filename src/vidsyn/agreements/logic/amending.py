"""Terms as an amendment stores them: by name, values as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.vocabulary import AmendableTerm
from vidsyn.kernel.calendar import DayOfYear
from vidsyn.kernel.precision import Precision

# Terms that change together: an end includes its precision, an open end removes the date.
_TOGETHER: Mapping[AmendableTerm, tuple[str, ...]] = {
    AmendableTerm.END: ("ends_on", "ends_precision", "open_ended"),
    AmendableTerm.NOTICE: ("notice_months", "notice_days", "notice_given_by", "notice_effective"),
    AmendableTerm.RENEWAL: ("renewal_months",),
    AmendableTerm.WINDOW: ("renewal_window_months",),
}


def changes_written(terms: Terms, named: Iterable[AmendableTerm]) -> dict[str, Any]:
    """Return the named terms' new values as JSON to store."""
    return {
        field: _written(getattr(terms, field))
        for name in AmendableTerm
        if name in set(named)
        for field in _TOGETHER[name]
    }


def changes_read(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `changes_written` stored, as values of `Terms`."""
    read = {field: _read(field, value) for field, value in kept.items()}
    # Older amendments of the notice, from before days could be given, imply that there are none.
    return {"notice_days": None, **read} if "notice_months" in read else read


def changes_to_store(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Convert values of `Terms` back to the stored form."""
    return {field: _written(value) for field, value in changes.items()}


def _written(value: Any) -> Any:
    if isinstance(value, (date, DayOfYear)):
        return str(value)
    return str(value) if isinstance(value, StrEnum) else value


def _read(field: str, value: Any) -> Any:
    if field == "ends_precision":
        return Precision(value)
    if value in (None, ""):
        return None
    if field == "ends_on":
        return date.fromisoformat(value)
    return DayOfYear.read(value) if field in ("notice_given_by", "notice_effective") else value
