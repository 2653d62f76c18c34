"""`record` is the only way to write a fact to the history: who, when, why, and the values before and after.

Facts of one act share a correlation id, so a bulk change leaves a row for each record and can still be seen, and
undone, as one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from vidsyn.history.models import HistoryEntry, Record
from vidsyn.kernel.actors import Acting


class Subject(Protocol):
    """What a fact is about: a record, or another thing with an id that says of which kind it is."""

    KIND: ClassVar[str]

    @property
    def pk(self) -> Any: ...

    @property
    def version(self) -> int: ...


@dataclass(slots=True)
class Watched:
    """What was recorded while watching; `unchanged` once something was found already as requested."""

    entries: list[HistoryEntry] = field(default_factory=list)
    unchanged: bool = False

    @property
    def facts(self) -> set[str]:
        """Return the codes of the recorded facts."""
        return {entry.fact for entry in self.entries}


# Says of which row of the whole a fact is; for the locks, never shown.
PART = "part"

_correlation: ContextVar[uuid.UUID | None] = ContextVar("correlation", default=None)
_watching: ContextVar[Watched | None] = ContextVar("watching", default=None)


@contextmanager
def correlated(correlation_id: uuid.UUID | None = None) -> Iterator[uuid.UUID]:
    """Make everything recorded inside one act. Inside another act, joins it unless an id is given."""
    current = correlation_id or _correlation.get() or uuid.uuid4()
    token = _correlation.set(current)
    try:
        yield current
    finally:
        _correlation.reset(token)


@contextmanager
def watched() -> Iterator[Watched]:
    """Collect the facts recorded inside, so that operations can be checked and reactions run.

    An enclosing `watched` sees them too, unless the inner block failed and was rolled back.
    """
    seen = Watched()
    token = _watching.set(seen)
    try:
        yield seen
    finally:
        _watching.reset(token)
    outer = _watching.get()
    if outer is not None:
        outer.entries += seen.entries
        outer.unchanged |= seen.unchanged


def nothing_changed() -> None:
    """Declare that the operation found everything already as requested, so that no fact is expected."""
    seen = _watching.get()
    if seen is not None:
        seen.unchanged = True


def counted(changed: int) -> int:
    """Return the number of changed records, calling `nothing_changed` when it is zero."""
    if not changed:
        nothing_changed()
    return changed


def record(
    fact: str,
    *,
    subject: Subject,
    actor: Acting,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    at: datetime | None = None,
    personal: Iterable[str] = (),
    restricted: bool = False,
) -> HistoryEntry:
    """Append one fact.

    `before` and `after` hold only what changed, by field name. `personal` names the keys whose values are personal
    data and may have to be erased ("reason" may be among them). `restricted` facts show their values only to those
    who may see the subject's drafts and notes. Call it inside a transaction, next to the save it describes.
    """
    entry = prepare(
        fact,
        subject=subject,
        actor=actor,
        before=before,
        after=after,
        reason=reason,
        at=at,
        personal=personal,
        restricted=restricted,
    )
    entry.save(force_insert=True)
    return entry


def prepare(
    fact: str,
    *,
    subject: Subject,
    actor: Acting,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    at: datetime | None = None,
    personal: Iterable[str] = (),
    restricted: bool = False,
) -> HistoryEntry:
    """Build the row `record` would append, unsaved: for bulk changes, which pass many to `record_all`."""
    was, now = _plain(before or {}), _plain(after or {})
    values = _values(was, now, reason)
    salts = {name: secrets.token_hex(16) for name in values}
    entry = HistoryEntry(
        at=at or timezone.now(),
        fact=str(fact),
        subject_kind=subject.KIND,
        subject_id=str(subject.pk),
        subject_version=subject.version,
        actor_kind=actor.ref.kind,
        actor_id=actor.ref.id,
        door=actor.door,
        correlation_id=_correlation.get() or uuid.uuid4(),
        reason=reason,
        before=was,
        after=now,
        restricted=restricted,
        personal=sorted(personal),
        salts=salts,
        digests={name: value_digest(salts[name], value) for name, value in values.items()},
    )
    seen = _watching.get()
    if seen is not None:
        seen.entries.append(entry)
    return entry


def of_part(part: Record) -> dict[str, Any]:
    """Return what a fact of the whole says in `after` of the saved row that it changed, so that the row's are found."""
    return {PART: {"id": str(part.pk), "version": part.version}}


def record_all(entries: Iterable[HistoryEntry]) -> None:
    """Append many prepared facts, one row each, in few statements."""
    HistoryEntry.objects.bulk_create(entries, batch_size=500)


def value_digest(salt: str, value: Any) -> str:
    """Return SHA-256 over salt and the value's canonical JSON: reveals nothing once the salt is removed."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def snapshot(instance: Record, fields: Iterable[str]) -> dict[str, Any]:
    """Return the named fields' values as history stores them; foreign keys by id."""
    return {name: instance.serializable_value(name) for name in fields}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return only the keys whose values differ, as (before, after)."""
    changed = [key for key in after if before.get(key) != after[key]]
    return {key: before.get(key) for key in changed}, {key: after[key] for key in changed}


def values_of(entry: HistoryEntry) -> dict[str, Any]:
    """Return the values of a row by the keys of its digests: `before.name`, `after.name`, `reason`."""
    return _values(entry.before, entry.after, entry.reason)


def _values(before: Mapping[str, Any], after: Mapping[str, Any], reason: str) -> dict[str, Any]:
    values = {f"before.{key}": value for key, value in before.items()}
    values |= {f"after.{key}": value for key, value in after.items()}
    if reason:
        values["reason"] = reason
    return values


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON will restore them, so that a digest can be recomputed from the stored row."""
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain
