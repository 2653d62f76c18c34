"""What a merge would do, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from vidsyn.partners import access
from vidsyn.partners.logic.merging import FIELDS, Conflict, conflicts
from vidsyn.partners.models import Partner, Relation, declared_relations
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed
from vidsyn.plumbing.history import snapshot


@dataclass(frozen=True)
class MergePreview:
    """What each says (field, kept, merged), where they differ, and how many of each `Record.KIND` would move."""

    kept: Partner
    merged: Partner
    values: list[tuple[str, Any, Any]]
    conflicts: list[Conflict]
    moving: dict[str, int]


def partner_merge_preview(viewer: Actor, kept: Partner, merged: Partner) -> MergePreview:
    """What merging `merged` into `kept` asks and moves. One statement per kind of relation."""
    require(access.may_merge(viewer), needed=Needed.OFFICE)
    moving: dict[str, int] = {}
    for relation in declared_relations():
        kind = getattr(relation.model, "KIND", "")
        if kind and (number := len(moving_rows(relation, kept, merged))):
            moving[kind] = moving.get(kind, 0) + number
    its, others = told_for_merge(kept, merged), told_for_merge(merged, kept)
    values = [(name, its[name], others[name]) for name in FIELDS]
    return MergePreview(kept, merged, values, conflicts(its, others), moving)


def told_for_merge(partner: Partner, other: Partner) -> dict[str, Any]:
    """The fields a merge weighs; a relative that is the other partner itself says nothing."""
    values = snapshot(partner, FIELDS)
    return {name: None if value == other.pk else value for name, value in values.items()}


def moving_rows(relation: Relation, kept: Partner, merged: Partner) -> Sequence[Model]:
    """Rows that a merge points at `kept`: all of `merged` but those whose twin `kept` has."""
    if not relation.moves:
        return []
    rows = relation.model._base_manager.filter(**{relation.field: merged})
    if relation.model is Partner:
        rows = rows.exclude(pk=kept.pk)
    if not relation.alone:
        return list(rows)
    # Compared here, because to a database two empty values are not the same.
    theirs = relation.model._base_manager.filter(**{relation.field: kept}).values_list(*relation.alone)
    twins = set(theirs)
    return [
        row for row in rows if tuple(row.serializable_value(name) for name in relation.alone) not in twins
    ]
