"""Evidence for and against each candidate, as named numbers. The names are public: explanations group them.

Every number depends on the text, the index and the other candidates alone, so the same question to the same index
gives the same answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from vidsyn.matching.candidates import Candidate
from vidsyn.matching.context import Context, Stretch
from vidsyn.matching.index.building import KIND_BITS
from vidsyn.matching.index.keys import Form
from vidsyn.matching.index.opened import Index
from vidsyn.matching.organisations import NameKind
from vidsyn.matching.reading import Query

# name → (group of the explanation, monotone direction: 1 more is better, -1 more is worse, 0 free)
FEATURES: dict[str, tuple[str, int]] = {
    "similarity": ("words", 1),  # letters of the name against those of the matched words, in order, 0–1
    "similarity_sorted": ("words", 1),  # the same with canonical words, sorted
    "coverage": ("words", 1),  # share of the name's weight that was matched, 0–1
    "exact": ("words", 1),  # the name's key occurs in the text
    "weight": ("words", 1),  # sum of the rarity of the matched words
    "rarest": ("words", 0),  # rarity of the name's rarest word
    "spread": (
        "words",
        0,
    ),  # number of countries in which its most local word occurs: high for names of subjects
    "word_count": ("words", 0),
    "letters": ("words", 0),
    "acronym": ("acronym", 0),  # the matched name is an acronym
    "acronym_capitals": ("acronym", 1),  # … written in capitals
    "shortened": ("words", -1),  # the name without its bracket
    "place_apart": ("words", 0),  # the name without a city (1) or country (2) that is named separately
    "alias": ("words", 0),  # an alias, not a label
    "country": ("country", 1),  # 1 the text or the caller names its country, -1 another one, 0 none
    "city": ("place", 1),  # the record's city is named
    "city_elsewhere": ("place", -1),  # all cities named lie in other countries
    "city_other": ("place", -1),  # another city of its country is named
    "rivals": ("namesakes", -1),  # other records with the same words as a name
    "rivals_here": ("namesakes", -1),  # those of them that match country and city as well
    "inside": ("context", -1),  # lies inside a longer matched name
    "weight_inside": ("context", -1),  # how much more that longer name weighs
    "crossed": ("context", -1),  # weight of a name that shares some of its words but not all
    "segment_part": ("context", 1),  # share of its segment that the name covers
    "text_part": ("context", 1),  # share of the text that it covers
    "begins_segment": ("context", 0),
    "ends_segment": ("context", 0),
    "before": ("context", 0),  # words before it in its segment
    "after": ("context", 0),
    "segments": ("context", 0),
    "segment_from_end": ("context", 0),
    "segments_spanned": ("context", -1),
    "unit_word": ("context", 0),  # the preceding words name a department, school or laboratory
    "parent_met": ("hierarchy", 0),  # a parent record is a candidate too
    "child_met": ("hierarchy", 0),  # a child record is a candidate too
    "best_gap": ("competition", -1),  # how much more the best other candidate's words weigh
    "better": ("competition", -1),  # candidates whose words weigh more
    "education": ("kind", 0),
    "healthcare": ("kind", 0),
    "company": ("kind", 0),
    "facility": ("kind", 0),
    "government": ("kind", 0),
    "stopped": ("status", -1),  # no longer active
}
NAMES = tuple(FEATURES)
# Plain integers: comparing with enumeration members takes three times as long.
_ACRONYM, _BRACKETED = int(Form.ACRONYM), (int(Form.WITHOUT_COUNTRY), int(Form.WITHOUT_BRACKET))
_BY_WORDS = (int(Form.FULL), int(Form.SPELT_OUT))
_ONLY_ACRONYM = KIND_BITS[NameKind.ACRONYM]
_LABEL = KIND_BITS[NameKind.DISPLAY] | KIND_BITS[NameKind.LABEL]


class Row(NamedTuple):
    """One candidate with its features, in the order of `NAMES`."""

    candidate: Candidate
    values: list[float]


def feature_rows(index: Index, query: Query, candidates: Iterable[Candidate]) -> list[Row]:
    """Compute the features of all candidates of one text."""
    chosen = sorted(candidates, key=_record)
    if not chosen:
        return []
    context = Context(index, query, chosen)
    return [Row(candidate, _values(context, place, candidate)) for place, candidate in enumerate(chosen)]


_record = attrgetter("record")


def _values(context: Context, place: int, c: Candidate) -> list[float]:
    stretch = context.stretch(c.start, c.end)
    met = stretch.met * c.coverage
    return [
        *_name_values(context, stretch, c),
        *_place_values(context, stretch, place, c),
        *stretch.nested,
        min(met / stretch.segment_met, 1.0),
        min(met / context.total, 1.0),
        *stretch.standing,
        *_other_values(context, place, c.record),
    ]


def _name_values(context: Context, stretch: Stretch, c: Candidate) -> tuple[float, ...]:
    index = context.index
    kinds, form, coverage = index.name_kinds[c.name], c.form, c.coverage
    acronym = form == _ACRONYM or kinds == _ONLY_ACRONYM
    name = index.folded_names[c.name]
    same = stretch.folded == name
    # Names found by their canonical words have the same canonical words.
    same_words = same or (c.exact and form in _BY_WORDS)
    return (
        1.0 if same else ratio(stretch.folded, name) / 100,
        1.0 if same_words else ratio(context.canonical(c.start, c.end), index.sorted_names[c.name]) / 100,
        coverage,
        1.0 if c.exact else 0.0,
        coverage * (9.0 if acronym else index.name_weight[c.name]),
        stretch.rarest,
        stretch.spread,
        stretch.words,
        float(min(len(name), 60)),
        1.0 if acronym else 0.0,
        stretch.capitals,
        1.0 if form in _BRACKETED else 0.0,
        float(max(form - _ACRONYM, 0)),
        0.0 if kinds & _LABEL else 1.0,
    )


def _place_values(context: Context, stretch: Stretch, place: int, c: Candidate) -> tuple[float, ...]:
    index, country, city = context.index, context.country[place], context.city[place]
    rivals = equal = 0
    if c.exact and len(stretch.alike) > 1:
        mine = country + city
        rivals, equal = len(stretch.alike) - 1, sum([other >= mine for other in stretch.alike]) - 1
    here = False
    if stretch.cities:
        home = index.record_country[c.record]
        here = any(home in countries for countries in stretch.cities)
    return (
        country,
        city,
        1.0 if stretch.cities and not context.nation_known and not here else 0.0,
        1.0 if here and not city and index.record_city[c.record] else 0.0,
        float(min(rivals, 10)),
        float(min(equal, 10)),
    )


@lru_cache(maxsize=4_096)
def _kinds(types: int, bits: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(1.0 if types & bit else 0.0 for bit in bits)


def _other_values(context: Context, place: int, record: int) -> tuple[float, ...]:
    index, own, ranked = context.index, context.strength[place], context.ranked
    alone = len(ranked) == 1
    best = -ranked[0 if alone or -ranked[0] > own else 1]
    return (
        1.0 if record in context.with_parents else 0.0,
        1.0 if record in context.with_children else 0.0,
        0.0 if alone else best - own,
        float(min(bisect_left(ranked, -own), 10)),
        *_kinds(index.record_types[record], index.kind_bits),
        1.0 if record in index.targets else 0.0,
    )
