"""What speaks for and against each candidate, as named numbers. The names are public: explanations group them.

Every number is computed from the text, the index and the other candidates alone, so the same question to the same
index has the same answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz import fuzz

from vidsyn.matching.candidates import Candidate, Query
from vidsyn.matching.index.building import KIND_BITS
from vidsyn.matching.index.keys import Form
from vidsyn.matching.index.opened import Index
from vidsyn.matching.organisations import NameKind
from vidsyn.matching.text.words import Word

# name → (group of the explanation, monotone direction: 1 more is better, -1 more is worse, 0 free)
FEATURES: dict[str, tuple[str, int]] = {
    "similarity": ("words", 1),  # letters of the name and of the words met, in order, 0–1
    "similarity_sorted": ("words", 1),  # the same with canonical words, sorted
    "coverage": ("words", 1),  # part of the name's weight that was met, 0–1
    "exact": ("words", 1),  # the name's key stands in the text
    "weight": ("words", 1),  # how much the words met tell: sum of their rarity
    "rarest": ("words", 0),  # how telling the name's most telling word is
    "spread": (
        "words",
        0,
    ),  # in how many countries its most local word is somebody's: many for a subject's name
    "word_count": ("words", 0),
    "letters": ("words", 0),
    "acronym": ("acronym", 0),  # the name met is an acronym
    "acronym_capitals": ("acronym", 1),  # and was written in capitals
    "shortened": ("words", -1),  # the name without its bracket
    "place_apart": ("words", 0),  # the name without a city (1) or country (2) that is named apart from it
    "alias": ("words", 0),  # no label, only an alias
    "country": ("country", 1),  # 1 the text or the asker says so, -1 another one, 0 nothing said
    "city": ("place", 1),  # the record's city is named
    "city_elsewhere": ("place", -1),  # cities named lie in other countries only
    "city_other": ("place", -1),  # a city of its country is named, and it is not the record's
    "rivals": ("namesakes", -1),  # other records the same words are a name of
    "rivals_here": ("namesakes", -1),  # of those, the ones as good on country and city
    "inside": ("context", -1),  # stands inside a longer name that was met
    "weight_inside": ("context", -1),  # how much more that longer name tells
    "crossed": ("context", -1),  # how much a name tells that shares some of its words, and not all
    "segment_part": ("context", 1),  # part of its segment the name covers
    "text_part": ("context", 1),  # part of the text it covers
    "begins_segment": ("context", 0),
    "ends_segment": ("context", 0),
    "before": ("context", 0),  # words standing before it in its segment
    "after": ("context", 0),
    "segments": ("context", 0),
    "segment_from_end": ("context", 0),
    "segments_spanned": ("context", -1),
    "unit_word": ("context", 0),  # the words just before say a department, school or laboratory
    "parent_met": ("hierarchy", 0),  # a record it belongs to is a candidate too
    "child_met": ("hierarchy", 0),  # a record that belongs to it is a candidate too
    "best_gap": ("competition", -1),  # how much more the best other candidate's words tell
    "better": ("competition", -1),  # candidates whose words tell more
    "education": ("kind", 0),
    "healthcare": ("kind", 0),
    "company": ("kind", 0),
    "facility": ("kind", 0),
    "government": ("kind", 0),
    "stopped": ("status", -1),  # no longer active
}
NAMES = tuple(FEATURES)
_EVERYWHERE = 60  # in more countries than this hardly any word is
_UNKNOWN = 9.0  # the rarity of a word no name has

_UNITS = frozenset(
    [
        "department",
        "faculty",
        "school",
        "laboratory",
        "division",
        "section",
        "unit",
        "group",
        "program",
        "chair",
        "institute",
        "center",
        "college",
    ]
)


class Row(NamedTuple):
    """One candidate with its features, in the order of `NAMES`."""

    candidate: Candidate
    values: list[float]


def feature_rows(index: Index, query: Query, candidates: Iterable[Candidate]) -> list[Row]:
    """The features of all candidates of one text."""
    chosen = sorted(candidates, key=lambda c: c.record)
    if not chosen:
        return []
    context = _Context(index, query, chosen)
    return [Row(candidate, _values(context, candidate)) for candidate in chosen]


class _Context:
    """What the features of one text's candidates share."""

    def __init__(self, index: Index, query: Query, chosen: list[Candidate]) -> None:
        self.index, self.query = index, query
        words = query.words.words
        number, rarity = index.word_number, index.rarity
        known = [number.get(w.canonical) for w in words]
        self.rarity = [
            rarity[n] if n is not None else _UNKNOWN * bool(w.canonical)
            for n, w in zip(known, words, strict=True)
        ]
        self.spread = [index.spread[n] if n is not None else _EVERYWHERE for n in known]
        self.segments = query.words.segments
        self.segment_count = self.segments[-1] + 1 if self.segments else 1
        self.bounds = _segment_bounds(self.segments)
        self.places = list(self.rarity)
        for start, end in query.countries.values():
            self.places[start:end] = [0.0] * (end - start)
        self.total = sum(self.places) or 1.0
        self.upper_text = query.words.text.isupper()
        self.strength = {c.record: c.coverage * min(index.name_weight[c.name], 40.0) for c in chosen}
        self.ranked = sorted(-strength for strength in self.strength.values())
        self.before = [0.0, *accumulate(self.rarity)]
        self.units_before = [0, *accumulate(w.canonical in _UNITS for w in words)]
        self.places_before = [0.0, *accumulate(self.places)]
        spans = {(c.start, c.end) for c in chosen if c.exact and c.form != Form.ACRONYM}
        self.spans = [(start, end, self.before[end] - self.before[start]) for start, end in sorted(spans)]
        self.records = set(self.strength)
        parents = index.parents
        self.parents = {c.record: self.records.intersection(parents.get(c.record, ())) for c in chosen}
        self.with_children = {parent for row in self.parents.values() for parent in row}
        self.country = {c.record: _country(index, query, c.record) for c in chosen}
        self.city = {c.record: _city(index, query, c) for c in chosen}
        self.by_span: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for c in chosen:
            if c.exact:
                self.by_span[c.start, c.end].append(c)
        self.cities = [
            (*place, index.city_countries[key])
            for key, place in query.places.items()
            if key in index.city_countries
        ]
        self.nation_known = bool(query.countries or query.country_given or query.regions)


def _segment_bounds(segments: list[int]) -> dict[int, tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for place, segment in enumerate(segments):
        first, _ = bounds.get(segment, (place, place))
        bounds[segment] = (first, place + 1)
    return bounds


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
    """1 where the record's city is named beside the name, a half where only the name itself has it."""
    city = index.record_city[c.record]
    place = query.places.get(index.city_key[city]) if city else None
    if place is None:
        return 0.0
    return 0.5 if c.start <= place[0] and place[1] <= c.end else 1.0


def _values(context: _Context, c: Candidate) -> list[float]:
    return [
        *_name_values(context, c),
        *_place_values(context, c),
        *_text_values(context, c),
        *_other_values(context, c),
    ]


def _name_values(context: _Context, c: Candidate) -> list[float]:
    index, words = context.index, context.query.words.words[c.start : c.end]
    kinds = index.name_kinds[c.name]
    acronym = c.form == Form.ACRONYM or kinds == KIND_BITS[NameKind.ACRONYM]
    met = " ".join(word.folded for word in words)
    name = index.folded_name(c.name)
    same = met == name
    short = len(words) == 1 and len(words[0].folded) <= 6
    return [
        1.0 if same else fuzz.ratio(met, name) / 100,
        1.0 if same else _sorted_likeness(index, c, words),
        c.coverage,
        float(c.exact),
        c.coverage * (9.0 if acronym else index.name_weight[c.name]),
        max(context.rarity[c.start : c.end], default=0.0),
        float(min(context.spread[c.start : c.end], default=_EVERYWHERE)),
        float(len(words)),
        float(min(len(name), 60)),
        float(acronym),
        float(short and words[0].upper and not context.upper_text),
        float(c.form in (Form.WITHOUT_COUNTRY, Form.WITHOUT_BRACKET)),
        float(max(c.form - Form.ACRONYM, 0)),
        float(not kinds & (KIND_BITS[NameKind.DISPLAY] | KIND_BITS[NameKind.LABEL])),
    ]


def _sorted_likeness(index: Index, c: Candidate, words: list[Word]) -> float:
    if c.exact and c.form in (Form.FULL, Form.SPELT_OUT):
        return 1.0  # found by its canonical words
    met = " ".join(sorted(word.canonical for word in words if word.canonical))
    return fuzz.ratio(met, index.canonical_name(c.name)) / 100


def _place_values(context: _Context, c: Candidate) -> list[float]:
    index, country, city = context.index, context.country[c.record], context.city[c.record]
    mine = country + city
    alike = context.by_span[c.start, c.end] if c.exact else ()
    rivals, equal = max(len(alike) - 1, 0), 0
    if rivals:
        equal = sum(context.country[r.record] + context.city[r.record] >= mine for r in alike) - 1
    home = index.record_country[c.record]
    named = here = False
    for start, end, found in context.cities:
        if start < c.start or c.end < end:
            named = True
            here = here or home in found
    return [
        country,
        city,
        float(named and not context.nation_known and not here),
        float(here and not city and bool(index.record_city[c.record])),
        float(min(rivals, 10)),
        float(min(equal, 10)),
    ]


def _text_values(context: _Context, c: Candidate) -> list[float]:
    inside = weight_inside = crossed = 0.0
    own = context.before[c.end] - context.before[c.start]
    for start, end, weight in context.spans:
        if end <= c.start or c.end <= start or (start >= c.start and end <= c.end):
            continue
        if start <= c.start and c.end <= end:
            inside = 1.0
            weight_inside = max(weight_inside, weight - own)
        else:
            crossed = max(crossed, weight)
    last = max(c.end - 1, c.start)
    if not context.segments:
        return [inside, weight_inside, crossed] + [0.0] * 10
    first_segment, last_segment = context.segments[c.start], context.segments[last]
    begin, _ = context.bounds[first_segment]
    _, end = context.bounds[last_segment]
    segment_weight = (context.places_before[end] - context.places_before[begin]) or 1.0
    met = (context.places_before[c.end] - context.places_before[c.start]) * c.coverage
    return [
        inside,
        weight_inside,
        crossed,
        min(met / segment_weight, 1.0),
        min(met / context.total, 1.0),
        float(begin == c.start),
        float(end == c.end),
        float(min(c.start - begin, 10)),
        float(min(end - c.end, 10)),
        float(min(context.segment_count, 10)),
        float(min(context.segment_count - 1 - last_segment, 10)),
        float(last_segment - first_segment),
        float(context.units_before[c.start] > context.units_before[max(begin, c.start - 8)]),
    ]


@lru_cache(maxsize=4_096)
def _kinds(types: int, bits: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(1.0 if types & bit else 0.0 for bit in bits)


def _other_values(context: _Context, c: Candidate) -> list[float]:
    index, types = context.index, context.index.record_types[c.record]
    own = context.strength[c.record]
    alone = len(context.ranked) == 1
    best = -context.ranked[0 if alone or -context.ranked[0] > own else 1]
    return [
        float(bool(context.parents[c.record])),
        float(c.record in context.with_children),
        0.0 if alone else best - own,
        float(min(bisect_left(context.ranked, -own), 10)),
        *_kinds(types, index.kind_bits),
        float(c.record in index.targets),
    ]
