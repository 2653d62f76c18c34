"""Free text → organisations, with calibrated confidence, a band and the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from vidsyn.matching.candidates import explained, near_candidates, read, span_candidates
from vidsyn.matching.explain import reasons
from vidsyn.matching.features import Row, feature_rows
from vidsyn.matching.index.opened import Index
from vidsyn.matching.model import Model, shipped
from vidsyn.matching.organisations import Band, Match
from vidsyn.matching.text.translation import in_latin

ACCEPT = 0.9  # calibrated probability from which a match may be linked without asking
REVIEW = 0.4
_SHOWN = 0.02
_BATCH = 64


class Resolver:
    """Answers for one index. Deterministic; holds nothing that changes but caches."""

    def __init__(self, index: Index, model: Model | None = None) -> None:
        self.index = index
        self._model = model

    @property
    def model(self) -> Model:
        """The model asked: the shipped one unless another was given."""
        return self._model or shipped("organisations")

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
            rows = [self.rows(text, country) for text, country in batch]
            flat = [row.values for group in rows for row in group]
            scores = self.model.scores(flat).tolist() if flat else []
            sure = self.model.confidence(scores).tolist() if flat else []
            start = 0
            for group in rows:
                end = start + len(group)
                yield self._matches(group, scores[start:end], sure[start:end], limit)
                start = end

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
        query, spans = read(self.index, text, country)
        candidates = span_candidates(self.index, query, spans)
        if not explained(self.index, query, candidates.values()):
            near_candidates(self.index, query, candidates, by_sound=romanised)
        if hidden is not None:
            candidates.pop(hidden, None)
        return feature_rows(self.index, query, candidates.values())

    def _matches(self, rows: list[Row], scores: list[float], sure: list[float], limit: int) -> list[Match]:
        order = sorted(range(len(rows)), key=lambda n: (-sure[n], -scores[n], rows[n].candidate.record))
        named: set[tuple[int, int]] = set()
        matches = []
        for n in order[:limit]:
            if sure[n] >= _SHOWN:
                stretch = (rows[n].candidate.start, rows[n].candidate.end)
                # The same words name one organisation: only the likeliest of them is accepted unasked.
                matches.append(self._match(rows[n], sure[n], second=stretch in named))
                named.add(stretch)
        return matches

    def _match(self, row: Row, confidence: float, *, second: bool) -> Match:
        record = row.candidate.record
        stopped = second or record in self.index.targets
        return Match(
            id=self.index.ids[record],
            name=self.index.display_name(record),
            confidence=confidence,
            band=_band(confidence, stopped=stopped),
            why=reasons(self.index, self.model, row) if confidence >= REVIEW else (),
        )


def _band(confidence: float, *, stopped: bool) -> Band:
    """Only an organisation that still exists, and no second one for the same words, is accepted unasked."""
    if confidence >= ACCEPT and not stopped:
        return Band.ACCEPT
    return Band.REVIEW if confidence >= REVIEW else Band.NONE
