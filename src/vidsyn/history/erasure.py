"""Erase a person's values everywhere while the seals over the history still verify.

A seal covers the salted digest of each value, not the value. Erasing removes the value and its salt and leaves the
digest: the row is still proved unaltered, and without its salt the digest reveals nothing. The erasure is recorded
as a fact that names the rows, and the values in them that were not marked as personal when they were recorded;
`verify` reports an erasure without such a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from django.db import transaction

from vidsyn.history import guard
from vidsyn.history.erasure_log import after_erasure
from vidsyn.history.facts import HistoryFact
from vidsyn.history.models import HistoryEntry, Record
from vidsyn.history.personal.needles import Needles
from vidsyn.history.personal.register import KEPT_FACTS
from vidsyn.history.personal.sweep import Thing, history_holding, safe_needles, sweep_rows, sweep_stores
from vidsyn.history.recording import record, values_of
from vidsyn.kernel.actors import Acting
from vidsyn.kernel.bilingual import KindCount
from vidsyn.kernel.refusals import Refusal, RefusalKind

ENTRIES, VALUES, NAMESAKE = "entries", "values", "namesake"

# A person is named in a few other records. A value found in more of them may be a function ("International
# Office"), and is erased there only when the caller has seen the number and confirms.
FEW = 5

Found = dict[int, tuple[HistoryEntry, set[str]]]


def erase_person(
    subject: Record,
    needles: Needles,
    *,
    actor: Acting,
    reason: str = "",
    told_of: Sequence[Record] = (),
    everywhere: bool = False,
) -> None:
    """Erase a person: what the history of `subject` marks as personal, and `needles` wherever they are stored.

    `told_of` are the records whose history holds the facts about the subject, where it has none of its own. Call it
    inside an operation that has emptied the subject's own columns: a refusal rolls everything back.

    Raises Refusal `erasure_reaches_far` where more than a few other records hold the values, unless `everywhere`.
    """
    safe = safe_needles(needles, subject)
    found: Found = {}
    _add(found, _marked(subject))
    for thing in told_of:
        _add(found, _marked(thing, needles))
    if safe:
        _add(found, history_holding(safe))
        swept = dict.fromkeys((_told_of(entry) for entry, _keys in found.values()), False)
        swept |= sweep_rows(safe, needles)
        hers = {(one.KIND, str(one.pk)) for one in (subject, *told_of)}
        if not everywhere:
            _require_few([thing for thing, is_hers in swept.items() if not is_hers and thing not in hers])
        sweep_stores(safe)
    told = _erase(found) | ({NAMESAKE: True} if safe.names != needles.names else {})
    reason = needles.taken_from(reason)
    fact = HistoryFact.VALUES_ERASED
    record(fact, subject=subject, actor=actor, after=told, reason=reason, personal=("reason",))
    transaction.on_commit(after_erasure)


def erase_personal(subject: Record, *, actor: Acting, reason: str = "") -> int:
    """Erase only what the history of one record marks as personal; returns the number of rows that held any."""
    found: Found = {}
    _add(found, _marked(subject))
    if found:
        record(HistoryFact.VALUES_ERASED, subject=subject, actor=actor, after=_erase(found), reason=reason)
    return len(found)


def earlier_values(subject: Record, *names: str) -> set[str]:
    """Return every text these fields have held, according to the subject's history."""
    entries = HistoryEntry.objects.filter(subject_kind=subject.KIND, subject_id=str(subject.pk))
    parts = (part for entry in entries for part in (entry.before, entry.after))
    return {value for part in parts for name in names if isinstance(value := part.get(name), str) and value}


def erase_from(entry: HistoryEntry, keys: Collection[str]) -> None:
    """Remove these values and their salts from a row in memory."""
    for key in keys:
        part, _, name = key.partition(".")
        if name:
            values: dict[str, Any] = getattr(entry, part)
            values.pop(name, None)
        else:
            entry.reason = ""
        entry.salts.pop(key, None)


def is_erased(entry: HistoryEntry, key: str) -> bool:
    """Check whether the value `key` (`before.name`, `after.name`, `reason`) existed and has been erased."""
    return key in entry.digests and key not in entry.salts


def is_marked(entry: HistoryEntry, key: str) -> bool:
    """Check whether the value was marked as personal when it was recorded."""
    return (key.partition(".")[2] or key) in entry.personal


def _marked(thing: Record, needles: Needles | None = None) -> Iterable[tuple[HistoryEntry, list[str]]]:
    """Yield rows of a record's history with their personal keys: all, or those that hold the needles."""
    entries = HistoryEntry.objects.select_for_update().filter(
        subject_kind=thing.KIND, subject_id=str(thing.pk)
    )
    for entry in entries:
        values = values_of(entry)
        keys = [key for key in values if key in entry.salts and is_marked(entry, key)]
        yield entry, [key for key in keys if needles is None or needles.found_in(values[key])]


def _add(found: Found, more: Iterable[tuple[HistoryEntry, list[str]]]) -> None:
    for entry, keys in more:
        if keys and entry.fact not in KEPT_FACTS:
            found.setdefault(entry.pk, (entry, set()))[1].update(keys)


def _told_of(entry: HistoryEntry) -> Thing:
    return entry.subject_kind, entry.subject_id


def _require_few(things: Collection[Thing]) -> None:
    """Refuse `erasure_reaches_far` with the number of records of each kind, highest first."""
    if len(things) > FEW:
        where = Counter(kind for kind, _id in things)
        raise Refusal(
            "erasure_reaches_far",
            kind=RefusalKind.STATE,
            field="everywhere",
            count=len(things),
            where=tuple(KindCount(kind, count) for kind, count in where.most_common()),
        )


def _erase(found: Found) -> dict[str, Any]:
    """Erase what was found; returns what the erasure's fact records."""
    unmarked = {
        str(pk): sorted(key for key in keys if not is_marked(entry, key))
        for pk, (entry, keys) in sorted(found.items())
    }
    unmarked = {pk: keys for pk, keys in unmarked.items() if keys}
    for entry, keys in found.values():
        erase_from(entry, keys)
    # The guard allows erasing marked values; others only from here, where the fact names each.
    with guard.lifted() if unmarked else nullcontext():
        HistoryEntry.rewrite(
            [entry for entry, _keys in found.values()], ["before", "after", "reason", "salts"]
        )
    told: Mapping[str, Any] = {ENTRIES: sorted(found)}
    return {**told, VALUES: unmarked} if unmarked else dict(told)
