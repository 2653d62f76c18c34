"""What a merge would do, before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from vidsyn.history.recording import snapshot
from vidsyn.partners import access
from vidsyn.partners.logic.merging import FIELDS, Conflict, conflicts
from vidsyn.partners.models import Partner, Relation, declared_relations
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed
from vidsyn.sql.together import fetch_together


@dataclass(frozen=True)
class MergePreview:
    """What each says (field, kept, merged), where they differ, and how many of each `Record.KIND` would move."""

    kept: Partner
    merged: Partner
    values: list[tuple[str, Any, Any]]
    conflicts: list[Conflict]
    moving: dict[str, int]


def partner_merge_preview(viewer: Actor, kept: Partner, merged: Partner) -> MergePreview:
    """What merging `merged` into `kept` asks and moves. One statement."""
    require(access.may_merge(viewer), needed=Needed.OFFICE)
    moving = Counter(kind for kind, _row in _moving(kept, merged))
    its, others = told_for_merge(kept, merged), told_for_merge(merged, kept)
    values = [(name, its[name], others[name]) for name in FIELDS]
    return MergePreview(kept, merged, values, conflicts(its, others), dict(moving))


def told_for_merge(partner: Partner, other: Partner) -> dict[str, Any]:
    """The fields a merge weighs; a relative that is the other partner itself says nothing."""
    values = snapshot(partner, FIELDS)
    return {name: None if value == other.pk else value for name, value in values.items()}


def moving_rows(relation: Relation, kept: Partner, merged: Partner) -> Sequence[Model]:
    """Rows that a merge points at `kept`: all of `merged` but those whose twin `kept` has; locked."""
    rows = rows_pointing(relation, kept, merged).select_for_update()
    return _without_twins(relation, kept, merged, rows)


def rows_pointing(relation: Relation, *partners: Partner) -> QuerySet[Model]:
    """Rows that point at any of the partners and would move in a merge."""
    rows = relation.model._base_manager.filter(**{f"{relation.field}__in": partners})
    return rows if relation.moves else rows.none()


def _moving(kept: Partner, merged: Partner) -> Iterator[tuple[str, Model]]:
    """Every row of a kind history knows that a merge would move, with its kind."""
    relations = {f"{r.model._meta.label}.{r.field}": r for r in declared_relations()}
    found = fetch_together({name: rows_pointing(r, kept, merged) for name, r in relations.items()})
    for name, relation in relations.items():
        if kind := getattr(relation.model, "KIND", ""):
            yield from ((kind, row) for row in _without_twins(relation, kept, merged, found[name]))


def _without_twins(relation: Relation, kept: Partner, merged: Partner, rows: Iterable[Model]) -> list[Model]:
    by_partner: dict[UUID, list[Model]] = {kept.pk: [], merged.pk: []}
    for row in rows:
        by_partner[row.serializable_value(relation.field)].append(row)

    # Compared here, because to a database two empty values are not the same.
    def told(row: Model) -> tuple[Any, ...]:
        return tuple(row.serializable_value(name) for name in relation.alone)

    twins = {told(row) for row in by_partner[kept.pk]} if relation.alone else set()
    return [row for row in by_partner[merged.pk] if row.pk != kept.pk and told(row) not in twins]
