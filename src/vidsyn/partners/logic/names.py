"""Normalise names for comparison: case, accents, width and punctuation are ignored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from anyascii import anyascii

from vidsyn.partners.vocabulary import NameKind

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# Spelling of the same letters where a keyboard lacks them: München → Muenchen, Århus → Aarhus.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile(r"[^\w]+|_")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
WORD_LENGTH = 60
# Number of search words that count. No database handles a condition for each of thousands.
MOST_WORDS = 20


def fold(text: str) -> str:
    """Return the name as it is compared: NFKC, case folded, without Latin accents, words with one space between.

    Only Latin accents are removed: marks in other scripts change the sound.
    """
    return _words_of(_lowered(text))


def name_words(name: str) -> frozenset[str]:
    """Return every word the name is found by: folded, spelt without special letters, and transliterated."""
    lowered = _lowered(name)
    forms = [_words_of(lowered), _words_of(lowered.translate(_SPELT_OUT))]
    if not forms[0].isascii():
        forms.append(fold(anyascii(lowered)))
    return frozenset(word[:WORD_LENGTH] for form in forms for word in form.split())


def code_word(code: str) -> str:
    """Return an identifier as one word: `D  FREIBUR01` and `d freibur01` are both `dfreibur01`."""
    return "".join(character for character in code.casefold() if character.isalnum())[:WORD_LENGTH]


def typed_words(text: str) -> list[str]:
    """Return the words typed in a search field, longest first: the longest narrows most.

    Of more than `MOST_WORDS`, the longest count.
    """
    words = {word[:WORD_LENGTH] for word in fold(text).split()}
    return sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS]


class Named(Protocol):
    """A name with its language and kind."""

    name: str
    language: str | None
    kind: str


def display_name(names: Iterable[Named], language: str) -> str:
    """Return a partner's name for `language`; ties go to the name that came first. "" without names.

    Official names rank before short ones, acronyms and others; the requested language before English, names without
    a language, and the rest.
    """
    kinds = (NameKind.OFFICIAL, NameKind.SHORT, NameKind.OTHER, NameKind.ACRONYM, NameKind.FORMER)
    languages = (language, "en", None)

    def rank(named: Named) -> tuple[int, int]:
        place = languages.index(named.language) if named.language in languages else len(languages)
        return kinds.index(NameKind(named.kind)), place

    return min(names, key=rank).name if (names := list(names)) else ""


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def _words_of(lowered: str) -> str:
    plain = lowered.translate(_LETTERS)
    plain = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFD", plain))
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFC", plain))
    return " ".join(_BETWEEN_WORDS.sub(" ", plain).split())
