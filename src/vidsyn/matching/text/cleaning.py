"""Clean text as people and systems send it, so that it can be split into words.

Case and script are preserved; `folding` removes them word by word. The result is deterministic and at most
`LONGEST` characters: a longer affiliation is a pasted document, of which the head is read.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

LONGEST = 4_000

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd]"
)
_MISREAD = re.compile("[\u00c2-\u00c5\u00e2][^a-zA-Z0-9\\s]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z:]{0,12}(?:\s[^<>]{0,80})?/?>")
# Romance articles before an apostrophe are words of their own; every other apostrophe is dropped.
_ARTICLE = re.compile(r"\b(d|l|dell|nell|all|sull|dall|un|qu)['’‘`´]\s?(?=\w)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼʻ](?=\w)")
_ANY_APOSTROPHE = re.compile("['’‘`´ʼʻ]")
_LETTER_DOTTED = re.compile(r"\.[^\W\d_]\.")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")

# Letters of other scripts that look Latin. Replaced only inside a word that also has Latin letters.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјкорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιυνκρ",
    "ABESIJKMHOPCTXYaesijkopcyxdqwhABEZHIKMNOPTYXaoiuvkp",
)
# Parts joined where a line break or a tag was lost: `BiologySlippery Rock UniversitySlippery Rock`.
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_MIXED = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile(r"[\u0370-\u052f]")


@lru_cache(maxsize=1_000)
def _plain(text: str) -> str:
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if not text.isascii():
        if _MISREAD.search(text):
            text = _read_again(text)
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
        if _OTHER.search(text):
            text = _MIXED.sub(_unmix, text)
    return _CONTROL.sub(" ", text)


def _read_again(text: str) -> str:
    """Repair UTF-8 that was decoded as Windows-1252 (`GÃ¶teborg`); returns the text unchanged where that fails."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _unmix(word: re.Match[str]) -> str:
    found = word.group()
    if _LATIN.search(found) and _OTHER.search(found):
        return found.translate(_LOOKALIKES)
    return found


def clean(text: str) -> str:
    """Remove markup, invisible characters and look-alikes; join apostrophes and dotted letters."""
    text = _plain(text[:LONGEST])
    if _ANY_APOSTROPHE.search(text):
        text = _APOSTROPHE.sub("", _ARTICLE.sub(r"\1 ", text))
    if len(_GLUED.findall(text)) > 1:
        text = _GLUED.sub(" ; ", text)
    if _LETTER_DOTTED.search(text):
        text = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text)
    return text
