"""Walk up a tree or along a chain so that every walk ends, even over data that contains a cycle."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def climbed(start: K | None, above: Callable[[K], K | None]) -> Iterator[K]:
    """Yield `start` and everything above it, each once: ends at the top or before repeating."""
    seen: set[K] = set()
    step = start
    while step is not None and step not in seen:
        seen.add(step)
        yield step
        step = above(step)


def circles(above: Mapping[K, K]) -> list[list[K]]:
    """Return every cycle in a parent mapping, each once, in walking order."""
    found: list[list[K]] = []
    settled: set[K] = set()
    for start in above:
        walk = [] if start in settled else list(climbed(start, above.get))
        end = above.get(walk[-1]) if walk else None
        if end is not None and end in walk and end not in settled:
            found.append(walk[walk.index(end) :])
        settled.update(walk)
    return found
