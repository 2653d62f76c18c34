"""Resolve stored partner ids to today's partners."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vidsyn.kernel.batches import batched
from vidsyn.partners.models import Partner

_AT_ONCE = 500
_FURTHEST = 50  # successive merges: more would be a circle


def partners_today(ids: Iterable[UUID | str]) -> dict[str, Partner]:
    """Return the partner for each id: itself, or what it has been merged into since; missing where it was removed.

    One statement for each step of successive merges, however many ids.
    """
    found: dict[str, Partner] = {}
    asked = {str(id_): str(id_) for id_ in ids}
    for _ in range(_FURTHEST):
        keys = batched(sorted(set(asked.values())), _AT_ONCE)
        rows = {str(one.pk): one for some in keys for one in Partner.objects.filter(pk__in=some)}
        now = {id_: rows[at] for id_, at in asked.items() if at in rows}
        found |= {
            id_: one for id_, one in now.items() if one.merged_into_id is None and one.voided_at is None
        }
        asked = {id_: str(one.merged_into_id) for id_, one in now.items() if one.merged_into_id}
        if not asked:
            break
    return found
