"""Ids of several kinds as slots of a statement (`sql.statements`), so that one statement serves many numbers of ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from vidsyn.sql.statements import Build, asked

Key = TypeVar("Key", UUID, str)

_SIZES = (6, 20, 60, 200)


def slots_of(keys: Mapping[str, Collection[Key]]) -> dict[str, Key]:
    """A slot for each key of each kind, filled up to the next size with the kind's first key again.

    All kinds have the same size: each choice of sizes would be another statement. A kind without keys has no slot.
    """
    most = max((len(some) for some in keys.values()), default=0)
    size = next((size for size in _SIZES if most <= size), most)
    return {f"{kind}_{place}": key for kind, some in keys.items() for place, key in _filled_up(some, size)}


def rows_with(build: Build, keys: Sequence[UUID]) -> list[Any]:
    """The rows of `build(**slots)` with these keys, in their order; of a key that has no row any more, none.

    For a page of a long list: its keys are chosen and put in order alone, which carries little through the sorting,
    and what is shown of them is the same statement for every viewer and every filter.
    """
    found = {row.pk: row for row in asked(build, **slots_of({"key": keys}))} if keys else {}
    return [found[key] for key in keys if key in found]


def keys_in(slots: Mapping[str, Key]) -> dict[str, list[Key]]:
    """The keys of each kind, as `slots_of` made slots of them."""
    found: dict[str, list[Key]] = {}
    for slot, key in slots.items():
        found.setdefault(slot.rpartition("_")[0], []).append(key)
    return found


def _filled_up(keys: Collection[Key], size: int) -> Iterator[tuple[int, Key]]:
    listed = sorted(keys)
    return enumerate(listed + listed[:1] * (size - len(listed)))
