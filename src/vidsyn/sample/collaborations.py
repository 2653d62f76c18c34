"""The sample's collaborations."""

from __future__ import annotations

from datetime import date

from vidsyn.collaborations.operations.importing import CollaborationItem, PartnerNamed, collaborations_import
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.kernel.precision import Period
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.sample.dates import written_period
from vidsyn.sample.ground import Partners
from vidsyn.sample.reading import Entry, entries


def collaborations_load(partners: Partners, units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Create all of them in one act."""
    items = tuple(_item(entry, partners, units, on) for entry in entries("collaborations"))
    collaborations_import(items=items, actor=actor)


def _item(entry: Entry, partners: Partners, units: dict[str, Unit], on: date) -> CollaborationItem:
    known = [PartnerNamed(name, partners[name]) for name in entry.get("partners", [])]
    typed = [PartnerNamed(name) for name in entry.get("free", [])]
    starts, ends = _period(entry.get("starts"), on), _period(entry.get("ends"), on)
    return CollaborationItem(
        title_sv=entry["title_sv"],
        title_en=entry["title_en"],
        unit=units[entry["units"][0]],
        partners=(*known, *typed),
        status=Status(entry["status"]),
        level=Level(entry["level"]) if "level" in entry else None,
        starts_on=starts.first if starts else None,
        starts_precision=starts.precision if starts else None,
        ends_on=ends.last if ends else None,
        ends_precision=ends.precision if ends else None,
        purposes=(Purpose(entry["purpose"]),),
        goals=tuple(entry.get("goals", [])),
        kinds=tuple(entry["activities"]),
        is_sample=True,
    )


def _period(text: str | None, on: date) -> Period | None:
    return written_period(text, on) if text else None
