"""Find names that share a text's rare words despite slips or moved words; used where no name occurs word for word."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import JaroWinkler

from vidsyn.matching.candidates import SELDOM, Candidate
from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import Form
from vidsyn.matching.index.opened import Index
from vidsyn.matching.reading import Query
from vidsyn.matching.text.romanise import skeleton

_COMMON = 1_500  # words in more names than this are ignored
_POSTINGS = 6_000
_LOOKED_AT = 96
_KEPT = 8
_APART = 4  # extra distance, in words, of a word in another segment
_ENOUGH = 0.55  # share of a name's weight that must match for it to become a candidate
_FULL = int(Form.FULL)


def near_candidates(
    index: Index, query: Query, known: dict[int, Candidate], *, by_sound: bool = False
) -> None:
    """Add records with a name most of whose weight the text matches, despite slips or moved words.

    `by_sound` also matches words with the same consonants, for texts that were romanised.
    """
    met = _words_met(index, query, by_sound=by_sound)
    for name, coverage in _names_near(index, met):
        owner = index.name_record[name]
        records = [record for record in index.targets.get(owner, (owner,)) if record not in known]
        if records:
            places = [met[number] for number in index.row("words", name) if number in met]
            start, end = _window(places, query.words.segments)
            for record in records:
                known[record] = Candidate(record, name, _FULL, start, end, coverage, False, owner)


def _words_met(index: Index, query: Query, *, by_sound: bool) -> dict[int, list[int]]:
    """Return word numbers of the index → their places in the text. An unknown word counts as its nearest ones."""
    met: dict[int, list[int]] = {}
    for place, (word, number) in enumerate(zip(query.words.words, query.numbers, strict=True)):
        if not word.canonical:
            continue
        numbers = (number,) if number is not None else index.nearest_words(word.canonical)
        if by_sound and (number is None or index.rarity[number] > SELDOM):
            numbers = (*numbers, *(n for n in sounding_words(index, word.canonical) if n not in numbers))
        for found in numbers:
            met.setdefault(found, []).append(place)
    return met


def sounding_words(index: Index, word: str, limit: int = 4) -> list[int]:
    """Return index words with the consonants of a romanised word, the most similar first."""
    bones = skeleton(word)
    if len(bones) < 3 or len(word) < 5:
        return []
    alike = [(n, index.words[n]) for n in index.sounding_words(bones)]
    likeness = {n: JaroWinkler.similarity(word, other) for n, other in alike if skeleton(other) == bones}
    return sorted((n for n, like in likeness.items() if like > 0.7), key=lambda n: (-likeness[n], n))[:limit]


def _names_near(index: Index, met: dict[int, list[int]]) -> list[tuple[int, float]]:
    """Return (name, share of its weight matched), best first: a few at most, none below `_ENOUGH`."""
    starts, holders, rarity = index.word_starts, index.arrays["word_names"], index.rarity
    parts: list[Array] = []
    rare: list[float] = []
    total = 0
    for told, number in sorted([(-rarity[number], number) for number in met]):
        first, end = starts[number], starts[number + 1]
        if end - first > _COMMON or total + end - first > _POSTINGS:
            break
        parts.append(holders[first:end])
        rare.append(-told)
        total += end - first
    if not total:
        return []
    names, score = _summed(parts, rare)
    if len(names) > _LOOKED_AT:
        rough = score / index.arrays["name_weight"].take(names) + score * 0.01
        names = names[(-rough).argpartition(_LOOKED_AT)[:_LOOKED_AT]]
    return _covered(index, met, names)


def _summed(parts: list[Array], rare: list[float]) -> tuple[Array, Array]:
    """Return each name in any of the parts, ascending, with the summed worth of the parts it is in."""
    holders = np.concatenate(parts)
    order = holders.argsort(kind="stable")
    ordered = holders[order]
    is_first = np.empty(len(ordered), bool)
    is_first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    worth = np.array(rare).repeat([len(part) for part in parts])
    return ordered[is_first], np.bincount(is_first.cumsum() - 1, worth[order])


def _covered(index: Index, met: dict[int, list[int]], names: Array) -> list[tuple[int, float]]:
    arrays = index.arrays
    first = arrays["words_starts"].take(names).astype(np.int64)
    lengths = arrays["words_starts"].take(names + 1) - first
    ends = lengths.cumsum()
    begins = ends - lengths
    words = arrays["words_values"].take((first - begins).repeat(lengths) + np.arange(ends[-1]))
    numbers = sorted(met)
    known, rarity = np.array(numbers, np.uint32), np.array([index.rarity[number] for number in numbers])
    places = np.minimum(known.searchsorted(words), len(known) - 1)
    weights = np.add.reduceat(np.where(known.take(places) == words, rarity.take(places), 0.0), begins)
    coverage = weights / arrays["name_weight"].take(names)
    worth = np.where(coverage >= _ENOUGH, coverage * np.minimum(weights, 25.0), -1.0)
    order = np.lexsort((names, -worth))[:_KEPT].tolist()
    return [(int(names[n]), min(float(coverage[n]), 1.0)) for n in order if worth[n] > 0]


def _window(places: list[list[int]], segments: list[int]) -> tuple[int, int]:
    """Return the tightest run of words that contains one of each, around each place of the rarest matched word.

    Words of the same segment count as nearer than their distance.
    """
    if not places:
        return 0, 0
    best, least = (0, 0), 1 << 30
    for anchor in min(places, key=len)[:4]:
        home = segments[anchor]
        for side in (-0.5, 0.5):  # of two equally near, the one before or the one after
            chosen = [
                min(row, key=lambda at: abs(at - anchor - side) + _APART * (segments[at] != home))
                for row in places
            ]
            first, last = min(chosen), max(chosen)
            width = last - first + _APART * (segments[last] - segments[first])
            if width < least:
                best, least = (first, last + 1), width
    return best
