"""Which room creates and changes the records of a kind of list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vidsyn.collaborations.operations.many import collaborations_void
from vidsyn.history.models import Record
from vidsyn.intake.models import ImportRow
from vidsyn.intake.operations.making.agreements import agreements_changed, agreements_made
from vidsyn.intake.operations.making.collaborations import collaborations_changed, collaborations_made
from vidsyn.intake.operations.making.named import named_in
from vidsyn.intake.operations.making.partners import partners_changed, partners_made, partners_of
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import Actor


def create(kind: ListKind, rows: Sequence[ImportRow], actor: Actor) -> Sequence[Record]:
    """Create a record for each row, in their order."""
    if kind is ListKind.PARTNERS:
        return partners_made(rows, actor)
    partners, named = partners_of(rows, actor), named_in(rows, actor)
    if kind is ListKind.COLLABORATIONS:
        return collaborations_made(rows, partners, named, actor)
    return agreements_made(rows, partners, named, actor)


def change(
    kind: ListKind, rows: Sequence[ImportRow], things: Mapping[str, Any], actor: Actor
) -> Sequence[Record]:
    """Apply the rows' changes to existing records, in their order."""
    if kind is ListKind.PARTNERS:
        return partners_changed(rows, things, actor)
    named = named_in(rows, actor)
    if kind is ListKind.COLLABORATIONS:
        return collaborations_changed(rows, things, named, actor)
    return agreements_changed(rows, things, named, actor)


__all__ = ["change", "collaborations_void", "create"]
