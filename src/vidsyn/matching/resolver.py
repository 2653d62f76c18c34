"""Free text → organisations, with calibrated confidence, a band and the reasons."""

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

ACCEPT = 0.89  # calibrated probability from which a match may be linked without asking
REVIEW = 0.6  # further down more is lost by wrong answers than is won by right ones
PROPOSED = 0.15  # from here the likeliest is put to a person who judges this one name, with its reasons
_SHOWN = 0.02
_BEST_SHOWN = 0.002  # the likeliest is shown even where little speaks for it
_BATCH = 64


class Resolver:
    """Answers for one index. Deterministic; holds nothing that changes but caches."""

    def __init__(self, index: Index, judge: Judge | None = None) -> None:
        self.index = index
        self._judge = judge

    @property
    def judge(self) -> Judge:
        """Who is asked: the shipped models unless others were given."""
        return self._judge or shipped_judge()

    def resolve(self, text: str, *, country: str | None = None, limit: int = 5) -> list[Match]:
        """The organisations a text may mean, best first, at most `limit`.

        `country` (ISO 3166 or as written) is what is known apart from the text; it decides between namesakes.
        """
        return next(self.resolve_many([(text, country)], limit=limit))

    def resolve_many(
        self, asked: Sequence[tuple[str, str | None]], *, limit: int = 5
    ) -> Iterator[list[Match]]:
        """The answers to many (text, country), in order. Faster than one by one: they are scored together."""
        waiting = iter(asked)
        while batch := list(islice(waiting, _BATCH)):
            for judged in self.judged(batch):
                yield self._matches(judged, limit)

    def judged(self, asked: Sequence[tuple[str, str | None]]) -> list[list[Judged]]:
        """The candidates for each (text, country), judged."""
        rows = [self.rows(text, country) for text, country in asked]
        return self.judge.judge(self.index, rows, [Asking.of(text, country) for text, country in asked])

    def rows(self, text: str, country: str | None = None, *, hidden: int | None = None) -> list[Row]:
        """The candidates for a text with their features: what the model is trained on and judges.

        `hidden` is a record to answer as if the index did not know it.
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
            # The same words name one organisation: only the likeliest of them is accepted unasked.
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
    """Only an organisation that still exists, and no second one for the same words, is accepted unasked."""
    if confidence >= ACCEPT and not stopped:
        return Band.ACCEPT
    return Band.REVIEW if confidence >= REVIEW else Band.NONE
