"""Screening names against lists: candidates with reasons, the listing's own row, and what a miss means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from vidsyn.matching.lists.listing import Listing
from vidsyn.matching.lists.snapshots import Snapshot, list_names, listings, newest
from vidsyn.matching.model import Model, shipped
from vidsyn.matching.organisations import Band, Reason
from vidsyn.matching.screening.listed_names import Entry, ListedNames
from vidsyn.matching.screening.names import ScreenedName, screened
from vidsyn.matching.screening.pairs import FEATURES, pair_features
from vidsyn.matching.text.words import folded_text

ACCEPT = 0.9
REVIEW = 0.4
_SHOWN = 0.01
_MOST = 0.98  # what is not exact is never surer than this
_EXACT = {1: 0.985, 2: 0.995}
_BATCH = 64


class Asked(StrEnum):
    """Who is screened. Persons only when the asker says so."""

    ORGANISATION = "organisation"
    PERSON = "person"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Screening:
    """One name to screen; country and aliases narrow or widen it."""

    name: str
    kind: Asked = Asked.ORGANISATION
    aliases: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed party the name may be."""

    list_name: str
    listing: Listing
    name: str
    confidence: float
    band: Band
    exact: bool
    why: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """The hit as the command line prints it. `id` is the listing's own key."""
        return {
            "id": self.listing.key,
            "name": self.name,
            "confidence": round(self.confidence, 6),
            "band": str(self.band),
            "why": [reason.as_json() for reason in self.why],
            "list": self.list_name,
            "programs": list(self.listing.programs),
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a miss means: it was not on these lists, as they were on these days."""

    lists: tuple[Snapshot, ...]

    def as_json(self, on: date) -> list[dict[str, Any]]:
        return [
            {"list": one.name, "date": one.list_date, "age_days": one.age_days(on), "rows": one.rows}
            | {"force": str(one.force), "licence": one.licence, "sha256": one.sha256}
            for one in self.lists
        ]


@dataclass(frozen=True, slots=True)
class Judged:
    """One listed name (by number) with its features.

    `exact` is 2 where it is the very name asked about, 1 where it has the same words (in another order, or but for
    a title or legal form), else 0.
    """

    number: int
    values: list[float]
    exact: int


class Screener:
    """Answers for a set of listed parties. Open it once: `open_screener(folder)`."""

    def __init__(
        self, entries: Iterable[Entry], coverage: Coverage | None = None, model: Model | None = None
    ) -> None:
        self._names = ListedNames(entries)
        self._model = model
        self.coverage = coverage or Coverage(())

    @property
    def model(self) -> Model:
        """The model asked: the shipped one unless another was given."""
        return self._model or shipped("screening")

    def screen(self, asked: Screening, *, limit: int = 5) -> list[Hit]:
        """The listed parties the name may be, best first; an exact name before all others."""
        return next(self.screen_many([asked], limit=limit))

    def screen_many(self, asked: Sequence[Screening], *, limit: int = 5) -> Iterator[list[Hit]]:
        """The answers to many, in order; scored together."""
        waiting = iter(asked)
        while batch := list(islice(waiting, _BATCH)):
            judged = [self.judged(one) for one in batch]
            rows = [found.values for group in judged for found in group]
            scores = self.model.scores(rows).tolist() if rows else []
            sure = self.model.confidence(scores).tolist() if rows else []
            start = 0
            for group in judged:
                end = start + len(group)
                yield self._hits(group, scores[start:end], sure[start:end], limit)
                start = end

    def entry_of(self, judged: Judged) -> Entry:
        """Whose name was judged."""
        return self._names.entries[self._names.owner[judged.number]]

    def judged(self, asked: Screening) -> list[Judged]:
        """Each near listed name with its features: what the model judges and is trained on."""
        found: dict[int, Judged] = {}
        for text in (asked.name, *asked.aliases):
            for kind in (0, 1):
                if asked.kind is Asked.ANY or (asked.kind is Asked.PERSON) == (kind == 0):
                    self._judge(screened(text, person=kind == 0), kind, found)
        return list(found.values())

    def _judge(self, name: ScreenedName, kind: int, found: dict[int, Judged]) -> None:
        if not name.words:
            return
        exact = {number for number in self._names.exact(name) if self._names.kind[number] == kind}
        for number in [*sorted(exact)[:50], *self._names.near(name, kind)]:
            if number not in found or (number in exact and not found[number].exact):
                values = pair_features(name, self._names.screened_name(number), person=kind == 0)
                found[number] = Judged(
                    number, values, (number in exact) + (number in exact and self._is_same(name, number))
                )

    def _is_same(self, asked: ScreenedName, number: int) -> bool:
        return folded_text(asked.text) == folded_text(self._names.texts[number])

    def _hits(self, judged: list[Judged], scores: list[float], sure: list[float], limit: int) -> list[Hit]:
        order = sorted(
            range(len(judged)), key=lambda n: (-judged[n].exact, -sure[n], -scores[n], judged[n].number)
        )
        hits: dict[int, Hit] = {}
        for n in order:
            owner = self._names.owner[judged[n].number]
            confidence = max(sure[n], _EXACT[judged[n].exact]) if judged[n].exact else min(sure[n], _MOST)
            if owner not in hits and confidence >= _SHOWN and len(hits) < limit:
                hits[owner] = self._hit(owner, judged[n], confidence)
        return list(hits.values())

    def _hit(self, owner: int, judged: Judged, confidence: float) -> Hit:
        entry = self._names.entries[owner]
        return Hit(
            list_name=entry.list_name,
            listing=entry.listing,
            name=self._names.texts[judged.number],
            confidence=confidence,
            band=Band.ACCEPT if confidence >= ACCEPT else Band.REVIEW if confidence >= REVIEW else Band.NONE,
            exact=bool(judged.exact),
            why=self._why(judged) if confidence >= REVIEW else (),
        )

    def _why(self, judged: Judged) -> tuple[Reason, ...]:
        start, added = self.model.contributions(judged.values)
        groups: dict[str, float] = {}
        for name, value in added.items():
            groups[FEATURES[name][0]] = groups.get(FEATURES[name][0], 0.0) + value
        text = self._names.texts[judged.number]
        found = [Reason(group, text if group == "words" else "", weight) for group, weight in groups.items()]
        found.sort(key=lambda reason: (-abs(reason.weight), reason.code))
        exact = (Reason("exact", text, 0.0),) if judged.exact else ()
        return (*exact, *found, Reason("start", "", start))


def open_screener(folder: Path, names: Sequence[str] | None = None) -> Screener:
    """The newest snapshots of the named lists (all there are, when none is named) in `VIDSYN_DATA/lists`."""
    chosen = [newest(folder, name) for name in (names or list_names(folder))]
    entries = (Entry(snapshot.name, listing) for snapshot in chosen for listing in listings(folder, snapshot))
    return Screener(entries, Coverage(tuple(chosen)))
