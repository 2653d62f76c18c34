"""Who points at a partner: what a merge must move.

Every foreign key to `Partner`, in this room or above, is declared here by the module that holds it. A merge
refuses while there is one it does not know, and a test goes red.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models

EVERY_ROW = models.Q()
# By its label: the module that holds `Partner` declares its own relations here, and so imports this one.
PARTNER = "partners.Partner"


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key to a partner.

    `alone` names the fields that, together with the partner, must be unique. A row of the merged partner whose twin
    the kept one already has stays where it is: moving it would make a double, removing it would lose something.
    `moves` is False for a foreign key that tells of the partner itself and stays with it. `part` marks what is a
    part of the partner (its names, its contacts) and so does not count as something that uses it; `uses` says which
    rows do (those of a thing registered by mistake do not).
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
    """Say how a merge treats one foreign key to `Partner`; call it right below the model."""
    _relations[model._meta.label, field] = Relation(model, field, alone, moves, part, uses)


def declared_relations() -> tuple[Relation, ...]:
    """All declared relations, in a fixed order."""
    return tuple(_relations[key] for key in sorted(_relations))


def rows_using(relation: Relation, ids: Collection[UUID]) -> models.QuerySet[models.Model]:
    """The rows through which one relation uses any of these partners; among themselves they do not count."""
    rows = relation.model._base_manager.filter(relation.uses, **{f"{relation.field}__in": list(ids)})
    return rows.exclude(pk__in=ids) if relation.model._meta.label == PARTNER else rows


def used_among(ids: Collection[UUID]) -> set[UUID]:
    """Those of these partners that anything uses. One statement for each relation."""
    found: set[UUID] = set()
    for relation in declared_relations():
        if not relation.part:
            found |= set(rows_using(relation, ids).values_list(relation.field, flat=True).distinct())
    return found


def undeclared() -> list[str]:
    """Foreign keys (also one-to-one, or within a many-to-many) to `Partner` that nobody declared: `app.Model.field`."""
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label == PARTNER
        and (model._meta.label, field.name) not in _relations
    )
