"""The keys a name is found by: one hash per way to write it that means the same."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import IntEnum

from vidsyn.matching.text.countries import country_names
from vidsyn.matching.text.folding import spelt_out
from vidsyn.matching.text.hashing import join_hash, word_hash
from vidsyn.matching.text.words import Word, cut

_BRACKET_AT_END = re.compile(r"^(.{3,}?)\s*\(([^()]{2,60})\)\s*$")


class Form(IntEnum):
    """Which form of a name a key stands for."""

    FULL = 0
    WITHOUT_COUNTRY = 1  # "Pfizer (United States)" as "Pfizer"
    WITHOUT_BRACKET = 2  # "Institute of Things (IOT)" as "Institute of Things"
    SPELT_OUT = 3  # "Göteborg" as "Goeteborg"
    ACRONYM = 4


def canonical_key(words: list[Word]) -> int:
    """The hash of the canonical words, the empty ones left out; of all the words where nothing would be left."""
    value = 0
    for word in words:
        value = join_hash(value, word.hash, word.factor)
    return value or plain_key(words)


def plain_key(words: list[Word]) -> int:
    """The hash of the folded letters."""
    return word_hash("".join(word.folded for word in words))[0]


def name_keys(name: str, *, acronym: bool) -> Iterator[tuple[int, Form]]:
    """Every key of a name with the form it stands for. An acronym is never read as words."""
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


def slips(word: str) -> set[int]:
    """Sums of the word and of the word with each one letter left out: two words one slip apart share one."""
    found = {zlib.crc32(word.encode())}
    found.update(zlib.crc32((word[:i] + word[i + 1 :]).encode()) for i in range(len(word)))
    return found
