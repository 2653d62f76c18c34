"""Undo what one act did to many records, where nobody has changed the same since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from vidsyn.acts.operations import REGISTRY
from vidsyn.history import recording
from vidsyn.history.models import HistoryEntry, Record
from vidsyn.kernel.batches import batched
from vidsyn.kernel.refusals import Refusal, RefusalKind

R = TypeVar("R", bound=Record)
# Takes the record, locked, and the fact's values before; says whether they are back.
SetBack = Callable[[Any, Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Undone:
    """How many records an undo has set back, and how many it has left as they are."""

    undone: int
    left: int


def undo_of(facts: Collection[str]) -> str | None:
    """Return the name of the operation that undoes an act which recorded these facts and no others; None for none."""
    for operation in REGISTRY.values():
        if operation.undoes and facts and set(facts) <= set(operation.records):
            return operation.name
    return None


def undo_act(
    act: UUID, model: type[R], set_back: Mapping[str, SetBack], require: Callable[[R], None]
) -> tuple[Undone, list[R]]:
    """Set each record that the act changed back to what it was before; return how many, and those set back.

    `set_back` says by fact how. A record is left as it is where the same value has been changed since, and where
    `require` or the setting back refuses: it is not the actor's to change, or what it had is no longer to be had.
    Raises Refusal `act_not_undoable` where the act has none of these facts, and that of `require` where none of the
    records may be changed.
    """
    facts = _facts_of(act, model, set_back)
    done, refused = [], []
    for keys in batched(sorted(facts), 200):
        for thing in model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk"):
            try:
                require(thing)
            except Refusal as no:
                refused.append(no)
                continue
            if _set_back(thing, facts[str(thing.pk)], set_back):
                done.append(thing)
    if len(refused) == len(facts):
        raise refused[0]
    recording.counted(len(done))
    return Undone(len(done), len(facts) - len(done)), done


def _facts_of(act: UUID, model: type[R], facts: Collection[str]) -> dict[str, HistoryEntry]:
    entries = HistoryEntry.objects.filter(correlation_id=act, subject_kind=model.KIND, fact__in=list(facts))
    found = {entry.subject_id: entry for entry in entries.order_by("id")}
    if not found:
        raise Refusal("act_not_undoable", kind=RefusalKind.STATE, field="act")
    return found


def _set_back(thing: Record, entry: HistoryEntry, set_back: Mapping[str, SetBack]) -> bool:
    now = recording.snapshot(thing, entry.after)
    as_left = all(_text(now[name]) == _text(value) for name, value in entry.after.items())
    # A value that has been erased from the history is known no more.
    if not as_left or not entry.after or entry.before.keys() != entry.after.keys():
        return False
    try:
        return set_back[entry.fact](thing, entry.before)
    except Refusal:
        return False


def _text(value: object) -> str:
    return "" if value is None else str(value)
