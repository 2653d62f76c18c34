"""Imports of lists."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from vidsyn.intake.queries.acts import import_list, import_named
from vidsyn.intake.vocabulary import ActState, ListKind
from vidsyn.people.actors import Actor
from vidsyn.reads.filters import Asked, Nothing
from vidsyn.reads.registry import Part, detail, listing, part_of, told


@dataclass(frozen=True, slots=True)
class ImportTold:
    """A list brought in: its kind and file, how far it has come, and the number of rows with each outcome."""

    id: uuid.UUID
    version: int
    reference: str
    kind: ListKind
    file_name: str
    state: ActState
    counts: dict[str, int]


@listing("/imports", tag="intake", item=ImportTold)
def imports_list(viewer: Actor, _wanted: Nothing, page: Asked) -> Part:
    """Imports that the caller may see, the latest first; a coordinator sees her own."""
    return part_of(import_list(viewer), page, lambda act: told(ImportTold, act))


@detail("/imports/{name}", tag="intake", item=ImportTold)
def import_one(viewer: Actor, name: str, _on: date) -> ImportTold:
    """Return an import by its id or reference."""
    return told(ImportTold, import_named(viewer, name))
