"""A name as it is screened: Latin words with weights, what is only a title or a legal form set apart."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from vidsyn.matching.index.background import word_counts
from vidsyn.matching.text.romanise import latin, skeleton, unconfused
from vidsyn.matching.text.words import cut

_RARE = 9.0
_LIGHT = 0.4
_INITIAL = 1.5


@dataclass(frozen=True, slots=True)
class ScreenedName:
    """`words` are Latin and folded, generic words in English; `weights` say how much each tells."""

    text: str
    words: tuple[str, ...]
    skeletons: tuple[str, ...]
    weights: tuple[float, ...]
    form: str  # the legal form met, "" where none
    vowel_poor: bool  # written in a script that leaves vowels out
    foreign: bool  # written in another script than Latin

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def sorted_text(self) -> str:
        return " ".join(sorted(self.words))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    forms: dict[str, str]  # word or words → legal form
    light: frozenset[str]  # titles and particles
    meanings: dict[str, str]  # romanised generic word → the English one
    longest: int


@cache
def _lexicon() -> _Lexicon:
    table = json.loads((files("vidsyn.matching.screening") / "lexicon.json").read_text("utf-8"))
    forms = {spelling: form for form, spellings in table["forms"].items() for spelling in spellings}
    meanings = {word: meaning for meaning, words in table["meanings"].items() for word in words.split()}
    longest = max(len(spelling.split()) for spelling in forms)
    return _Lexicon(forms, frozenset(table["light"].split()), meanings, longest)


@lru_cache(maxsize=50_000)
def screened(text: str, *, person: bool) -> ScreenedName:
    """The name cut up for comparing. A name of only light words keeps them."""
    cut_words = cut(text).words
    foreign = any(not word.folded.isascii() for word in cut_words)
    romanised = [part for word in cut_words for part in latin(word.folded).split() if part]
    words = [unconfused(word) for word in romanised]
    form, kept = ("", words) if person else _without_form(words)
    if not person:
        kept = [_meaning(word) for word in kept]
    heavy = [word for word in kept if word not in _lexicon().light] or kept or words
    return ScreenedName(
        text=text,
        words=tuple(heavy),
        skeletons=tuple(skeleton(word) for word in heavy),
        weights=tuple(_weight(word, person=person) for word in heavy),
        form=form,
        vowel_poor=any("\u0590" <= letter <= "\u06ff" for letter in text),
        foreign=foreign,
    )


def _without_form(words: list[str]) -> tuple[str, list[str]]:
    lexicon, kept, found, place = _lexicon(), [], "", 0
    while place < len(words):
        for length in range(min(lexicon.longest, len(words) - place), 0, -1):
            form = lexicon.forms.get(" ".join(words[place : place + length]))
            if form is not None:
                found, place = found or form, place + length
                break
        else:
            kept.append(words[place])
            place += 1
    return found, kept


def _meaning(word: str) -> str:
    return _lexicon().meanings.get(word, word)


@lru_cache(maxsize=200_000)
def _weight(word: str, *, person: bool) -> float:
    if len(word) == 1:
        return _INITIAL
    if person:
        return _RARE * min(len(word), 6) / 6
    counts = word_counts()
    return math.log((counts.names + 1) / (counts.counts.get(word, 12) + 0.5))
