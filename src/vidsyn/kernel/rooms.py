"""Import the rooms' modules, so that registries (operations, finders, clock jobs) are complete.

This room knows no other by name; it searches the package.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil

import vidsyn

_OFFERS = ("personal", "queries", "operations", "jobs")
_DOORS = frozenset({"config", "web", "api", "cli"})


@functools.cache
def open_rooms() -> tuple[str, ...]:
    """Import `personal`, `queries`, `operations` and `jobs` of every room, with subpackages; returns the module
    names.
    """
    opened: list[str] = []
    for room in pkgutil.iter_modules(vidsyn.__path__):
        if room.ispkg and room.name not in _DOORS:
            for offer in _OFFERS:
                opened += _open(f"vidsyn.{room.name}.{offer}")
    return tuple(opened)


def _open(name: str) -> list[str]:
    if importlib.util.find_spec(name) is None:
        return []
    module = importlib.import_module(name)
    opened = [name]
    for inner in pkgutil.iter_modules(getattr(module, "__path__", [])):
        opened += _open(f"{name}.{inner.name}")
    return opened
