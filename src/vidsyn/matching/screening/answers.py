"""Screening questions, answers, and the meaning of an empty answer: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vidsyn.matching.lists.listing import Listing
from vidsyn.matching.lists.snapshots import Snapshot
from vidsyn.matching.organisations import Band, Reason
from vidsyn.matching.screening.building import Bridge


class Asked(StrEnum):
    """Whom to screen. Persons only when the caller says so."""

    ORGANISATION = "organisation"
    PERSON = "person"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Screening:
    """One name to screen, with other known facts: they separate namesakes, and never produce a hit by themselves.

    `country` as a code or as written; `births` as dates or years; `identifiers` are numbers of registers or papers.
    """

    name: str
    kind: Asked = Asked.ORGANISATION
    aliases: tuple[str, ...] = ()
    country: str | None = None
    births: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed party the name may be. The weights of `why` sum to the log-odds of `confidence`."""

    list_name: str
    listing: Listing
    name: str
    confidence: float
    band: Band
    exact: bool
    why: tuple[Reason, ...]
    bridge: Bridge | None = None
    snapshot: Snapshot | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the hit as the command line outputs it. `id` is the listing's own key."""
        told: dict[str, Any] = {
            "id": self.listing.key,
            "name": self.name,
            "confidence": round(self.confidence, 6),
            "band": str(self.band),
            "why": [reason.as_json() for reason in self.why],
            "list": self.list_name,
            "programs": list(self.listing.programs),
            "kind": str(self.listing.kind),
            "countries": list(self.listing.countries),
        }
        if self.bridge:
            told["ror"] = self.bridge.as_json()
        if self.snapshot:
            told |= {"list_date": self.snapshot.list_date, "force": str(self.snapshot.force)}
            told["source"] = self.snapshot.source
        if self.band is not Band.NONE:
            told["row"] = dict(self.listing.row)
        return told


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an empty answer means: the name was not on these lists, as they were on these days."""

    lists: tuple[Snapshot, ...]

    def as_json(self, on: date) -> list[dict[str, Any]]:
        """Return each list with its age, force, licence and size."""
        return [
            {"list": one.name, "date": one.list_date, "age_days": one.age_days(on), "rows": one.rows}
            | {"imported_at": one.imported_at, "force": str(one.force), "licence": one.licence}
            | {"format": one.format, "source": one.source, "sha256": one.sha256}
            for one in self.lists
        ]

    def brief(self, on: date) -> list[dict[str, Any]]:
        """Return the same in short form, for every line of a batch."""
        kept = ("list", "date", "age_days", "rows", "force")
        return [{name: told[name] for name in kept} for told in self.as_json(on)]
