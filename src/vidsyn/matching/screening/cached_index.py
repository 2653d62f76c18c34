"""The screening index on disk, beside the snapshots it is made of: made once, then mapped into memory by each process.

In `VIDSYN_DATA/lists/`, `screening-STAMP.idx` holds the newest snapshot of every list. STAMP says what it was made of:
the snapshots' hashes, the words and tables of this version, and the ROR index it was bridged to. When any of these
changes, the file is made anew; one that is damaged is made anew too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from vidsyn.kernel.refusals import Refusal
from vidsyn.matching.index.container import DamagedFile, open_arrays, write_arrays
from vidsyn.matching.lists.snapshots import Snapshot, list_names, listings, newest
from vidsyn.matching.organisation_index import OrganisationIndex
from vidsyn.matching.ror.store import current_version, open_index
from vidsyn.matching.screening.answers import Coverage
from vidsyn.matching.screening.bridging import bridged
from vidsyn.matching.screening.building import Entry, build, count_bridged
from vidsyn.matching.screening.listed_names import ListedNames
from vidsyn.matching.screening.screener import Screener

LAYOUT = 2  # raise when the arrays or what they mean change
_TABLES = (
    ("screening", "lexicon.json"), ("text", "letters.json"), ("text", "canonical.json"), ("text", "translations.json"),
    ("trained", "words.json"),
)  # fmt: skip


def open_screener(folder: Path, names: Sequence[str] | None = None) -> Screener:
    """The newest snapshots of the named lists (all there are, when none is named) in `VIDSYN_DATA/lists`.

    Refuses `list_snapshot_damaged` where one of them is; a damaged list that is not asked for is passed over.
    """
    chosen = [newest(folder, name) for name in dict.fromkeys(names or list_names(folder))]
    try:
        listed, _ = _names(folder, [newest(folder, name) for name in list_names(folder)])
    except Refusal:
        listed, _ = _names(folder, chosen)
    return Screener(listed, Coverage(tuple(sorted(chosen, key=lambda one: one.name))))


def bridge_counts(folder: Path) -> dict[str, int]:
    """How many rows of each list are bridged to ROR; nothing where ROR has not been imported."""
    _, about = _names(folder, [newest(folder, name) for name in list_names(folder)])
    found: dict[str, int] = about["bridged"]
    return found


def _names(folder: Path, chosen: list[Snapshot]) -> tuple[ListedNames, dict[str, Any]]:
    stamp = _stamp(folder, chosen)
    path = folder / f"screening-{stamp}.idx"
    try:
        arrays, about = open_arrays(path)
    except (OSError, DamagedFile):
        arrays, about = _made(folder, chosen, path)
    return ListedNames(arrays), about


def _made(folder: Path, chosen: list[Snapshot], path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    registry = _registry(folder)
    entries = list(_entries(folder, chosen, registry))
    about = {"bridged": count_bridged(entries) if registry else {}, "rows": len(entries)}
    arrays = build(entries)
    try:
        write_arrays(path, arrays, about)
        for old in folder.glob("screening-*.idx"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass  # a folder that may only be read: the index is made in memory each time
    return arrays, about


def _entries(folder: Path, chosen: Iterable[Snapshot], registry: OrganisationIndex | None) -> Iterator[Entry]:
    for snapshot in chosen:
        for listing in listings(folder, snapshot):
            yield Entry(snapshot.name, listing, bridged(registry, listing) if registry else None)


def _registry(folder: Path) -> OrganisationIndex | None:
    """The ROR index beside the lists, where there is one this version can read."""
    try:
        return open_index(folder.parent / "ror")
    except Refusal:
        return None


def _stamp(folder: Path, chosen: list[Snapshot]) -> str:
    made_of = {
        "lists": sorted((one.name, one.sha256) for one in chosen),
        "tables": _tables(),
        "ror": current_version(folder.parent / "ror"),
    }
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:16]


@cache
def _tables() -> str:
    digest = hashlib.sha256(str(LAYOUT).encode())
    for room, name in _TABLES:
        digest.update((files(f"vidsyn.matching.{room}") if room != "trained" else files("vidsyn.matching") / room)
                      .joinpath(name).read_bytes())  # fmt: skip
    return digest.hexdigest()
