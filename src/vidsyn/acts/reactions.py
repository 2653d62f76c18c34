"""Reactions: what a fact in one room makes another room do, in the same transaction.

A function marked `@reaction(fact, …)` is called once at the end of an act, when the outermost operation is done and
before it is committed, with every entry of its facts: a bulk change costs one call. It writes what is derived (words
to be found by, say) or queues work; a change that somebody should see is an operation's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from vidsyn.history.models import HistoryEntry

Reaction = Callable[[Sequence[HistoryEntry]], None]
R = TypeVar("R", bound=Reaction)

REACTIONS: list[tuple[frozenset[str], Reaction]] = []


def reaction(*facts: str) -> Callable[[R], R]:
    """Call the function with the entries of these facts, whenever an act has recorded any."""

    def register(function: R) -> R:
        REACTIONS.append((frozenset(map(str, facts)), function))
        return function

    return register


def react(entries: Sequence[HistoryEntry]) -> None:
    """Call every reaction to any of these entries, in the order they were registered."""
    for facts, function in REACTIONS:
        wanted = [entry for entry in entries if entry.fact in facts]
        if wanted:
            function(wanted)
