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
) -> Undone:
    """Set each record that the act changed back to what it was before.

    `set_back` says by fact how. A record is left as it is where the same value has been changed since, where
    `require` refuses the actor to change it, or where what it had is no longer to be had. Raises Refusal
    `act_not_undoable` where the act has none of these facts, and that of `require` where none may be changed.
    """
    facts = {
        entry.subject_id: entry
        for entry in HistoryEntry.objects.filter(
            correlation_id=act, subject_kind=model.KIND, fact__in=list(set_back)
        ).order_by("id")
    }
    if not facts:
        raise Refusal("act_not_undoable", kind=RefusalKind.STATE, field="act")
    undone, refused = 0, []
    for keys in batched(sorted(facts), 200):
        for thing in model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk"):
            try:
                require(thing)
            except Refusal as no:
                refused.append(no)
                continue
            entry = facts[str(thing.pk)]
            if _as_the_act_left_it(thing, entry):
                undone += set_back[entry.fact](thing, entry.before)
    if len(refused) == len(facts):
        raise refused[0]
    recording.counted(undone)
    return Undone(undone, len(facts) - undone)


def _as_the_act_left_it(thing: Record, entry: HistoryEntry) -> bool:
    now = recording.snapshot(thing, entry.after)
    return all(_text(now[name]) == _text(value) for name, value in entry.after.items())


def _text(value: object) -> str:
    return "" if value is None else str(value)
