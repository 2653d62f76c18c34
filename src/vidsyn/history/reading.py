"""Read the history of a record, by an actor, of one act, or all of it.

How much of a record's history a viewer sees is decided by the record's own room: for one record whose page is open
(`@sight(Agreement)` in its `queries`), and for many at once (`@insight(Agreement)`). Both go by the record's
present state. The restriction recorded with a row is the minimum that is hidden: an agreement made confidential
later hides its earlier purposes too. A row with hidden values still shows who did what and when.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Q, QuerySet, TextField, Value

from vidsyn.history.erasure import is_erased
from vidsyn.history.models import HistoryEntry, Record
from vidsyn.history.recording import PART
from vidsyn.kernel.rooms import open_rooms
from vidsyn.sql.slots import keys_in, slots_of
from vidsyn.sql.statements import asked


class Sight(StrEnum):
    """How much of a record's history is shown to somebody who sees the record."""

    NOTHING = "nothing"
    FACTS = "facts"  # everything but the values of restricted rows
    ALL = "all"


Judge = Callable[[Any, Any], Sight]
J = TypeVar("J", bound=Judge)
_judges: dict[type[Record], Judge] = {}


def sight(model: type[Record]) -> Callable[[J], J]:
    """Register a function of viewer and record that decides the viewer's sight of the record's history."""

    def register(function: J) -> J:
        _judges[model] = function
        return function

    return register


def sight_of(viewer: Any, thing: Record) -> Sight:
    """Return the viewer's sight of the history of a record the viewer may see; `FACTS` by default."""
    open_rooms()
    judge = _judges.get(type(thing))
    return judge(viewer, thing) if judge else Sight.FACTS


@dataclass(frozen=True, slots=True)
class Insight:
    """What a viewer may read today of the history of records of one kind.

    All values of the records in `inside` are shown; of those in `open`, the values that are neither marked
    restricted nor among the fields that `secret` names for a row. Of all others, who did what and when.
    """

    inside: QuerySet[Any]
    open: QuerySet[Any]
    secret: Callable[[HistoryEntry], frozenset[str]] = lambda _entry: frozenset()


# Maps a viewer and record ids to the viewer's insight.
Look = Callable[[Any, Sequence[str]], Insight]
L = TypeVar("L", bound=Look)
_looks: dict[str, Look] = {}


def insight(model: type[Record]) -> Callable[[L], L]:
    """Register a function of the viewer and record ids that decides the insight into a model's history."""

    def register(function: L) -> L:
        _looks[model.KIND] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's values before and after; `erased` when a personal value was removed."""

    field: str
    before: Any = None
    after: Any = None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A history row as shown to a viewer. `hidden` when it holds values the viewer may not see."""

    id: int
    at: datetime
    fact: str
    subject_kind: str
    subject_id: str
    actor_kind: str
    actor_id: str
    door: str
    correlation_id: uuid.UUID
    reason: str
    reason_erased: bool
    changes: tuple[FieldChange, ...]
    hidden: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filter of history rows; an omitted field filters nothing. Days are inclusive, in the university's time zone."""

    subject: tuple[str, str] | None = None
    subjects: tuple[tuple[str, str], ...] = ()  # any of these: a record with its parts
    actor: tuple[str, str] | None = None
    correlation_id: uuid.UUID | None = None
    facts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    before_id: int | None = None
    limit: int = field(default=50)
    offset: int = 0  # how many of the newest to skip


def read_history(wanted: Wanted, viewer: Any, *, everything: bool) -> list[Line]:
    """Return the matching rows, newest first, as the viewer may read them today.

    Page with `before_id`, the id of the last row. `everything` means that the viewer reads every value, which takes
    one statement; otherwise there are two. Callers check whether the viewer may read the history at all.
    """
    subjects = _by_kind([wanted.subject] if wanted.subject else wanted.subjects)
    entries = asked(_entries, replace(wanted, subject=None, subjects=()), **slots_of(subjects))
    if everything:
        return [_line(entry) for entry in entries]
    eyes = _eyes(viewer, entries)
    return [_line(entry, *eyes(entry)) for entry in entries]


# Whether any values of a row are shown, and the fields omitted from them.
_Seen = tuple[bool, frozenset[str]]


def _eyes(viewer: Any, entries: Sequence[HistoryEntry]) -> Callable[[HistoryEntry], _Seen]:
    """Decide what the viewer sees of each row, in one statement."""
    open_rooms()
    ids: dict[str, set[uuid.UUID]] = {}
    for entry in entries:
        if entry.subject_kind in _looks:
            ids.setdefault(entry.subject_kind, set()).add(uuid.UUID(entry.subject_id))
    inside: set[tuple[str, str]] = set()
    open_: set[tuple[str, str]] = set()
    for kind, is_inside, key in asked(_read_today, viewer, **slots_of(ids)) if ids else ():
        (inside if is_inside else open_).add((kind, str(key)))

    def seen(entry: HistoryEntry) -> _Seen:
        kind, subject = entry.subject_kind, (entry.subject_kind, entry.subject_id)
        if kind not in _looks:
            return not entry.restricted, frozenset()
        if subject in inside:
            return True, frozenset()
        is_open = not entry.restricted and subject in open_
        return is_open, _secret(viewer, kind)(entry)

    return seen


@lru_cache(maxsize=1000)
def _secret(viewer: Any, kind: str) -> Callable[[HistoryEntry], frozenset[str]]:
    return _looks[kind](viewer, ()).secret


def _read_today(viewer: Any, **slots: uuid.UUID) -> QuerySet[Any]:
    """List the kind and id of these records, with whether the viewer reads everything of it or what is open."""
    found = []
    for kind, keys in keys_in(slots).items():
        told = Value(kind, output_field=TextField())
        insight = _looks[kind](viewer, [str(key) for key in keys])
        found.append(insight.inside.order_by().values_list(told, Value(True), "pk"))
        found.append(insight.open.order_by().values_list(told, Value(False), "pk"))
    return found[0].union(*found[1:], all=True)


def _entries(wanted: Wanted, **subjects: str) -> QuerySet[HistoryEntry]:
    condition = _condition(wanted)
    if subjects:
        condition &= _any_of(keys_in(subjects))
    rows = HistoryEntry.objects.filter(condition).order_by("-id")
    return rows[wanted.offset : wanted.offset + wanted.limit]


def _by_kind(subjects: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, identity in subjects:
        found.setdefault(kind, set()).add(identity)
    return found


def subject_of(thing: Record) -> tuple[str, str]:
    """Return a record's kind and id, by which history refers to it."""
    return thing.KIND, str(thing.pk)


def _line(entry: HistoryEntry, shown: bool = True, left_out: frozenset[str] = frozenset()) -> Line:
    """Convert a row to a line with all, some or none of its values."""
    changes = tuple(_changes(entry)) if shown else ()
    kept = tuple(change for change in changes if change.field not in left_out)
    return Line(
        id=entry.pk,
        at=entry.at,
        fact=entry.fact,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        actor_kind=entry.actor_kind,
        actor_id=entry.actor_id,
        door=entry.door,
        correlation_id=entry.correlation_id,
        reason=entry.reason if shown else "",
        reason_erased=is_erased(entry, "reason"),
        changes=kept,
        hidden=len(kept) < len(changes) or (not shown and bool(entry.digests)),
        sealed=entry.seal_id is not None,
    )


def _changes(entry: HistoryEntry) -> Iterable[FieldChange]:
    names = {key.partition(".")[2] for key in entry.digests if "." in key} - {PART}
    for name in sorted(names):
        erased = is_erased(entry, f"before.{name}") or is_erased(entry, f"after.{name}")
        yield FieldChange(name, entry.before.get(name), entry.after.get(name), erased)


def _condition(wanted: Wanted) -> Q:
    condition = Q()
    if wanted.subject:
        condition &= Q(subject_kind=wanted.subject[0], subject_id=wanted.subject[1])
    if wanted.subjects:
        condition &= _any_of(_by_kind(wanted.subjects))
    if wanted.actor:
        condition &= Q(actor_kind=wanted.actor[0], actor_id=wanted.actor[1])
    if wanted.correlation_id:
        condition &= Q(correlation_id=wanted.correlation_id)
    if wanted.facts:
        condition &= Q(fact__in=wanted.facts)
    if wanted.kinds:
        condition &= Q(subject_kind__in=wanted.kinds)
    if wanted.since:
        condition &= Q(at__date__gte=wanted.since)
    if wanted.until:
        condition &= Q(at__date__lte=wanted.until)
    if wanted.before_id:
        condition &= Q(id__lt=wanted.before_id)
    return condition


def _any_of(subjects: Mapping[str, Iterable[str]]) -> Q:
    condition = Q(pk__in=[])
    for kind, some in subjects.items():
        condition |= Q(subject_kind=kind, subject_id__in=list(some))
    return condition


def count_history(wanted: Wanted) -> int:
    """Count the matching rows."""
    rows: QuerySet[HistoryEntry] = HistoryEntry.objects.filter(_condition(wanted))
    return rows.count()
