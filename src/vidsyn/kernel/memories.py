"""What a process remembers of what people wrote, and forgetting all of it at once."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable

Forget = Callable[[], None]
_Bounded = type(functools.lru_cache(maxsize=1)(lambda: None))

_memories: list[Forget] = []


def memory(forget: Forget) -> Forget:
    """Register what empties a memory of values. An `lru_cache` with a size needs none: each of ours is found."""
    _memories.append(forget)
    return forget


def forget_all() -> None:
    """Empty every memory of this process. Caches without a size stay: they hold vocabularies, nothing people write."""
    for forget in _memories:
        forget()
    for one in gc.get_objects():
        # By its type alone: `isinstance` wakes lazy objects.
        if type(one) is _Bounded and one.cache_parameters()["maxsize"] and _is_ours(one):
            one.cache_clear()


def _is_ours(function: object) -> bool:
    return str(getattr(function, "__module__", "")).startswith("vidsyn.")
