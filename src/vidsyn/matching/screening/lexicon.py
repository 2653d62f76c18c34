"""Words about names, compiled by hand: legal forms, titles, generic words of other languages, short given names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vidsyn.matching.text.folding import fold


@dataclass(frozen=True, slots=True)
class Lexicon:
    forms: dict[str, str]  # word or words → legal form
    longest_form: int
    form_words: frozenset[str]  # words that legal forms consist of
    light: frozenset[str]  # titles and particles
    person_light: frozenset[str]  # … and words that link the parts of a person's name
    meanings: dict[str, str]  # romanised generic word → the English one
    numbers: dict[str, str]  # a number as a word or an ordinal → digits
    same_in_persons: dict[str, str]  # spellings of one particle
    given: dict[str, int]  # given name → group of interchangeable names
    stems: dict[str, str]  # beginning of a word of another script → its meaning
    joined: dict[str, str]  # word of a script without spaces → its meaning


@cache
def lexicon() -> Lexicon:
    table = json.loads((files("vidsyn.matching.screening") / "lexicon.json").read_text("utf-8"))
    forms = {spelling: form for form, spellings in table["forms"].items() for spelling in spellings}
    light = frozenset(table["light"].split())
    return Lexicon(
        forms=forms,
        longest_form=max(len(spelling.split()) for spelling in forms),
        form_words=frozenset(word for spelling in forms for word in spelling.split() if len(word) > 3),
        light=light,
        person_light=light | frozenset(table["person_light"].split()),
        meanings={word: said for said, words in table["meanings"].items() for word in words.split()},
        numbers={word: digits for digits, words in table["numbers"].items() for word in words.split()},
        same_in_persons={
            word: one for one, words in table["same_in_persons"].items() for word in words.split()
        },
        stems={
            fold(stem): said for said, stems in table["native"]["stems"].items() for stem in stems.split()
        },
        joined=dict(sorted(table["native"]["joined"].items(), key=lambda pair: -len(pair[0]))),
        given={name: group for group, names in enumerate(table["given"]) for name in names.split()},
    )


_SHORTEST_STEM = 3


def general_word(folded: str) -> str | None:
    """Translate a folded word of another script into generic English, by its longest known beginning."""
    stems = lexicon().stems
    for end in range(len(folded), _SHORTEST_STEM - 1, -1):
        said = stems.get(folded[:end])
        if said is not None and (end > _SHORTEST_STEM or end == len(folded)):
            return said
    return None


def spaced(text: str) -> str:
    """Translate known words of a script without spaces into English, with spaces around them."""
    for word, said in lexicon().joined.items():
        if word in text:
            text = text.replace(word, f" {said} ")
    return text
