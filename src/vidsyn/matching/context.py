"""Shared data for the features of one text's candidates: word weights, and each run of words analysed once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from vidsyn.matching.candidates import Candidate
from vidsyn.matching.index.keys import Form
from vidsyn.matching.index.opened import Index
from vidsyn.matching.reading import Query

_ACRONYM = int(Form.ACRONYM)
_EVERYWHERE = 60  # hardly any word occurs in more countries than this
_UNKNOWN = 9.0  # rarity of a word that occurs in no name
_UNITS = frozenset(
    (
        "department", "faculty", "school", "laboratory", "division", "section", "unit", "group", "program",
        "chair", "institute", "center", "college",
    )
)  # fmt: skip


class Stretch(NamedTuple):
    """A run of words as the features see it, whichever name it is taken for."""

    folded: str
    rarest: float
    spread: float
    words: float
    capitals: float  # a single short word in capitals
    alike: Sequence[float]  # country and city features of each record that has the run as a name
    cities: Sequence[frozenset[str]]  # for each city named outside the run, the countries it may lie in
    nested: tuple[float, float, float]  # inside, weight_inside, crossed
    met: float  # weight of its words, places excluded
    segment_met: float  # weight of its segment
    standing: tuple[float, ...]  # begins_segment to unit_word


class Context:
    """Data shared by the features of one text's candidates."""

    def __init__(self, index: Index, query: Query, chosen: list[Candidate]) -> None:
        self.index, self.query = index, query
        self.upper_text = query.words.text.isupper()
        self._weigh_words()
        weight = index.name_weight
        self.strength = [c.coverage * min(weight[c.name], 40.0) for c in chosen]
        self.ranked = sorted([-strength for strength in self.strength])
        spans = {(c.start, c.end) for c in chosen if c.exact and c.form != _ACRONYM}
        self._spans = [(start, end, self._before[end] - self._before[start]) for start, end in sorted(spans)]
        self._relate(chosen)
        self._place(chosen)
        self._known: dict[tuple[int, int], Stretch] = {}

    def _weigh_words(self) -> None:
        index, query = self.index, self.query
        rarity, words, numbers = index.rarity, query.words.words, query.numbers
        self._rarity = [
            rarity[n] if n is not None else _UNKNOWN if word.canonical else 0.0
            for n, word in zip(numbers, words, strict=True)
        ]
        spread = index.spread
        self._spread = [spread[n] if n is not None else _EVERYWHERE for n in numbers]
        places = list(self._rarity)
        for start, end in query.countries.values():
            places[start:end] = [0.0] * (end - start)
        self.total = sum(places) or 1.0
        self._before = [0.0, *accumulate(self._rarity)]
        self._places_before = [0.0, *accumulate(places)]
        self._units_before = [0, *accumulate([word.canonical in _UNITS for word in words])]

    def _relate(self, chosen: list[Candidate]) -> None:
        """Find which records belong to which."""
        records, parents = {c.record for c in chosen}, self.index.parents
        owned = {c.record: records.intersection(parents[c.record]) for c in chosen if c.record in parents}
        self.with_parents = {record for record, owners in owned.items() if owners}
        self.with_children = {owner for owners in owned.values() for owner in owners}

    def _place(self, chosen: list[Candidate]) -> None:
        """Compare each record's country and city with the places in the text."""
        index, query = self.index, self.query
        self.country = [_country(index, query, c.record) for c in chosen]
        self.city = [_city(index, query, c) for c in chosen]
        self._alike: dict[tuple[int, int], list[float]] = {}
        for c, country, city in zip(chosen, self.country, self.city, strict=True):
            if c.exact:
                self._alike.setdefault((c.start, c.end), []).append(country + city)
        known = index.city_countries
        self._cities = [(*place, known[key]) for key, place in query.places.items() if key in known]
        self.nation_known = bool(query.countries or query.country_given or query.regions)

    def canonical(self, start: int, end: int) -> str:
        """Return the run's canonical words, sorted. Called only where they may differ from the name's own."""
        words = self.query.words.words[start:end]
        return " ".join(sorted([word.canonical for word in words if word.canonical]))

    def stretch(self, start: int, end: int) -> Stretch:
        """Return the run of words from `start` up to, not including, `end`."""
        found = self._known.get((start, end))
        if found is None:
            found = self._known[start, end] = self._stretch(start, end)
        return found

    def _stretch(self, start: int, end: int) -> Stretch:
        words, before = self.query.words.words[start:end], self._places_before
        begin, stop = self.query.first[start], self.query.last[max(end - 1, start)]
        alike = self._alike.get((start, end), ())
        short = len(words) == 1 and len(words[0].folded) <= 6 and words[0].upper and not self.upper_text
        return Stretch(
            " ".join([word.folded for word in words]),
            max(self._rarity[start:end], default=0.0),
            float(min(self._spread[start:end], default=_EVERYWHERE)),
            float(len(words)),
            1.0 if short else 0.0,
            alike,
            [found for first, last, found in self._cities if first < start or end < last],
            self._nested(start, end),
            before[end] - before[start],
            (before[stop] - before[begin]) or 1.0,
            self._standing(start, end, begin, stop),
        )

    def _standing(self, start: int, end: int, begin: int, stop: int) -> tuple[float, ...]:
        """Describe the run's position in its segment (`begin` to before `stop`) and the segment's in the text."""
        segments = self.query.words.segments
        first, last = segments[start], segments[max(end - 1, start)]
        return (
            float(begin == start),
            float(stop == end),
            float(min(start - begin, 10)),
            float(min(stop - end, 10)),
            float(min(segments[-1] + 1, 10)),
            float(min(segments[-1] - last, 10)),
            float(last - first),
            float(self._units_before[start] > self._units_before[max(begin, start - 8)]),
        )

    def _nested(self, start: int, end: int) -> tuple[float, float, float]:
        """Return whether the run lies inside a longer name, that name's extra weight, and the weight of a crossing
        name.
        """
        inside = weight_inside = crossed = 0.0
        own = self._before[end] - self._before[start]
        for first, last, weight in self._spans:
            if last <= start or end <= first or (first >= start and last <= end):
                continue
            if first <= start and end <= last:
                inside = 1.0
                weight_inside = max(weight_inside, weight - own)
            else:
                crossed = max(crossed, weight)
        return inside, weight_inside, crossed


def _country(index: Index, query: Query, record: int) -> float:
    country = index.record_country[record]
    if not country:
        return 0.0
    if query.country_given is not None:
        return 1.0 if query.country_given == country else -1.0
    named = query.countries or query.regions
    if not named:
        return 0.0
    return 1.0 if country in named else -1.0


def _city(index: Index, query: Query, c: Candidate) -> float:
    """Return 1 where the record's city is named beside the name, 0.5 where only the name itself contains it."""
    city = index.record_city[c.record]
    place = query.places.get(index.city_key[city]) if city else None
    if place is None:
        return 0.0
    return 0.5 if c.start <= place[0] and place[1] <= c.end else 1.0
