"""Resolve free text to organisations, with calibrated confidence, a band and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from vidsyn.matching.candidates import explained, span_candidates
from vidsyn.matching.explain import reasons
from vidsyn.matching.features import Row, feature_rows
from vidsyn.matching.index.opened import Index
from vidsyn.matching.judging import Asking, Judge, Judged, shipped_judge
from vidsyn.matching.near import near_candidates
from vidsyn.matching.organisations import Band, Match
from vidsyn.matching.reading import read
from vidsyn.matching.text.translation import in_latin

ACCEPT = 0.89  # calibrated probability from which a match may be linked automatically
REVIEW = 0.6  # below this, wrong answers cost more than right ones gain
PROPOSED = 0.15  # from here the likeliest is proposed, with reasons, to a person who reviews this one name
_SHOWN = 0.02
_BEST_SHOWN = 0.002  # the likeliest is shown even with little evidence for it
_BATCH = 64


class Resolver:
    """Answers for one index. Deterministic; its only mutable state is caches."""

    def __init__(self, index: Index, judge: Judge | None = None) -> None:
        self.index = index
        self._judge = judge

    @property
    def judge(self) -> Judge:
        """The shipped models, unless others were given."""
        return self._judge or shipped_judge()

    def resolve(self, text: str, *, country: str | None = None, limit: int = 5) -> list[Match]:
        """Return the organisations a text may mean, best first, at most `limit`.

        `country` (ISO 3166 or as written) is known apart from the text; it separates namesakes.
        """
        return next(self.resolve_many([(text, country)], limit=limit))

    def resolve_many(
        self, asked: Sequence[tuple[str, str | None]], *, limit: int = 5
    ) -> Iterator[list[Match]]:
        """Answer many (text, country) pairs, in order. Faster than one by one: they are scored together."""
        waiting = iter(asked)
        while batch := list(islice(waiting, _BATCH)):
            for judged in self.judged(batch):
                yield self._matches(judged, limit)

    def judged(self, asked: Sequence[tuple[str, str | None]]) -> list[list[Judged]]:
        """Return the judged candidates of each (text, country)."""
        rows = [self.rows(text, country) for text, country in asked]
        return self.judge.judge(self.index, rows, [Asking.of(text, country) for text, country in asked])

    def rows(self, text: str, country: str | None = None, *, hidden: int | None = None) -> list[Row]:
        """Return the candidates for a text with their features, which the model is trained on and judges.

        `hidden` is a record to leave out, as if it were not in the index.
        """
        said = None if text.isascii() else in_latin(text)
        rows = self._rows(text, country, hidden)
        if said is None or any(row.candidate.exact for row in rows):
            return rows
        return self._rows(said, country, hidden, romanised=True)

    def _rows(
        self, text: str, country: str | None, hidden: int | None, *, romanised: bool = False
    ) -> list[Row]:
        query, runs = read(self.index, text, country)
        candidates = span_candidates(self.index, query, runs)
        if not explained(self.index, query, candidates.values()):
            near_candidates(self.index, query, candidates, by_sound=romanised)
        if hidden is not None:
            candidates.pop(hidden, None)
        return feature_rows(self.index, query, candidates.values())

    def _matches(self, judged: list[Judged], limit: int) -> list[Match]:
        likely = [one for one in judged if one.confidence >= _BEST_SHOWN]
        likely.sort(key=lambda one: (-one.confidence, -one.score, one.row.candidate.record))
        named: set[tuple[int, int]] = set()
        matches: list[Match] = []
        for one in likely[:limit]:
            if matches and one.confidence < _SHOWN:
                break
            stretch = (one.row.candidate.start, one.row.candidate.end)
            # The same words name one organisation: only the likeliest is accepted automatically.
            matches.append(self._match(one, second=stretch in named))
            named.add(stretch)
        return matches

    def _match(self, judged: Judged, *, second: bool) -> Match:
        record, confidence = judged.row.candidate.record, judged.confidence
        stopped = second or record in self.index.targets
        return Match(
            id=self.index.ids[record],
            name=self.index.display_name(record),
            confidence=confidence,
            band=_band(confidence, stopped=stopped),
            why=reasons(self.index, self.judge, judged) if confidence >= PROPOSED else (),
        )


def _band(confidence: float, *, stopped: bool) -> Band:
    """Return the band. Only an active organisation, the first for its words, is accepted automatically."""
    if confidence >= ACCEPT and not stopped:
        return Band.ACCEPT
    return Band.REVIEW if confidence >= REVIEW else Band.NONE
