"""Which organisations a text may mean: names standing in it word for word, and names that share its rare words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from vidsyn.matching.index.keys import Form, slips
from vidsyn.matching.index.opened import Index
from vidsyn.matching.text.countries import country_code
from vidsyn.matching.text.hashing import MASK
from vidsyn.matching.text.words import Word, Words, cut

_LONGEST_SPAN = 14
_COMMON = 2_500  # a word in more names than this finds nobody
_POSTINGS = 12_000
_LOOKED_AT = 160
_KEPT = 8
_CROWD = 6
_ENOUGH = 0.55  # the part of a name's weight that must be met for it to be a candidate


class Span(NamedTuple):
    """A run of the text's words that is somebody's name."""

    start: int
    end: int
    name: int
    form: int


@dataclass(slots=True)
class Query:
    """A text read: its words, and what it says about places."""

    words: Words
    country_given: str | None
    countries: dict[str, tuple[int, int]]  # named in the text → where
    place_keys: set[int]  # keys of all short spans, to find cities among


@dataclass(slots=True)
class Candidate:
    """One record with the best evidence for it."""

    record: int
    name: int
    form: int
    start: int
    end: int
    coverage: float
    exact: bool
    through: int  # the record the name belongs to, when that one is gone and this one came after


def read(index: Index, text: str, country: str | None = None) -> tuple[Query, list[Span]]:
    """Cut the text and find every span that is a name, a country or perhaps a city, in one walk."""
    words = cut(text)
    query = Query(words, country_code(country), {}, set())
    return query, list(_walk(index, query))


def _walk(index: Index, query: Query) -> Iterable[Span]:
    words, places, countries = query.words.words, index.places, index.country_keys
    count = len(words)
    for start in range(count):
        first = words[start]
        if first.plain_hash != first.hash or not first.canonical:
            yield from _found(index, query, first.plain_hash, start, start + 1)
        if not first.canonical:
            continue
        key = 0
        for end in range(start, min(start + _LONGEST_SPAN, count)):
            word = words[end]
            if not word.canonical:
                continue
            key = (key * word.factor + word.hash) & MASK
            if end - start < 4:
                query.place_keys.add(key)
                if key in countries:
                    query.countries[countries[key]] = (start, end + 1)
            if key in places:
                yield from _found(index, query, key, start, end + 1)


def _found(index: Index, query: Query, key: int, start: int, end: int) -> Iterable[Span]:
    code = index.country_keys.get(key)
    if code is not None:
        query.countries[code] = (start, end)
    for name, form in index.entries(key):
        yield Span(start, end, name, form)


def span_candidates(index: Index, query: Query, spans: Iterable[Span]) -> dict[int, Candidate]:
    """The best span for each record: the longest, a full name before a shortened one."""
    best: dict[int, Candidate] = {}
    words = query.words.words
    loose = len(words) == 1 or query.words.text.isupper()
    for start, end, name, form in spans:
        if form == Form.ACRONYM and not loose and not words[start].upper:
            continue  # "who" is the World Health Organization only in capitals
        owner = index.name_record[name]
        for record in index.targets.get(owner, (owner,)):
            known = best.get(record)
            if known is None or (end - start, -form) > (known.end - known.start, -known.form):
                best[record] = Candidate(record, name, form, start, end, 1.0, True, owner)
    return _without_crowds(index, query, best)


def _without_crowds(index: Index, query: Query, best: dict[int, Candidate]) -> dict[int, Candidate]:
    """Where many records share the same words, keep those the places named speak for."""
    crowds = Counter((c.start, c.end) for c in best.values())
    if not crowds or max(crowds.values()) <= _CROWD:
        return best
    kept: dict[int, Candidate] = {}
    for span, count in crowds.items():
        members = [c for c in best.values() if (c.start, c.end) == span]
        if count > _CROWD:
            members = sorted(members, key=lambda c: (-_places_met(index, query, c.record), c.record))[:_CROWD]
        kept |= {c.record: c for c in members}
    return kept


def _places_met(index: Index, query: Query, record: int) -> int:
    country, city = index.record_country[record], index.record_city[record]
    wanted = {query.country_given} if query.country_given else set(query.countries)
    return 2 * (country in wanted) + bool(city and index.city_key[city] in query.place_keys)


def near_candidates(index: Index, query: Query, known: dict[int, Candidate]) -> None:
    """Add the records with a name most of whose weight the text meets, letters slipped or words moved."""
    met = _words_met(index, query.words.words)
    names = _names_near(index, met)
    for name, coverage in names:
        owner = index.name_record[name]
        positions = [place for number in index.row("words", name) for place in met.get(number, ())[:2]]
        start, end = _window(positions)
        for record in index.targets.get(owner, (owner,)):
            if record not in known:
                known[record] = Candidate(record, name, Form.FULL, start, end, coverage, False, owner)


def _words_met(index: Index, words: list[Word]) -> dict[int, list[int]]:
    """Word numbers of the index met in the text → at which places. An unknown word stands for its nearest."""
    met: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        if not word.canonical:
            continue
        number = index.word_number.get(word.canonical)
        numbers = [number] if number is not None else nearest_words(index, word.canonical)
        for found in numbers:
            met.setdefault(found, []).append(place)
    return met


def nearest_words(index: Index, word: str, limit: int = 3) -> list[int]:
    """Words of the index one slip (a letter more, less, other or moved) from an unknown word."""
    if not 4 <= len(word) <= 24:
        return []
    keys = index.arrays["slip_key"]
    wanted = np.array(sorted(slips(word)), np.uint32)
    lows, highs = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
    numbers = {
        int(n) for low, high in zip(lows, highs, strict=True) for n in index.arrays["slip_word"][low:high]
    }
    near = [n for n in numbers if OSA.distance(word, index.words[n], score_cutoff=1) <= 1]
    return sorted(near, key=lambda n: (index.rarity[n], n))[:limit]


def _names_near(index: Index, met: dict[int, list[int]]) -> list[tuple[int, float]]:
    """(name, part of its weight met), best first: at most a few, none below `_ENOUGH`."""
    starts, holders = index.arrays["word_starts"], index.arrays["word_names"]
    chosen, total = [], 0
    for number in sorted(met, key=lambda n: (-index.rarity[n], n)):
        count = int(starts[number + 1]) - int(starts[number])
        if count > _COMMON or total + count > _POSTINGS:
            break
        chosen.append(number)
        total += count
    if not chosen:
        return []
    parts = [holders[int(starts[n]) : int(starts[n + 1])] for n in chosen]
    names, places = np.unique(np.concatenate(parts), return_inverse=True)
    rarity = np.repeat([index.rarity[n] for n in chosen], [len(part) for part in parts])
    score = np.bincount(places, rarity)
    rough = score / index.arrays["name_weight"][names] + score * 0.01
    if len(names) > _LOOKED_AT:
        names = names[np.argpartition(-rough, _LOOKED_AT)[:_LOOKED_AT]]
    return _covered(index, met, names)


def _covered(index: Index, met: dict[int, list[int]], names: np.ndarray) -> list[tuple[int, float]]:
    found = []
    for name in names.tolist():
        weight = sum(index.rarity[number] for number in index.row("words", name) if number in met)
        coverage = weight / index.name_weight[name]
        if coverage >= _ENOUGH:
            found.append((coverage * min(weight, 25.0), coverage, name))
    found.sort(key=lambda item: (-item[0], item[2]))
    return [(name, coverage) for _, coverage, name in found[:_KEPT]]


def _window(places: list[int]) -> tuple[int, int]:
    return (min(places), max(places) + 1) if places else (0, 0)
