"""Verify the history against its seals, in one pass that holds one batch at a time."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Min
from django.utils import timezone

from vidsyn.history import guard
from vidsyn.history.erasure import ENTRIES, VALUES, is_erased, is_marked
from vidsyn.history.facts import HistoryFact
from vidsyn.history.models import HistoryEntry, Seal
from vidsyn.history.recording import value_digest, values_of
from vidsyn.history.seals.digests import batch_digest, row_digest, seal_mac
from vidsyn.history.seals.heads import Head, Written, read_written
from vidsyn.history.seals.keys import SealKey, known_keys

# The clock seals every half minute.
PATIENCE = timedelta(minutes=2)

# Rows named by an erasure, each with the erased values that were not marked as personal.
Told = dict[int, frozenset[str]]


class Fault(StrEnum):
    """Faults of a sealed history."""

    ROW_ALTERED = "row_altered"
    ROW_REMOVED = "row_removed"
    ROW_INSERTED = "row_inserted"
    ROWS_REORDERED = "rows_reordered"
    BATCH_ALTERED = "batch_altered"  # a row was replaced; it is unknown which
    ERASED_UNTOLD = "erased_untold"
    SEAL_ALTERED = "seal_altered"
    SEAL_REMOVED = "seal_removed"
    CHAIN_BROKEN = "chain_broken"
    KEY_MISSING = "key_missing"
    HEAD_MISSING = "head_missing"
    HEAD_DIFFERS = "head_differs"
    HEAD_DAMAGED = "head_damaged"  # an unreadable line of the log that no crash leaves
    END_CUT_OFF = "end_cut_off"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what, in which seal, and in which row where that is known."""

    fault: Fault
    seal: int | None = None
    entry: int | None = None


@dataclass(slots=True)
class Verification:
    """Result of a verification. `ok` when nothing is wrong; unsealed rows are reported, not wrong.

    Neither are remains of a crash in the heads beside the database, which `torn_heads` counts. `unguarded` names
    the missing triggers of the guard: somebody has removed them.
    """

    seals: int = 0
    sealed: int = 0
    unsealed: int = 0
    oldest_unsealed_at: datetime | None = None
    accepted_heads: int = 0
    torn_heads: int = 0
    unguarded: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the sealed history is unchanged."""
        return not self.problems

    @property
    def late(self) -> bool:
        """Whether a row has been unsealed for longer than the clock allows."""
        oldest = self.oldest_unsealed_at
        return oldest is not None and timezone.now() - oldest > PATIENCE


def verify() -> Verification:
    """Verify every seal and every sealed row, and the head beside the database."""
    found = Verification(unguarded=guard.lacking())
    written = read_written()
    keys, erasures, heads = known_keys(), _told_erasures(), _expected_heads(written, found)
    previous: Seal | None = None
    rows = _rows_by_seal()
    waiting: tuple[int, list[HistoryEntry]] | None = next(rows, None)
    for seal in Seal.objects.order_by("sequence").iterator(chunk_size=500):
        entries: list[HistoryEntry] = []
        if waiting is not None and waiting[0] == seal.sequence:
            entries, waiting = waiting[1], next(rows, None)
        found.problems += _seal_problems(seal, previous, keys, heads.pop(seal.sequence, None))
        found.problems += _batch_problems(seal, entries, erasures)
        found.seals, found.sealed, previous = found.seals + 1, found.sealed + len(entries), seal
    found.problems += _head_problems(previous, heads, written)
    _count_unsealed(found)
    return found


def _rows_by_seal() -> Iterator[tuple[int, list[HistoryEntry]]]:
    """Yield the rows of each seal in their order, seal by seal."""
    batch: list[HistoryEntry] = []
    sequence = 0
    rows = HistoryEntry.objects.filter(seal__sequence__isnull=False).select_related("seal")
    for entry in rows.order_by("seal__sequence", "seal_position", "id").iterator(chunk_size=2000):
        assert entry.seal is not None
        of = entry.seal.sequence
        if batch and of != sequence:
            yield sequence, batch
            batch = []
        sequence = of
        batch.append(entry)
    if batch:
        yield sequence, batch


def _seal_problems(
    seal: Seal, previous: Seal | None, keys: dict[str, SealKey], head: Head | None
) -> Iterator[Problem]:
    before = previous.sequence if previous else 0
    for missing in range(before + 1, seal.sequence):
        yield Problem(Fault.SEAL_REMOVED, missing)
    if seal.previous_mac != (previous.mac if previous else ""):
        yield Problem(Fault.CHAIN_BROKEN, seal.sequence)
    key = keys.get(seal.key_id)
    if key is None:
        yield Problem(Fault.KEY_MISSING, seal.sequence)
    elif not hmac.compare_digest(seal_mac(seal, key), seal.mac):
        yield Problem(Fault.SEAL_ALTERED, seal.sequence)
    if head is not None and head.mac != seal.mac:
        yield Problem(Fault.HEAD_DIFFERS, seal.sequence)


def _batch_problems(seal: Seal, entries: list[HistoryEntry], erasures: Told) -> Iterator[Problem]:
    digests = [row_digest(entry) for entry in entries]
    told = False
    for entry, digest in zip(entries, digests, strict=True):
        if digest != entry.row_digest or not _values_hold(entry, erasures.get(entry.pk, frozenset())):
            told = True
            yield Problem(Fault.ROW_ALTERED, seal.sequence, entry.pk)
        elif _erased(entry) and entry.pk not in erasures:
            yield Problem(Fault.ERASED_UNTOLD, seal.sequence, entry.pk)
    for _missing in range(seal.count - len(entries)):
        yield Problem(Fault.ROW_REMOVED, seal.sequence)
    if len(entries) > seal.count:
        for entry in _extra(entries, seal.count):
            yield Problem(Fault.ROW_INSERTED, seal.sequence, entry.pk)
    elif len(entries) == seal.count and not told:
        yield from _order_problems(seal, entries, digests)


def _order_problems(seal: Seal, entries: list[HistoryEntry], digests: list[str]) -> Iterator[Problem]:
    """Yield the problem of a full batch without a faulty row: its rows were reordered, or replaced."""
    in_place = [entry.seal_position for entry in entries] == list(range(seal.count))
    if batch_digest(digests) == seal.batch_digest and in_place:
        return
    by_id = sorted(zip((entry.pk for entry in entries), digests, strict=True))
    reordered = batch_digest(digest for _id, digest in by_id) == seal.batch_digest
    yield Problem(Fault.ROWS_REORDERED if reordered else Fault.BATCH_ALTERED, seal.sequence)


def _extra(entries: list[HistoryEntry], count: int) -> Iterator[HistoryEntry]:
    """Yield the surplus rows of a batch: those with the highest ids among rows that share a position."""
    seen: set[int | None] = set()
    for entry in sorted(entries, key=lambda entry: entry.pk):
        if entry.seal_position in seen or entry.seal_position not in range(count):
            yield entry
        seen.add(entry.seal_position)


def _values_hold(entry: HistoryEntry, told: frozenset[str]) -> bool:
    """Check that each value matches its digest; an erased value has no salt, and was marked or is in `told`."""
    if not _has_form(entry):
        return False
    values = values_of(entry)
    if not (values.keys() | entry.salts.keys()) <= entry.digests.keys():
        return False
    for key, digest in entry.digests.items():
        if is_erased(entry, key):
            if key in values or not (is_marked(entry, key) or key in told):
                return False
        elif key not in values or value_digest(entry.salts[key], values[key]) != digest:
            return False
    return True


def _has_form(entry: HistoryEntry) -> bool:
    mappings = (entry.before, entry.after, entry.salts, entry.digests)
    return all(isinstance(each, dict) for each in mappings) and isinstance(entry.personal, list)


def _erased(entry: HistoryEntry) -> bool:
    return len(entry.salts) < len(entry.digests)


def _told_erasures() -> Told:
    """Return the erased rows, from the facts of erasure, with the values that were not marked as personal."""
    told: dict[int, frozenset[str]] = {}
    for fact in HistoryEntry.objects.filter(fact=HistoryFact.VALUES_ERASED).iterator():
        unmarked = fact.after.get(VALUES, {})
        for entry in fact.after.get(ENTRIES, []):
            told[entry] = told.get(entry, frozenset()) | frozenset(unmarked.get(str(entry), ()))
    return told


def _expected_heads(written: Written, found: Verification) -> dict[int, Head]:
    """Return the heads beside the database that still count: after one was accepted, none later than it."""
    heads: dict[int, Head] = {}
    for head in written.log:
        if head.accepted:
            found.accepted_heads += 1
            heads = {sequence: kept for sequence, kept in heads.items() if sequence < head.sequence}
        heads[head.sequence] = head
    if written.newest is not None:
        heads[written.newest.sequence] = written.newest
    heads.pop(0, None)
    found.torn_heads = written.torn
    return heads


def _head_problems(last: Seal | None, left: dict[int, Head], written: Written) -> Iterator[Problem]:
    if last is not None and written.newest is None:
        yield Problem(Fault.HEAD_MISSING)
    for _line in range(written.damaged):
        yield Problem(Fault.HEAD_DAMAGED)
    for sequence in sorted(left):
        if last is None or sequence > last.sequence:
            yield Problem(Fault.END_CUT_OFF, sequence)


def _count_unsealed(found: Verification) -> None:
    unsealed = HistoryEntry.objects.filter(seal=None)
    found.unsealed = unsealed.count()
    found.oldest_unsealed_at = unsealed.aggregate(oldest=Min("at"))["oldest"]
