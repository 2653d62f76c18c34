"""Screen names against lists: candidates with reasons, the listing's own row, and what no result means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from vidsyn.matching.model import Grouping, Model, shipped
from vidsyn.matching.organisations import Band, Reason
from vidsyn.matching.screening.answers import Asked, Coverage, Hit, Screening
from vidsyn.matching.screening.building import Entry
from vidsyn.matching.screening.evidence import evidence
from vidsyn.matching.screening.listed_names import ListedNames
from vidsyn.matching.screening.names import ScreenedName, screened
from vidsyn.matching.screening.pairs import FEATURES, pair_features
from vidsyn.matching.text.words import folded_text

ACCEPT = 0.9
REVIEW = 0.4
_SHOWN = 0.01
_MOST = 0.98  # maximum confidence of a hit that is not exact
_EXACT = {1: 0.985, 2: 0.995}
_LENT = 0.95  # an identical name that ROR, not the list, gives the organisation
_BESIDE_EXACT = -2.0  # log-odds added to a near name where the exact name is listed
_BATCH = 64

__all__ = ["ACCEPT", "REVIEW", "Asked", "Coverage", "Entry", "Hit", "Judged", "Screener", "Screening"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One listed name (by number) with its features.

    `exact` is 2 where it is identical to the name asked about, 1 where it has the same words (in another order, or
    apart from a title or legal form), else 0.
    """

    number: int
    values: list[float]
    exact: int


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A judged name with its log-odds and the reasons beside the name."""

    judged: Judged
    entry: int
    score: float  # the model's score
    lifted: float  # log-odds after calibration and the rule for exact names
    beside: tuple[Reason, ...]

    @property
    def odds(self) -> float:
        return self.lifted + sum(reason.weight for reason in self.beside)

    @property
    def confidence(self) -> float:
        return 1 / (1 + math.exp(-self.odds))


class Screener:
    """Answers for a set of listed parties. Open it once: `open_screener(folder)`."""

    def __init__(
        self,
        entries: Iterable[Entry] | ListedNames,
        coverage: Coverage | None = None,
        model: Model | None = None,
    ) -> None:
        self._names = entries if isinstance(entries, ListedNames) else ListedNames.of(entries)
        self._model = model
        self.coverage = coverage or Coverage(())
        self._snapshots = {one.name: one for one in self.coverage.lists}
        self._lists = tuple(self._snapshots) if coverage else None

    @property
    def model(self) -> Model:
        """The shipped model, unless another was given."""
        return self._model or shipped("screening")

    @cached_property
    def _groups(self) -> Grouping:
        return self.model.grouping(FEATURES)

    def screen(self, asked: Screening, *, limit: int = 5) -> list[Hit]:
        """Return the listed parties the name may mean, best first; an exact name before all others."""
        return next(self.screen_many([asked], limit=limit))

    def screen_many(self, asked: Sequence[Screening], *, limit: int = 5) -> Iterator[list[Hit]]:
        """Answer many, in order; they are scored together."""
        waiting = iter(asked)
        while batch := list(islice(waiting, _BATCH)):
            judged = [self.judged(one) for one in batch]
            rows = [found.values for group in judged for found in group]
            scores = self.model.scores(rows).tolist() if rows else []
            sure = self.model.confidence(scores).tolist() if rows else []
            start = 0
            for one, group in zip(batch, judged, strict=True):
                end = start + len(group)
                yield self._hits(one, group, scores[start:end], sure[start:end], limit)
                start = end

    def entry_of(self, judged: Judged) -> Entry:
        """Return the entry whose name was judged."""
        return self._names.entry(int(self._names.owner[judged.number]))

    def judged(self, asked: Screening) -> list[Judged]:
        """Return each near listed name with its features, which the model judges and is trained on."""
        found: dict[int, Judged] = {}
        for text in dict.fromkeys((asked.name, *asked.aliases)):
            for person in (True, False):
                if asked.kind is Asked.ANY or (asked.kind is Asked.PERSON) == person:
                    self._judge(screened(text, person=person), person, found)
        for entry in self._names.with_identifier(asked.identifiers, self._lists):
            person = self.is_person(entry)
            if asked.kind is Asked.ANY or (asked.kind is Asked.PERSON) == person:
                self._judge_all(
                    screened(asked.name, person=person), self._names.names_of(entry), person, found
                )
        return list(found.values())

    def is_person(self, entry: int) -> bool:
        names = self._names.names_of(entry)
        return bool(names) and bool(self._names.person[names[0]])

    def _judge(self, name: ScreenedName, person: bool, found: dict[int, Judged]) -> None:
        if not name.words:
            return
        exact = set(self._names.exact(name, person=person, lists=self._lists))
        near = self._names.near(name, person=person, lists=self._lists)
        for number in [*sorted(exact)[:50], *near]:
            known = found.get(number)
            if known is None or not known.exact:
                level = (number in exact) + (number in exact and self._is_same(name, number))
                values = pair_features(name, self._names.name(number), person=person)
                if known is None or level or values[4] > known.values[4]:
                    found[number] = Judged(number, values, level)

    def _judge_all(
        self,
        name: ScreenedName,
        numbers: list[int],
        person: bool,
        found: dict[int, Judged],
    ) -> None:
        for number in numbers:
            if number not in found and name.words:
                values = pair_features(name, self._names.name(number), person=person)
                found[number] = Judged(number, values, 0)

    def _is_same(self, asked: ScreenedName, number: int) -> bool:
        return not self._names.lent[number] and folded_text(asked.text) == folded_text(
            self._names.texts[number]
        )

    def _hits(
        self, asked: Screening, judged: list[Judged], scores: list[float], sure: list[float], limit: int
    ) -> list[Hit]:
        papers = self._names.with_identifier(asked.identifiers, self._lists)
        best: dict[int, _Weighed] = {}
        for one, score, confidence in zip(judged, scores, sure, strict=True):
            owner = int(self._names.owner[one.number])
            if confidence < _SHOWN and not one.exact and owner not in papers:
                continue
            found = self._weighed(asked, one, score, confidence, same_identifier=owner in papers)
            if owner not in best or _rank(found) < _rank(best[owner]):
                best[owner] = found
        ranked = _beside_exact(sorted(best.values(), key=_rank))
        return [self._hit(found) for found in ranked if found.confidence >= _SHOWN or found.judged.exact][
            :limit
        ]

    def _weighed(
        self, asked: Screening, judged: Judged, score: float, confidence: float, *, same_identifier: bool
    ) -> _Weighed:
        entry = int(self._names.owner[judged.number])
        if judged.exact:
            confidence = max(confidence, _LENT if self._names.lent[judged.number] else _EXACT[judged.exact])
        else:
            confidence = min(confidence, _MOST)
        lifted = math.log(confidence / (1 - confidence))
        said = asked.country or asked.births or asked.identifiers
        beside = (
            tuple(evidence(asked, self._names.entry(entry).listing, same_identifier=same_identifier))
            if said
            else ()
        )
        return _Weighed(judged, entry, score, lifted, beside)

    def _hit(self, found: _Weighed) -> Hit:
        entry, confidence = self._names.entry(found.entry), found.confidence
        return Hit(
            list_name=entry.list_name,
            listing=entry.listing,
            name=self._names.texts[found.judged.number],
            confidence=confidence,
            band=Band.ACCEPT if confidence >= ACCEPT else Band.REVIEW if confidence >= REVIEW else Band.NONE,
            exact=bool(found.judged.exact),
            why=self._why(found, entry) if confidence >= REVIEW else (),
            bridge=entry.bridge,
            snapshot=self._snapshots.get(entry.list_name),
        )

    def _why(self, found: _Weighed, entry: Entry) -> tuple[Reason, ...]:
        """Return the reasons, weightiest first. They sum to the log-odds of the confidence."""
        start, groups = self.model.contributions(found.judged.values, self._groups)
        text = self._names.texts[found.judged.number]
        reasons = [
            Reason(group, text if group == "words" else "", weight) for group, weight in groups.items()
        ]
        reasons = sorted([*reasons, *found.beside], key=lambda reason: (-abs(reason.weight), reason.code))
        # The score is moved by calibration and, for an exact name, by the rule that it ranks above any model score.
        moved = found.lifted - start - sum(groups.values())
        rule = Reason("exact", text, moved) if found.judged.exact else Reason("calibration", "", moved)
        lent = self._names.lent[found.judged.number] and entry.bridge
        said = (Reason("ror", f"name from ROR: {entry.bridge.id}", 0.0),) if lent and entry.bridge else ()
        return (*((rule,) if found.judged.exact else ()), *said, *reasons,
                *(() if found.judged.exact else (rule,)), Reason("start", "", start))  # fmt: skip


def _beside_exact(ranked: list[_Weighed]) -> list[_Weighed]:
    """Lower near names where the exact name is listed: it is less likely that they are meant."""
    if not ranked or not ranked[0].judged.exact:
        return ranked
    step = (Reason("competition", "", _BESIDE_EXACT),)
    return [one if one.judged.exact else replace(one, beside=one.beside + step) for one in ranked]


def _rank(found: _Weighed) -> tuple[int, float, float, int]:
    return -found.judged.exact, -found.odds, -found.score, found.judged.number
