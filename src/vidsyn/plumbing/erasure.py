"""Erasing personal values from the history, so that the seal over them still holds.

A seal covers the salted digest of each value, not the value. Erasing removes the value and its salt and keeps the
digest: the row is still proved unaltered, and without its salt the digest says nothing of what stood there. That
values were erased is itself a fact, and an erasure without that fact is found by `verify`.
"""

from __future__ import annotations

from typing import Any

from vidsyn.kernel.actors import Acting
from vidsyn.plumbing.facts import HistoryFact
from vidsyn.plumbing.history import record
from vidsyn.plumbing.models import HistoryEntry, Record

ENTRIES = "entries"


def erase_personal(subject: Record, *, actor: Acting, reason: str = "") -> int:
    """Erase every value marked personal from the history of `subject`; how many rows held any.

    Call inside an operation, which records why; the ids of the rows go into a fact of its own.
    """
    holding = [
        entry
        for entry in HistoryEntry.objects.select_for_update().filter(
            subject_kind=subject.KIND, subject_id=str(subject.pk)
        )
        if erase_from(entry)
    ]
    if holding:
        HistoryEntry.rewrite(holding, ["before", "after", "reason", "salts"])
        ids = [entry.pk for entry in holding]
        record(HistoryFact.VALUES_ERASED, subject=subject, actor=actor, after={ENTRIES: ids}, reason=reason)
    return len(holding)


def erase_from(entry: HistoryEntry) -> bool:
    """Remove the personal values and their salts from a row in memory; whether there were any."""
    found = [key for key in entry.salts if key.partition(".")[2] in entry.personal or key in entry.personal]
    for key in found:
        part, _, name = key.partition(".")
        if name:
            values: dict[str, Any] = getattr(entry, part)
            values.pop(name, None)
        else:
            entry.reason = ""
        del entry.salts[key]
    return bool(found)


def is_erased(entry: HistoryEntry, key: str) -> bool:
    """Whether the value `key` (`before.name`, `after.name`, `reason`) was there and has been erased."""
    return key in entry.digests and key not in entry.salts
