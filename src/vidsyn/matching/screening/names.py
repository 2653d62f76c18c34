"""A name prepared for screening: Latin words with weights, titles and legal forms separated."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from vidsyn.matching.index.background import word_counts
from vidsyn.matching.index.keys import slips
from vidsyn.matching.screening.lexicon import general_word, lexicon, spaced
from vidsyn.matching.text.romanise import latin, skeleton, unconfused
from vidsyn.matching.text.translation import in_latin
from vidsyn.matching.text.words import Word, cut, word_of

_RARE = 9.0
_INITIAL = 1.5
_NUMBER = 5.0
_FORM = 1.0  # a word of a legal form, where it stands alone
_COMMON = 250  # words in at least this many names of ROR are recognised when misspelt
_SEEN = 12  # number of ROR names assumed for a word not counted there
_ARABIC = re.compile("[\u0600-\u06ff]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BRACKET = re.compile(r"\(([A-Z]{2,10})\)\s*$")
_ARTICLE = "ال"
_SERVANT = re.compile(
    r"abd(?:[aeou]l+|[ae](?:r(?=r)|s(?=s|h)|z(?=z)|n(?=n)))(?=.{2})"
)  # Abdulrahman, Abdurrahim
_FAITH = re.compile(r"(?<=...)[aeiu]?(?:l[ -]?)?dd?[ie]{1,2}n{1,2}e?$")  # Salahuddin, Nasreddine, Saifeldin


@dataclass(frozen=True, slots=True)
class ScreenedName:
    """`words` are Latin and folded, generic words in English; `weights` are their significance."""

    text: str
    words: tuple[str, ...]
    form: str  # the legal form, "" where none
    vowel_poor: bool  # written in a script that leaves vowels out
    foreign: bool  # written in another script than Latin
    skeletons: tuple[str, ...]
    weights: tuple[float, ...]
    spaced: str
    joined: str
    digits: frozenset[str]
    sorted_text: str
    sorted_bones: str
    joined_bones: str
    initials: str


def of_words(
    text: str, words: tuple[str, ...], *, form: str, vowel_poor: bool, foreign: bool, person: bool
) -> ScreenedName:
    """Rebuild the name from words split earlier: the index stores enough to restore it."""
    skeletons = tuple(skeleton(word) for word in words)
    return ScreenedName(
        text=text,
        words=words,
        form=form,
        vowel_poor=vowel_poor,
        foreign=foreign,
        skeletons=skeletons,
        weights=tuple(_weight(word, person=person) for word in words),
        spaced=" ".join(words),
        joined="".join(words),
        digits=frozenset([word for word in words if word.isdigit()]),
        sorted_text=" ".join(sorted(words)),
        sorted_bones=" ".join(sorted(skeletons)),
        joined_bones="".join(skeletons),
        initials="" if person or len(words) < 3 else "".join(word[0] for word in words),
    )


@lru_cache(maxsize=20_000)
def screened(text: str, *, person: bool) -> ScreenedName:
    """Split the name for comparison. A name of light words only retains them."""
    cut_words = cut(text).words
    if person:
        form, words = "", list(_person_words(cut_words))
    else:
        form, words = _organisation_words(text, _without_own_initials(text, cut_words))
    light = lexicon().person_light if person else lexicon().light
    heavy = [word for word in words if word not in light] or words
    return of_words(
        text,
        tuple(heavy),
        form=form,
        vowel_poor=any("\u0590" <= letter <= "\u06ff" for letter in text) or _without_vowels(heavy),
        foreign=any(not word.folded.isascii() for word in cut_words),
        person=person,
    )


def _person_words(words: Iterable[Word]) -> Iterator[str]:
    same = lexicon().same_in_persons
    for word in words:
        for part in _romanised(word):
            for piece in _compounds(part):
                yield same.get(piece, piece)


def _romanised(word: Word) -> list[str]:
    # Folding decomposes Hangul syllables and accented letters; romanisation needs them composed.
    native = word.folded if word.folded.isascii() else unicodedata.normalize("NFC", word.raw.casefold())
    if native.startswith(_ARTICLE) and len(native) > 4:
        native = native[len(_ARTICLE) :]
    return [unconfused(part) for part in latin(native).split() if part]


def _compounds(word: str) -> list[str]:
    """Normalise compounds: `abdulrahman` and `abd al-rahman` become the same words, as do `salahuddin` and `salah
    al-din`.
    """
    if len(word) > 6 and (found := _SERVANT.match(word)):
        return ["abd", word[found.end() :]]
    if len(word) > 6 and (found := _FAITH.search(word)):
        return [word[: found.start()], "din"]
    return [word]


_VOWELS = str.maketrans(
    {"e": "i", "y": "i", "o": "u", "w": "u"} | dict.fromkeys("bcdfghjklmnpqrstvxz0123456789")
)
_HARDLY = 0.2  # share of vowels below which they were left out


@lru_cache(maxsize=100_000)
def vowels(word: str) -> str:
    """Return the vowels of a Latin word by class, without repetition: `mohammed` is `uai`, `muhamad` `ua`."""
    kept = word.translate(_VOWELS)
    return "".join(letter for place, letter in enumerate(kept) if place == 0 or kept[place - 1] != letter)


def _without_vowels(words: list[str]) -> bool:
    letters = [letter for word in words if len(word) > 1 for letter in word if letter.isalpha()]
    return len(letters) >= 7 and sum(letter in "aeiouy" for letter in letters) < len(letters) * _HARDLY


def _without_own_initials(text: str, words: list[Word]) -> list[Word]:
    """Return `Institute of Things (IOT)` without the bracket, where it holds the name's initials."""
    bracket = _BRACKET.search(text)
    if bracket is None or len(words) < 3 or words[-1].raw != bracket.group(1):
        return words
    initials = iter("".join(word.folded[0] for word in words[:-1]))
    return words[:-1] if all(letter in initials for letter in words[-1].folded) else words


def _organisation_words(text: str, cut_words: list[Word]) -> tuple[str, list[str]]:
    if _UNSPACED.search(text):
        said = " ".join(in_latin(part) or part for part in spaced(text).split())
        cut_words = cut(said).words
    pairs = [(part, spoken) for word in cut_words for part, spoken in _spoken(word)]
    form, kept = _without_form(pairs)
    return form, kept or [spoken for _, spoken in pairs]


def _spoken(word: Word) -> Iterator[tuple[str, str]]:
    """Yield (romanised, generic English) of each part of a word: `завод` is (`zavod`, `plant`)."""
    parts = _romanised(word)
    said = [] if word.folded.isascii() else _said(word)
    if said and len(parts) == 1:
        for part in said:
            yield parts[0] if len(said) == 1 else part, _meaning(part)
        return
    for part in parts:
        yield part, _meaning(part)


def _said(word: Word) -> list[str]:
    """Translate a word of another script into generic English; empty where only its sound is known."""
    if known := general_word(word.folded):
        return known.split()
    said = in_latin(word.raw) or ""
    return [] if said == latin(word.folded) else said.split()


def _without_form(pairs: list[tuple[str, str]]) -> tuple[str, list[str]]:
    known, kept, found, place = lexicon(), [], "", 0
    while place < len(pairs):
        for length in range(min(known.longest_form, len(pairs) - place), 0, -1):
            run = pairs[place : place + length]
            form = known.forms.get(" ".join(part for part, _ in run)) or known.forms.get(
                " ".join(said for _, said in run)
            )
            if form is not None:
                found, place = found or form, place + length
                break
        else:
            kept.append(pairs[place][1])
            place += 1
    return found, kept


@lru_cache(maxsize=100_000)
def _meaning(word: str) -> str:
    meaning = lexicon().meanings.get(word)
    return meaning or lexicon().numbers.get(word) or word_of(word).canonical or word


@lru_cache(maxsize=200_000)
def _weight(word: str, *, person: bool) -> float:
    if word.isdigit():
        return _NUMBER
    if len(word) == 1:
        return _INITIAL
    if person:
        return _RARE * min(len(word), 6) / 6
    counts = word_counts()
    known = counts.counts.get(word)
    if known is None and (meant := _misspelt(word)):
        known, word = counts.counts.get(meant), meant
    weight = math.log((counts.names + 1) / ((known or _SEEN) + 0.5))
    return min(weight, _FORM) if word in lexicon().form_words else weight


def _misspelt(word: str) -> str | None:
    """Return the common word that an unknown one misspells or shares consonants with: `Limtied` counts as Limited."""
    if len(word) < 4:
        return None
    by_slip, by_bones = _common()
    bones = skeleton(word)
    found = {by_slip[slip] for slip in slips(word) if slip in by_slip} if len(word) > 4 else set()
    if not found and len(bones) > 3 and bones in by_bones:
        found = {by_bones[bones]}
    return min(found) if found else None


@cache
def _common() -> tuple[dict[int, str], dict[str, str]]:
    """Index common words by their slips and by their consonants."""
    words = {word for word, count in word_counts().counts.items() if count >= _COMMON and len(word) > 4}
    ordered = sorted(words | {word for word in lexicon().form_words if len(word) > 4}, reverse=True)
    return {slip: word for word in ordered for slip in slips(word)}, {
        skeleton(word): word for word in ordered
    }
