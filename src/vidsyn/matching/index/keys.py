"""The keys a name is found by: one hash per equivalent way to write it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import IntEnum
from functools import cache

from vidsyn.matching.text.countries import country_names, country_spellings, region_spellings
from vidsyn.matching.text.folding import spelt_out
from vidsyn.matching.text.hashing import join_hash, word_hash
from vidsyn.matching.text.words import Word, cut

_BRACKET_AT_END = re.compile(r"^(.{3,}?)\s*\(([^()]{2,60})\)\s*$")


class Form(IntEnum):
    """Which form of a name a key represents."""

    FULL = 0
    WITHOUT_COUNTRY = 1  # "Pfizer (United States)" as "Pfizer"
    WITHOUT_BRACKET = 2  # "Institute of Things (IOT)" as "Institute of Things"
    SPELT_OUT = 3  # "Göteborg" as "Goeteborg"
    ACRONYM = 4
    WITHOUT_CITY = (
        5  # "University of California, Berkeley" as "University of California": only beside its city
    )
    WITHOUT_NATION = 6  # "United States Naval Laboratory" as "Naval Laboratory": only beside its country


def canonical_key(words: list[Word]) -> int:
    """Hash the canonical words without the empty ones, or all words where nothing would remain."""
    value = 0
    for word in words:
        value = join_hash(value, word.hash, word.factor)
    return value or plain_key(words)


def plain_key(words: list[Word]) -> int:
    """Hash the folded letters."""
    return word_hash("".join(word.folded for word in words))[0]


def name_keys(name: str, *, acronym: bool) -> Iterator[tuple[int, Form]]:
    """Yield every key of a name with the form it represents. An acronym is never read as words."""
    words = cut(name).words
    if not words:
        return
    if acronym:
        yield plain_key(words), Form.ACRONYM
        return
    yield canonical_key(words), Form.FULL
    bracket = _BRACKET_AT_END.match(name)
    if bracket and (shorter := cut(bracket.group(1)).words):
        country = "".join(word.folded for word in cut(bracket.group(2)).words) in country_names()
        yield canonical_key(shorter), Form.WITHOUT_COUNTRY if country else Form.WITHOUT_BRACKET
    if not name.isascii() and (spelt := spelt_out(name)):
        yield canonical_key(cut(spelt).words), Form.SPELT_OUT


def shortened_keys(name: str, city: str | None, country: str | None) -> Iterator[tuple[int, Form]]:
    """Yield keys of a name without its leading or trailing city or country, which texts often give separately."""
    words = [word for word in cut(name).words if word.canonical]
    if city and (length := sum(1 for word in cut(city).words if word.canonical)):
        key = canonical_key(cut(city).words)
        for rest, place in ((words[:-length], words[-length:]), (words[length:], words[:length])):
            if len(rest) >= 2 and canonical_key(place) == key:
                yield canonical_key(rest), Form.WITHOUT_CITY
    if country:
        yield from _without_nation(words, country)


def _without_nation(words: list[Word], country: str) -> Iterator[tuple[int, Form]]:
    for length in (1, 2):
        for rest, place in ((words[:-length], words[-length:]), (words[length:], words[:length])):
            if len(rest) >= 3 and country_keys().get(canonical_key(place)) == country:
                yield canonical_key(rest), Form.WITHOUT_NATION


@cache
def country_keys() -> dict[int, str]:
    """Key of a country's name → its code."""
    spelt = ((name, code) for code, names in country_spellings().items() for name in names if len(name) > 2)
    return {canonical_key(cut(name).words): code for name, code in spelt}


@cache
def region_keys() -> dict[int, str]:
    """Key of a state's or province's name → its country."""
    spelt = ((name, code) for code, names in region_spellings().items() for name in names)
    return {canonical_key(cut(name).words): code for name, code in spelt}


def slips(word: str) -> set[int]:
    """Return hashes of the word and of the word less each letter: two words one slip apart share one."""
    found = {zlib.crc32(word.encode())}
    found.update(zlib.crc32((word[:i] + word[i + 1 :]).encode()) for i in range(len(word)))
    return found


def sound_key(bones: str) -> int:
    """Return the hash of a word's consonants (`romanise.skeleton`)."""
    return zlib.crc32(bones.encode())
