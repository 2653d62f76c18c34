"""Romanise any script, and reduce words to a consonant skeleton, which spellings of one sound share."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

_LETTERS = files("vidsyn.matching.text") / "letters.json"


@cache
def letters(script: str) -> dict[str, str]:
    """Return the spelling of the letters of `cyrillic` or `arabic`."""
    table: dict[str, dict[str, str]] = json.loads(_LETTERS.read_text("utf-8"))
    return table[script]


_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_HAN_OR_HANGUL = re.compile("[\uac00-\ud7af\u3400-\u9fff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CONFUSED = str.maketrans("01358", "oiesb")
_HAS_BOTH = re.compile(r"[a-z]\d|\d[a-z]")


@lru_cache(maxsize=200_000)
def latin(word: str) -> str:
    """Romanise a folded word: lower-case Latin letters only. Syllables of a syllabic script are separated by
    spaces.
    """
    if word.isascii():
        return word
    if _CYRILLIC_LETTER.search(word):
        word = _spelt(word, "cyrillic")
    elif _ARABIC_LETTER.search(word):
        word = _spelt(word, "arabic")
    if word.isascii():
        return word
    spelt = anyascii(word)
    if _HAN_OR_HANGUL.search(word):
        spelt = _CAMEL.sub(" ", spelt)
    return "".join(letter for letter in spelt.lower() if letter.isalnum() or letter == " ").strip()


def _spelt(word: str, script: str) -> str:
    table = letters(script)
    return "".join(table.get(letter, letter) for letter in word)


def unconfused(word: str) -> str:
    """Read digits that replace letters inside a word as letters: `e1ectronic` → `eiectronic`."""
    return word.translate(_CONFUSED) if _HAS_BOTH.search(word) else word


_SOUNDS = (
    ("shch", "x"), ("sch", "x"), ("tsch", "j"), ("tch", "j"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("ch", "j"),
    ("sh", "x"), ("kh", "h"), ("gh", "h"), ("ph", "f"), ("th", "t"), ("dh", "t"), ("ts", "s"), ("tz", "s"), ("ck", "k"),
    ("cz", "j"), ("sz", "x"), ("rh", "r"), ("ks", "k"), ("x", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"),
)  # fmt: skip
_CLASSES = str.maketrans(
    {"b": "b", "p": "b", "d": "t", "t": "t", "g": "k", "k": "k", "q": "k", "c": "k", "z": "s", "s": "s"}
    | {"f": "f", "v": "f", "l": "l", "r": "l"}
    | dict.fromkeys("aeiouyw0123456789", "")
)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Return the consonants of a Latin word by class, doubles once: `mohammed` and `muhamad` are both `mhmt`.

    A word without consonants is its own skeleton.
    """
    sounds = word
    for written, sound in _SOUNDS:
        if written in sounds:
            sounds = sounds.replace(written, sound)
    kept = sounds.translate(_CLASSES)
    if len(kept) > 1 and kept[-1] == "h":
        kept = kept[:-1]
    found = "".join(letter for place, letter in enumerate(kept) if place == 0 or kept[place - 1] != letter)
    return found or word
