"""In-memory caches of values that people wrote, and clearing all of them at once."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable

Forget = Callable[[], None]
_Bounded = type(functools.lru_cache(maxsize=1)(lambda: None))

_memories: list[Forget] = []


def memory(forget: Forget) -> Forget:
    """Register a function that clears a cache. A bounded `lru_cache` of ours is found without this."""
    _memories.append(forget)
    return forget


def forget_all() -> None:
    """Clear every cache of this process. Unbounded caches stay: they hold vocabularies, nothing people write."""
    for forget in _memories:
        forget()
    for one in gc.get_objects():
        # Compare types: `isinstance` would evaluate lazy objects.
        if type(one) is _Bounded and one.cache_parameters()["maxsize"] and _is_ours(one):
            one.cache_clear()


def _is_ours(function: object) -> bool:
    return str(getattr(function, "__module__", "")).startswith("vidsyn.")
