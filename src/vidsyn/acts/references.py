"""Reference codes that nothing else has.

A code has 28 million forms: among ten thousand things two drawn blindly would meet. So each is looked for before it
is given; for many at once in one statement per 500.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps

from vidsyn.kernel.ids import new_reference

_CHUNK = 500
_ready: ContextVar[dict[str, list[str]] | None] = ContextVar("ready_references", default=None)


def fresh_reference(label: str, prefix: str) -> str:
    """A code that no thing of the model (`app.Model`) has: what a model's default calls."""
    ready = (_ready.get() or {}).get(prefix)
    return ready.pop() if ready else fresh_references(label, prefix, 1)[0]


def fresh_references(label: str, prefix: str, count: int) -> list[str]:
    """`count` codes that no thing of the model has, all different."""
    found: set[str] = set()
    while len(found) < count:
        wanted = min(_CHUNK, count - len(found))
        drawn = {new_reference(prefix) for _ in range(wanted)} - found
        found |= drawn - _taken(label, drawn)
    return list(found)


@contextmanager
def references_ready(label: str, prefix: str, count: int) -> Iterator[None]:
    """Inside, the next `count` things made of the model take codes drawn beforehand, without asking one by one."""
    token = _ready.set({**(_ready.get() or {}), prefix: fresh_references(label, prefix, count)})
    try:
        yield
    finally:
        _ready.reset(token)


def _taken(label: str, drawn: set[str]) -> set[str]:
    rows = apps.get_model(label)._default_manager.filter(reference__in=drawn)
    return set(rows.values_list("reference", flat=True))
