"""Put names in other scripts into Latin: generic words in English, the rest romanised. For finding, not for
reading.

`Сибирский институт физики` becomes `siberian institute physics`. The table (`translations.json`) is general
vocabulary compiled by hand; a stem covers its inflections.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from vidsyn.matching.text.cleaning import clean
from vidsyn.matching.text.folding import fold
from vidsyn.matching.text.romanise import latin

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_OTHER = re.compile("[\u0370-\u1dff\u2c80-\u2dff\u3040-\ud7af]")
_WORD = re.compile(r"[^\s,;:()«»\"„“”./|]+")
_SHORTEST_STEM = 4


@cache
def _table() -> tuple[dict[str, str], int, dict[str, str]]:
    table = json.loads((files("vidsyn.matching.text") / "translations.json").read_text("utf-8"))
    joined = table["joined"]
    return joined, max(map(len, joined)), {fold(word): said for word, said in table["words"].items()}


def in_latin(text: str) -> str | None:
    """Return the text in Latin letters and generic English; None where most of it is in Latin letters already."""
    cleaned = clean(text)
    if not _OTHER.search(cleaned):
        return None
    letters = sum(letter.isalpha() for letter in cleaned)
    if not letters or len(_OTHER.findall(cleaned)) * 2 < letters:
        return None
    return " ".join(part for word in _WORD.findall(cleaned) for part in _said(word) if part)


def _said(word: str) -> list[str]:
    if _UNSPACED.search(word):
        return _taken_apart(word)
    folded = fold(word)
    words = _table()[2]
    if folded in words:
        return [words[folded]]
    for end in range(len(folded) - 1, _SHORTEST_STEM - 1, -1):
        if folded[:end] in words:
            return [words[folded[:end]]]
    return [latin(folded)]


def _taken_apart(run: str) -> list[str]:
    """Cut out known words, longest first from the left; what lies between them is one romanised word."""
    joined, longest, _ = _table()
    said: list[str] = []
    between = ""
    place = 0
    while place < len(run):
        for length in range(min(longest, len(run) - place), 0, -1):
            known = joined.get(run[place : place + length])
            if known is not None and (length > 1 or not between):
                said += [latin(between).replace(" ", ""), known]
                between, place = "", place + length
                break
        else:
            between += run[place]
            place += 1
    return [*said, latin(between).replace(" ", "")]
