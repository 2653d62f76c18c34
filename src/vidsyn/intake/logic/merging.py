"""Compare a row with the register: what to change, and what somebody has edited since.

Three versions are compared: the file, the file's values at its last import, and the register. Only values untouched
since then are changed; an empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vidsyn.intake.logic.plan import Conflict, ValueChange


def merged(
    file: Mapping[str, Any], imported: Mapping[str, Any] | None, now: Mapping[str, Any], *, asked_for: bool
) -> tuple[list[ValueChange], list[Conflict]]:
    """Return the file's changes and its conflicts.

    `imported` is None for a record that was never imported; then the file fills what is empty, and changes existing
    values only when it gave the record's own reference (`asked_for`).
    """
    file = _whole(file)
    changes: list[ValueChange] = []
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
            changes.append(ValueChange(name, stands, said))
        else:
            conflicts.append(Conflict(name, before, stands, said))
    for group in TOGETHER:
        if any(change.field in group for change in changes) and _touched(
            group, file, imported, now, conflicts
        ):
            changes = [change for change in changes if change.field not in group]
            conflicts = [conflict for conflict in conflicts if conflict.field not in group]
            conflicts += [
                Conflict(name, (imported or {}).get(name), now.get(name), file[name])
                for name in sorted(group & file.keys())
                if file[name] != now.get(name)
            ]
    return changes, conflicts


def _touched(
    group: frozenset[str],
    file: Mapping[str, Any],
    imported: Mapping[str, Any] | None,
    now: Mapping[str, Any],
    conflicts: list[Conflict],
) -> bool:
    """Check whether somebody has edited any field of the group."""
    edited = imported is not None and any(
        name in imported and imported[name] != now.get(name) for name in group & file.keys()
    )
    return edited or any(conflict.field in group for conflict in conflicts)


# Fields that belong together: none of them changes while another is in conflict.
TOGETHER = (
    frozenset({"starts_on", "starts_precision"}),
    frozenset({"ends_on", "ends_precision", "open_ended"}),
    frozenset({"notice_months", "notice_days"}),
)
# Fields of which a row fills one, which implies that the other is empty.
_ONE_OF = (("notice_months", "notice_days"),)


def _whole(file: Mapping[str, Any]) -> Mapping[str, Any]:
    for fields in _ONE_OF:
        if not file.keys().isdisjoint(fields):
            file = {**file, **{name: file.get(name) for name in fields}}
    return file


def said_together(field: str) -> frozenset[str]:
    """Return the field with those that belong to it."""
    return next((fields for fields in TOGETHER if field in fields), frozenset({field}))
