"""Preview a merge."""

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


@dataclass(frozen=True)
class MergePreview:
    """Both sides' values (field, kept, merged), their conflicts, and the number of rows to move per `Record.KIND`."""

    kept: Partner
    merged: Partner
    values: list[tuple[str, Any, Any]]
    conflicts: list[Conflict]
    moving: dict[str, int]


def partner_merge_preview(viewer: Actor, kept: Partner, merged: Partner) -> MergePreview:
    """Return the choices and moves of merging `merged` into `kept`. One statement for each relation."""
    require(access.may_merge(viewer), needed=Needed.OFFICE)
    moving = Counter(kind for kind, _row in _moving(kept, merged))
    its, others = told_for_merge(kept, merged), told_for_merge(merged, kept)
    values = [(name, its[name], others[name]) for name in FIELDS]
    return MergePreview(kept, merged, values, conflicts(its, others), dict(moving))


def told_for_merge(partner: Partner, other: Partner) -> dict[str, Any]:
    """Return the fields a merge compares; a relative that is the other partner itself counts as empty."""
    values = snapshot(partner, FIELDS)
    return {name: None if value == other.pk else value for name, value in values.items()}


def moving_rows(relation: Relation, kept: Partner, merged: Partner) -> Sequence[Model]:
    """Return the rows a merge moves to `kept`: all of `merged` but those `kept` already has; locked."""
    rows = rows_pointing(relation, kept, merged).select_for_update()
    return _without_twins(relation, kept, merged, rows)


def rows_pointing(relation: Relation, *partners: Partner) -> QuerySet[Model]:
    """Return rows that refer to any of the partners and would move in a merge."""
    rows = relation.model._base_manager.filter(**{f"{relation.field}__in": partners})
    return rows if relation.moves else rows.none()


def _moving(kept: Partner, merged: Partner) -> Iterator[tuple[str, Model]]:
    """Yield every recorded row that a merge would move, with its kind."""
    for relation in declared_relations():
        if kind := getattr(relation.model, "KIND", ""):
            rows = rows_pointing(relation, kept, merged)
            yield from ((kind, row) for row in _without_twins(relation, kept, merged, rows))


def _without_twins(relation: Relation, kept: Partner, merged: Partner, rows: Iterable[Model]) -> list[Model]:
    by_partner: dict[UUID, list[Model]] = {kept.pk: [], merged.pk: []}
    for row in rows:
        by_partner[row.serializable_value(relation.field)].append(row)

    # Compare in Python, because to a database two NULLs are not equal.
    def told(row: Model) -> tuple[Any, ...]:
        return tuple(row.serializable_value(name) for name in relation.alone)

    twins = {told(row) for row in by_partner[kept.pk]} if relation.alone else set()
    return [row for row in by_partner[merged.pk] if row.pk != kept.pk and told(row) not in twins]
