"""Foreign keys to a partner: what a merge must move.

Every foreign key to `Partner`, in this room or above, is declared here by the module that defines it. A merge
refuses while one is undeclared, and a test fails.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models

EVERY_ROW = models.Q()
# As a label: the module that defines `Partner` declares its own relations, and so imports this one.
PARTNER = "partners.Partner"


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key to a partner.

    `alone` names the fields that are unique together with the partner. Where the remaining partner already has such
    a row, the merged partner's row stays where it is: moving it would duplicate, removing it would lose data.
    `moves` is False for a foreign key that describes the partner itself. `part` marks parts of the partner (its
    names, its contacts), which do not count as uses of it; `uses` selects the rows that do (not those registered by
    mistake).
    """

    model: type[models.Model]
    field: str
    alone: tuple[str, ...] = ()
    moves: bool = True
    part: bool = False
    uses: models.Q = EVERY_ROW


_relations: dict[tuple[str, str], Relation] = {}


def declare_relation(
    model: type[models.Model],
    field: str,
    *,
    alone: tuple[str, ...] = (),
    moves: bool = True,
    part: bool = False,
    uses: models.Q = EVERY_ROW,
) -> None:
    """Declare how a merge treats one foreign key to `Partner`; call it right below the model."""
    _relations[model._meta.label, field] = Relation(model, field, alone, moves, part, uses)


def declared_relations() -> tuple[Relation, ...]:
    """Return all declared relations, in a fixed order."""
    return tuple(_relations[key] for key in sorted(_relations))


def rows_using(relation: Relation, ids: Collection[UUID]) -> models.QuerySet[models.Model]:
    """Return the rows through which one relation uses any of these partners; uses among themselves do not count."""
    rows = relation.model._base_manager.filter(relation.uses, **{f"{relation.field}__in": list(ids)})
    return rows.exclude(pk__in=ids) if relation.model._meta.label == PARTNER else rows


def used_among(ids: Collection[UUID]) -> set[UUID]:
    """Return those of these partners that anything uses. One statement for each relation."""
    found: set[UUID] = set()
    for relation in declared_relations():
        if not relation.part:
            found |= set(rows_using(relation, ids).values_list(relation.field, flat=True).distinct())
    return found


def undeclared() -> list[str]:
    """Return undeclared foreign keys to `Partner` (one-to-one and many-to-many included): `app.Model.field`."""
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label == PARTNER
        and (model._meta.label, field.name) not in _relations
    )
