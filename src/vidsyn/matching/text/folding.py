"""Fold a word: remove case, accents and national letters."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
    | {"ə": "a", "ё": "е", "ґ": "г", "ʼ": "", "ъ": "", "ь": ""}
)
# Two-letter spellings of letters that lose their dots when folded: Göteborg is also written Goeteborg.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ACCENTS = dict.fromkeys(range(768, 880))


def fold(word: str) -> str:
    """Return the word in its comparable form: `Göteborg` → `goteborg`. Scripts other than Latin retain their
    letters.
    """
    lowered = word.lower() if word.isascii() else word.casefold()
    if lowered.isascii():
        return lowered
    return unicodedata.normalize("NFKD", lowered.translate(_LETTERS)).translate(_ACCENTS)


def spelt_out(text: str) -> str | None:
    """Spell ä, ö, ü, å, ø with two letters; None where that changes nothing."""
    lowered = text.casefold()
    written = lowered.translate(_SPELT_OUT)
    return written if written != lowered else None
