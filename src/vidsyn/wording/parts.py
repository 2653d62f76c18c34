"""The labels and sentences of every room, found by name: modules `words.labels` and `words.sentences` of a room.

Libraries without Django (kernel, matching) and the doors have theirs here, as `labels_<name>` and
`sentences_<name>`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import vidsyn
from vidsyn import wording


@cache
def parts(kind: str) -> tuple[ModuleType, ...]:
    """Return every module of this kind (`labels`, `sentences`), ordered by name."""
    return tuple(import_module(name) for name in sorted([*_of_rooms(kind), *_of_wording(kind)]))


def _of_rooms(kind: str) -> Iterator[str]:
    for room in pkgutil.iter_modules(vidsyn.__path__):
        words = find_spec(f"vidsyn.{room.name}.words") if room.ispkg else None
        if words and words.submodule_search_locations and find_spec(f"{words.name}.{kind}"):
            yield f"{words.name}.{kind}"


def _of_wording(kind: str) -> Iterator[str]:
    for module in pkgutil.iter_modules(wording.__path__):
        if module.name.startswith(f"{kind}_"):
            yield f"vidsyn.wording.{module.name}"
