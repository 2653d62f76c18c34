"""Report what a new snapshot of a list added, changed and removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.matching.lists.listing import Listing
from vidsyn.matching.lists.snapshots import Snapshot, listings, newest, snapshots


@dataclass(frozen=True, slots=True)
class Changes:
    """Listings by key, in the newer snapshot's order (removed ones in the older's)."""

    added: tuple[Listing, ...]
    changed: tuple[tuple[Listing, Listing], ...]  # before, after
    removed: tuple[Listing, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(older: Iterable[Listing], newer: Iterable[Listing]) -> Changes:
    """Compare two versions; a change of order alone is no difference."""
    before, after = {one.key: one for one in older}, {one.key: one for one in newer}
    return Changes(
        added=tuple(one for key, one in after.items() if key not in before),
        changed=tuple(
            (before[key], one)
            for key, one in after.items()
            if key in before and _said(before[key]) != _said(one)
        ),
        removed=tuple(one for key, one in before.items() if key not in after),
    )


def _said(listing: Listing) -> Listing:
    """Return the listing without its raw row, in which some publishers change a timestamp every day."""
    return replace(listing, row={})


def list_diff(folder: Path, name: str) -> tuple[Snapshot, Snapshot, Changes]:
    """Return (older, newer, changes) of a list's two newest snapshots."""
    newer, kept = newest(folder, name), snapshots(folder, name)
    if len(kept) < 2:
        raise Refusal("list_has_one_snapshot", kind=RefusalKind.STATE, name=name)
    older = kept[-2]
    return older, newer, compare(listings(folder, older), listings(folder, newer))
