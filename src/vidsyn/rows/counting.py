"""What is to be counted, and what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

Kinds = frozenset[str]


class Counting(NamedTuple):
    """Rows to count: those of `build(*given)`. `about` are the kinds of things it depends on, None for all."""

    build: Callable[..., Any]
    given: tuple[Hashable, ...]
    about: Kinds | None = None
