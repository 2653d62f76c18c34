"""Who points at a partner: what a merge must move.

Every foreign key to `Partner`, in this room or above, is declared here by the module that holds it. A merge
refuses while there is one it does not know, and a test goes red.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key to a partner.

    `alone` names the fields that, together with the partner, must be unique. A row of the merged partner whose twin
    the kept one already has stays where it is: moving it would make a double, removing it would lose something.
    `moves` is False for a foreign key that tells of the partner itself and stays with it. `part` marks what is a
    part of the partner (its names, its contacts) and so does not count as something that uses it.
    """

    model: type[models.Model]
    field: str
    alone: tuple[str, ...] = ()
    moves: bool = True
    part: bool = False


_relations: dict[tuple[str, str], Relation] = {}


def declare_relation(
    model: type[models.Model],
    field: str,
    *,
    alone: tuple[str, ...] = (),
    moves: bool = True,
    part: bool = False,
) -> None:
    """Say how a merge treats one foreign key to `Partner`; call it right below the model."""
    _relations[model._meta.label, field] = Relation(model, field, alone, moves, part)


def declared_relations() -> tuple[Relation, ...]:
    """All declared relations, in a fixed order."""
    return tuple(_relations[key] for key in sorted(_relations))


def undeclared() -> list[str]:
    """Foreign keys (also one-to-one, or within a many-to-many) to `Partner` that nobody declared: `app.Model.field`."""
    from vidsyn.partners.models.partners import Partner

    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is Partner
        and (model._meta.label, field.name) not in _relations
    )
