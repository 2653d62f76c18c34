"""Which organisations a text may mean: names standing in it word for word, and names that share its rare words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler

from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import Form, slips
from vidsyn.matching.index.opened import Index
from vidsyn.matching.text.countries import country_code, region_codes
from vidsyn.matching.text.hashing import MASK
from vidsyn.matching.text.romanise import skeleton
from vidsyn.matching.text.words import Word, Words, cut

_LONGEST_SPAN = 14
_LONGEST_PLACE = 4
_COMMON = 1_500  # a word in more names than this finds nobody
_POSTINGS = 6_000
_LOOKED_AT = 96
_KEPT = 8
_TELLING = 9.0
_CROWD = 6
_SELDOM = 8.0
_UNITS = frozenset(("department", "division", "section", "unit", "faculty", "chair", "program"))
_INSTITUTIONS = frozenset(
    (
        "university", "universityhospital", "universitymedicine", "institute", "college", "hospital", "center",
        "academy", "laboratory", "school", "clinic", "polytechnic", "company", "corporation", "limited",
        "foundation", "museum", "observatory", "agency", "ministry",
    )
)  # fmt: skip
_APART = 4  # how many words farther off a word of another segment is
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
    regions: dict[str, tuple[int, int]]  # countries of the states and provinces named → where
    places: dict[int, tuple[int, int]]  # keys of all short spans → where, the last: cities are among them


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
    query = Query(words, country_code(country), {}, {}, {})
    return query, _spans(index, query)


def _spans(index: Index, query: Query) -> list[Span]:
    words, places, gazetteer = query.words.words, index.places, index.gazetteer
    codes, count = region_codes(), len(words)
    found: list[tuple[int, int, int]] = []
    for start in range(count):
        first = words[start]
        if first.upper and start and first.raw in codes:
            query.regions[codes[first.raw]] = (start, start + 1)
        if (first.plain_hash != first.hash or not first.canonical) and first.plain_hash in places:
            found.append((first.plain_hash, start, start + 1))
        if not first.canonical:
            continue
        key = 0
        for end in range(start, min(start + _LONGEST_SPAN, count)):
            word = words[end]
            if word.canonical:
                key = (key * word.factor + word.hash) & MASK
                if key in gazetteer and end - start < _LONGEST_PLACE:
                    _note_place(index, query, key, (start, end + 1))
                if key in places:
                    found.append((key, start, end + 1))
    return [Span(start, end, *entry) for key, start, end in found for entry in index.entries(key)]


def _note_place(index: Index, query: Query, key: int, where: tuple[int, int]) -> None:
    query.places[key] = where
    country, region = index.country_keys.get(key), index.region_keys.get(key)
    if region is not None:
        query.regions[region] = where
        if country is not None:
            query.regions[country] = where  # Georgia may be either
    elif country is not None and not any(
        start <= where[0] and where[1] <= end for start, end in query.regions.values()
    ):
        query.countries[country] = where  # not the Mexico of New Mexico


def span_candidates(index: Index, query: Query, spans: Iterable[Span]) -> dict[int, Candidate]:
    """The best span for each record: the longest and tidiest, a full name before a shortened one."""
    best: dict[int, Candidate] = {}
    worths: dict[int, tuple[int, int, int]] = {}
    words, owners = query.words.words, index.name_record
    loose = len(words) == 1 or query.words.text.isupper()
    for start, end, name, form in spans:
        owner = owners[name]
        if form >= Form.ACRONYM:
            if form == Form.ACRONYM:
                if not loose and not words[start].upper:
                    continue  # "who" is the World Health Organization only in capitals
            elif not _said_apart(index, query, owner, form, start, end):
                continue
        worth = _tidiness(query.words.segments, start, end, form)
        for record in index.targets.get(owner, (owner,)):
            if record not in best or worth > worths[record]:
                worths[record] = worth
                best[record] = Candidate(record, name, form, start, end, 1.0, True, owner)
    return _without_crowds(index, query, best)


def _tidiness(segments: list[int], start: int, end: int, form: int) -> tuple[int, int, int]:
    """How well a span is cut out: long, from where a segment begins to where one ends, within one."""
    begins = start == 0 or segments[start - 1] != segments[start]
    ends = end == len(segments) or segments[end] != segments[end - 1]
    crossed = segments[end - 1] - segments[start]
    return end - start + begins + ends - min(crossed, 1), -form, -crossed


def _said_apart(index: Index, query: Query, record: int, form: int, start: int, end: int) -> bool:
    """Whether the place a shortened name leaves out is named elsewhere in the text."""
    if form == Form.WITHOUT_NATION:
        country = index.record_country[record]
        return country == query.country_given or country in query.countries or country in query.regions
    place = query.places.get(index.city_key[index.record_city[record]])
    return place is not None and not (start <= place[0] and place[1] <= end)


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
    wanted = {query.country_given} if query.country_given else set(query.countries or query.regions)
    return 2 * (country in wanted) + bool(city and index.city_key[city] in query.places)


def explained(index: Index, query: Query, candidates: Iterable[Candidate]) -> bool:
    """Whether every segment that sounds like an institution has a telling name standing by itself in it.

    Then looking for near names could only add noise, and takes most of the time.
    """
    told = _told_segments(index, query, candidates)
    if not told:
        return False
    wanted = _institutions(index, query)
    return not wanted - told


def _told_segments(index: Index, query: Query, candidates: Iterable[Candidate]) -> set[int]:
    """Segments with a telling name in them, where no word about it would make it another name."""
    segments, told = query.words.segments, set()
    for c in candidates:
        if c.form == Form.ACRONYM or index.name_weight[c.name] < _TELLING:
            continue
        begins = c.start == 0 or segments[c.start - 1] != segments[c.start]
        ends = c.end == len(segments) or segments[c.end] != segments[c.end - 1]
        country, named = index.record_country[c.record], query.country_given or query.countries
        if begins and ends and (not named or country in named or country == query.country_given):
            told.update(segments[c.start : c.end])
    return told


def _institutions(index: Index, query: Query) -> set[int]:
    """Segments that name an institution: a word for one and something telling, and are not a unit of one."""
    found: dict[int, list[bool]] = {}
    for word, segment in zip(query.words.words, query.words.segments, strict=True):
        if not word.canonical:
            continue
        about = found.get(segment)
        if about is None:
            about = found[segment] = [word.canonical in _UNITS, False, False]
        if word.canonical in _INSTITUTIONS:
            about[1] = True
        elif not about[2]:
            number = index.word_number.get(word.canonical)
            about[2] = number is None or index.rarity[number] > _SELDOM
    return {
        segment
        for segment, (unit, institution, telling) in found.items()
        if institution and telling and not unit
    }


def near_candidates(
    index: Index, query: Query, known: dict[int, Candidate], *, by_sound: bool = False
) -> None:
    """Add the records with a name most of whose weight the text meets, letters slipped or words moved.

    `by_sound` also takes words with the same consonants, for texts that were romanised.
    """
    met = _words_met(index, query.words.words, by_sound=by_sound)
    names = _names_near(index, met)
    for name, coverage in names:
        owner = index.name_record[name]
        places = [met[number] for number in index.row("words", name) if number in met]
        start, end = _window(places, query.words.segments)
        for record in index.targets.get(owner, (owner,)):
            if record not in known:
                known[record] = Candidate(record, name, Form.FULL, start, end, coverage, False, owner)


def _words_met(index: Index, words: list[Word], *, by_sound: bool) -> dict[int, list[int]]:
    """Word numbers of the index met in the text → at which places. An unknown word stands for its nearest."""
    met: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        if not word.canonical:
            continue
        number = index.word_number.get(word.canonical)
        numbers = [number] if number is not None else nearest_words(index, word.canonical)
        if by_sound and (number is None or index.rarity[number] > _SELDOM):
            numbers = [*numbers, *(n for n in sounding_words(index, word.canonical) if n not in numbers)]
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


def sounding_words(index: Index, word: str, limit: int = 4) -> list[int]:
    """Words of the index with the consonants of a romanised word, the most alike first."""
    bones = skeleton(word)
    if len(bones) < 3 or len(word) < 5:
        return []
    likeness = {n: JaroWinkler.similarity(word, index.words[n]) for n in index.sounds.get(bones, ())}
    return sorted((n for n, like in likeness.items() if like > 0.7), key=lambda n: (-likeness[n], n))[:limit]


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


def _covered(index: Index, met: dict[int, list[int]], names: Array) -> list[tuple[int, float]]:
    starts, values = index.arrays["words_starts"], index.arrays["words_values"]
    first, end = starts[names].astype(np.int64), starts[names + 1].astype(np.int64)
    lengths = end - first
    begins = np.zeros(len(names), np.int64)
    np.cumsum(lengths[:-1], out=begins[1:])
    words = values[np.repeat(first - begins, lengths) + np.arange(int(lengths.sum()))]
    known = np.array(sorted(met), np.uint32)
    rarity = np.array([index.rarity[number] for number in known.tolist()])
    places = np.minimum(np.searchsorted(known, words), len(known) - 1)
    weights = np.add.reduceat(np.where(known[places] == words, rarity[places], 0.0), begins)
    coverage = weights / index.arrays["name_weight"][names]
    worth = np.where(coverage >= _ENOUGH, coverage * np.minimum(weights, 25.0), -1.0)
    order = np.lexsort((names, -worth))[:_KEPT]
    return [(int(names[n]), min(float(coverage[n]), 1.0)) for n in order if worth[n] > 0]


def _window(places: list[list[int]], segments: list[int]) -> tuple[int, int]:
    """The tightest run of words that has one of each: about each place of the word met least often.

    Words of the same segment are nearer than their distance says.
    """
    if not places:
        return 0, 0
    best, least = (0, 0), 1 << 30
    for anchor in min(places, key=len)[:4]:
        home = segments[anchor]
        for side in (-0.5, 0.5):  # of two as near, the one before or the one after
            chosen = [
                min(row, key=lambda at: abs(at - anchor - side) + _APART * (segments[at] != home))
                for row in places
            ]
            first, last = min(chosen), max(chosen)
            width = last - first + _APART * (segments[last] - segments[first])
            if width < least:
                best, least = (first, last + 1), width
    return best
