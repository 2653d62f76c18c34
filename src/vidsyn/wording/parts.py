"""The rooms' own word lists, found by name: `labels_<room>` and `refusals_<room>`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from vidsyn import wording


@cache
def parts(prefix: str) -> tuple[ModuleType, ...]:
    """Every module of this room called `<prefix>_…`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(wording.__path__))
    return tuple(import_module(f"vidsyn.wording.{name}") for name in names if name.startswith(f"{prefix}_"))
