"""Parse a text once: its words and their positions, the places named, and the runs of words in the index."""

from __future__ import annotations

from dataclasses import dataclass

from vidsyn.matching.index.opened import NAMES_OF_KEY, PLACE_KEY, Index
from vidsyn.matching.text.countries import country_code, region_codes
from vidsyn.matching.text.hashing import MASK
from vidsyn.matching.text.words import Words, cut

_LONGEST_SPAN = 14
_LONGEST_PLACE = 4


# A run of the text's words that the index knows: first word, end (exclusive), and its target (`Index.keys`).
Run = tuple[int, int, int]


@dataclass(slots=True)
class Query:
    """A parsed text: its words, and the places it names."""

    words: Words
    numbers: list[int | None]  # each word's number in the index; None for a word in no name
    first: list[int]  # for each word: where its segment begins
    last: list[int]  # … and where it ends
    country_given: str | None
    countries: dict[str, tuple[int, int]]  # countries named → where
    regions: dict[str, tuple[int, int]]  # countries of the states and provinces named → where
    places: dict[int, tuple[int, int]]  # keys of all short spans, cities among them → their last position


def read(index: Index, text: str, country: str | None = None) -> tuple[Query, list[Run]]:
    """Split the text and find every span that is a name, a country or perhaps a city, in one pass."""
    words = cut(text)
    number = index.word_number.get
    numbers = [number(word.canonical) for word in words.words]
    query = Query(words, numbers, *_bounds(words.segments), country_code(country), {}, {}, {})
    return query, _runs(index, query)


def _bounds(segments: list[int]) -> tuple[list[int], list[int]]:
    """Return, for each word, where its segment begins and where it ends."""
    firsts: list[int] = []
    lasts: list[int] = []
    begin = 0
    for place in range(1, len(segments) + 1):
        if place == len(segments) or segments[place] != segments[begin]:
            firsts += [begin] * (place - begin)
            lasts += [place] * (place - begin)
            begin = place
    return firsts, lasts


def _runs(index: Index, query: Query) -> list[Run]:
    words, keys = query.words.words, index.keys
    codes = region_codes()
    # Words that carry no meaning do not enter a key: they are skipped, but count towards the longest span.
    steps = [(place + 1, word.hash, word.factor) for place, word in enumerate(words) if word.canonical]
    found: list[Run] = []
    step = 0
    for start, first in enumerate(words):
        if first.upper and start and first.raw in codes:
            query.regions[codes[first.raw]] = (start, start + 1)
        if (first.plain_hash != first.hash or not first.canonical) and (
            entries := keys.get(first.plain_hash, 0)
        ) & NAMES_OF_KEY:
            found.append((start, start + 1, entries))
        if first.canonical:
            key, limit = 0, start + _LONGEST_SPAN
            for end, hash_, factor in steps[step : step + _LONGEST_SPAN]:
                if end > limit:
                    break
                key = (key * factor + hash_) & MASK
                if key in keys:
                    entries = keys[key]
                    if entries & PLACE_KEY and end - start <= _LONGEST_PLACE:
                        _note_place(index, query, key, (start, end))
                    if entries & NAMES_OF_KEY:
                        found.append((start, end, entries))
            step += 1
    return found


def _note_place(index: Index, query: Query, key: int, where: tuple[int, int]) -> None:
    query.places[key] = where
    country, region = index.country_keys.get(key), index.region_keys.get(key)
    if region is not None:
        query.regions[region] = where
        if country is not None:
            query.regions[country] = where  # Georgia may be a country or a state
    elif country is not None and not any(
        start <= where[0] and where[1] <= end for start, end in query.regions.values()
    ):
        query.countries[country] = where  # not the Mexico of New Mexico
