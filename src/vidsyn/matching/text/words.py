"""Split cleaned text into words, each in its written, folded and canonical form.

The canonical form unifies the spellings and languages of institution words: `Univ.`, `Universidad` and
`Üniversitesi` are all `university`. The table is `canonical.json`, compiled by hand.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from vidsyn.matching.text.cleaning import clean
from vidsyn.matching.text.folding import fold
from vidsyn.matching.text.hashing import word_hash

# Scripts without spaces are split into letters; a run of digits is a word of its own.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|\d+|[^\W\d_]+|&")
# Separators of the parts of an affiliation. A hyphen counts only with spaces around it.
_BREAK = re.compile(r"[,;:()\[\]{}|/\n\t\"“”«»•·]|\s[-–—]\s|\.\s")


class Word(NamedTuple):
    """One word: `folded` for comparing letters, `canonical` ("" for a word without meaning) for keys."""

    raw: str
    folded: str
    canonical: str
    hash: int
    factor: int
    plain_hash: int
    upper: bool


class Words(NamedTuple):
    """A split text: its words, and the segment number of each."""

    text: str
    words: list[Word]
    segments: list[int]


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    table = json.loads((files("vidsyn.matching.text") / "canonical.json").read_text("utf-8"))
    forms = {
        fold(form): word for word, spellings in table["words"].items() for form in [word, *spellings.split()]
    }
    return forms, frozenset(fold(word) for word in table["empty"].split())


_KNOWN: dict[str, Word] = {}
_KNOWN_LIMIT = 300_000


def word_of(raw: str) -> Word:
    """Return the forms of one written word; cached, since the same words recur."""
    found = _KNOWN.get(raw)
    if found is None:
        if len(_KNOWN) >= _KNOWN_LIMIT:
            _KNOWN.clear()
        found = _KNOWN[raw] = _word(raw)
    return found


def _word(raw: str) -> Word:
    folded = "and" if raw == "&" else fold(raw)
    forms, empty = _table()
    canonical = "" if folded in empty else forms.get(folded, folded)
    value, factor = word_hash(canonical)
    plain = word_hash(folded)[0] if canonical != folded else value
    return Word(raw, folded, canonical, value, factor, plain, raw.isupper() and len(raw) > 1)


def cut(text: str) -> Words:
    """Clean the text and split it into words and segments."""
    cleaned = clean(text)
    words: list[Word] = []
    segments: list[int] = []
    segment = previous = 0
    for part, text_part in enumerate(_BREAK.split(cleaned)):
        found = _WORD.findall(text_part)
        if found:
            if part != previous:
                segment, previous = segment + 1, part
            words += [_KNOWN.get(raw) or word_of(raw) for raw in found]
            segments += [segment] * len(found)
    return Words(cleaned, words, segments)


def folded_text(text: str) -> str:
    """Return the text's folded words joined by single spaces: names are compared by it, letter by letter."""
    return " ".join(word.folded for word in cut(text).words)
