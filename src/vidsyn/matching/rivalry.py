"""The second model: how a text's candidates, each scored alone, support or rule out each other.

Only after the first model has scored every candidate is it known whether a likelier one uses the same words,
encloses it, or is the university that a hospital or school belongs to. The second model's score is added to the
first's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from vidsyn.matching.features import NAMES, Row
from vidsyn.matching.index.opened import Index

# name → (group of the explanation, monotone direction), as in `features`
RIVALRY: dict[str, tuple[str, int]] = {
    "ahead": ("competition", 1),  # lead of its first score over the best other one
    "ahead_same_words": ("namesakes", 1),  # … over the best one for the same words
    "ahead_crossing": ("context", 1),  # … for partly the same words
    "ahead_around": ("context", 1),  # … for a longer run around it
    "ahead_within": ("context", 1),  # … for a shorter run within it
    "ahead_apart": ("competition", 1),  # … for words apart from it
    "ahead_parent": ("hierarchy", 0),  # … of a parent record
    "ahead_child": ("hierarchy", 0),  # … of a child record
    "likely_apart": ("competition", 0),  # others that are likely on their own, for words apart from it
    "likely": ("competition", 0),  # expected number of correct others
    "best_stands": ("competition", 0),  # the best other one comes before it (1) or not (-1)
    "best_education": ("competition", 0),
    "best_healthcare": ("competition", 0),
    "best_same_country": ("competition", 0),
    "own_education": ("kind", 0),
    "own_healthcare": ("kind", 0),
    "own_company": ("kind", 0),
    "own_facility": ("kind", 0),
    "own_government": ("kind", 0),
    "own_segment_part": ("context", 1),
    "own_country": ("country", 1),
    "own_rarest": ("words", 0),
    "own_spread": ("words", 0),
    "own_acronym": ("acronym", 0),
    "all_segments": ("context", 0),
    "own_before": ("context", 0),
    "own_after": ("context", 0),
    "own_city": ("place", 1),
    "own_exact": ("words", 1),
    "own_coverage": ("words", 1),
    "own_similarity": ("words", 1),
    "own_letters": ("words", 0),
    "own_text_part": ("context", 1),
    "own_weight": ("words", 1),
    "own_alias": ("words", 0),
    "own_unit_word": ("context", 0),
    "own_rivals_here": ("namesakes", -1),
    "asked_country": ("country", 0),  # its country was given separately from the text
    # How well known it is: among namesakes and shortened names, the one with many names and parts is meant more
    # often.
    "known_children": ("kind", 0),  # number of child records
    "known_names": ("kind", 1),
    "known_funder": ("kind", 1),
}
RIVALRY_NAMES = tuple(RIVALRY)
UNLIKELY = -4.0  # candidates scored lower on their own are neither scored again nor anybody's rivals
_NOBODY = -12.0
_FAR = 14.0

_OWN = tuple(
    NAMES.index(name)
    for name in (
        "education", "healthcare", "company", "facility", "government",
        "segment_part", "country", "rarest", "spread", "acronym", "segments",
        "before", "after", "city", "exact", "coverage", "similarity", "letters", "text_part", "weight", "alias",
        "unit_word", "rivals_here",
    )
)  # fmt: skip
_EDUCATION, _HEALTHCARE = NAMES.index("education"), NAMES.index("healthcare")


def rivalry_rows(
    index: Index, rows: Sequence[Row], scores: Sequence[float], *, country_given: bool
) -> list[tuple[int, list[float]]]:
    """Return (index in `rows`, features for the second model) of each candidate worth a second score."""
    asked = [place for place, score in enumerate(scores) if score > UNLIKELY]
    chances = {place: 1 / (1 + math.exp(-scores[place])) for place in asked}
    found = []
    for place in asked:
        values = _values(index, rows, scores, chances, place)
        known = index.renown(rows[place].candidate.record)
        found.append((place, [*values, float(country_given), *known]))
    return found


def _values(
    index: Index, rows: Sequence[Row], scores: Sequence[float], chances: dict[int, float], place: int
) -> list[float]:
    own, score = rows[place], scores[place]
    others = [other for other in chances if other != place]
    best = max(others, key=lambda other: (scores[other], -other), default=None)
    met = _met(index, rows, scores, place, others)
    ahead = [min(score - rival, _FAR) for rival in (scores[best] if best is not None else _NOBODY, *met[:7])]
    return [
        *ahead,
        met[7],
        sum(chances[other] for other in others),
        *_best(index, own, rows[best] if best is not None else None),
        *[own.values[feature] for feature in _OWN],
    ]


def _met(
    index: Index, rows: Sequence[Row], scores: Sequence[float], place: int, others: list[int]
) -> list[float]:
    """Return the best score of the others by position and parent; last, how many likely ones lie apart."""
    c = rows[place].candidate
    same = crossing = around = within = apart = parent = child = _NOBODY
    likely = 0
    parents = index.parents
    owners = parents.get(c.record, ())
    for other in others:
        d, score = rows[other].candidate, scores[other]
        if d.start == c.start and d.end == c.end:
            same = max(same, score)
        elif d.end <= c.start or c.end <= d.start:
            apart = max(apart, score)
            likely += score > 0
        elif d.start <= c.start and c.end <= d.end:
            around = max(around, score)
        elif c.start <= d.start and d.end <= c.end:
            within = max(within, score)
        else:
            crossing = max(crossing, score)
        if d.record in owners:
            parent = max(parent, score)
        if c.record in parents.get(d.record, ()):
            child = max(child, score)
    return [same, crossing, around, within, apart, parent, child, float(likely)]


def _best(index: Index, own: Row, best: Row | None) -> list[float]:
    if best is None:
        return [0.0, -1.0, -1.0, 0.0]
    country = index.record_country
    return [
        1.0 if best.candidate.start < own.candidate.start else -1.0,
        best.values[_EDUCATION],
        best.values[_HEALTHCARE],
        float(country[best.candidate.record] == country[own.candidate.record]),
    ]
