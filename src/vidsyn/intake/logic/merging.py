"""A row against what the register holds: what to change, and what somebody has edited since.

Three versions meet: what the file says, what it said when it was last brought in, and what stands now. Only what
nobody has touched since is changed; an empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vidsyn.intake.logic.plan import Change, Conflict


def merged(
    file: Mapping[str, Any], imported: Mapping[str, Any] | None, now: Mapping[str, Any], *, asked_for: bool
) -> tuple[list[Change], list[Conflict]]:
    """What the file changes and what it may not.

    `imported` is None for a thing that never came in by import; then the file fills what is empty, and changes
    what stands only when it named the thing by its own reference (`asked_for`).
    """
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for name, said in file.items():
        stands = now.get(name)
        if name not in now or said == stands:
            continue
        before = imported.get(name) if imported is not None else None
        if imported is not None and said == before:
            continue
        untouched = stands == before if imported is not None else asked_for
        if untouched or stands in (None, "", []):
            changes.append(Change(name, stands, said))
        else:
            conflicts.append(Conflict(name, before, stands, said))
    return changes, conflicts
