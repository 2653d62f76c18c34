"""Generate names of persons in several scripts, and their spelling variants, with a fixed seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vidsyn.matching.text.romanise import letters

_LETTERS = [
    ("shch", ("sch", "shch")), ("zh", ("zh", "j", "ž")), ("kh", ("kh", "h", "ch")), ("ts", ("ts", "c", "tz")),
    ("yu", ("yu", "iu", "ju")), ("ya", ("ya", "ia", "ja")), ("iy", ("iy", "y", "ii", "i")), ("ey", ("ey", "ei", "ej")),
    ("ay", ("ay", "ai")),
    ("v", ("v", "v", "v", "w")), ("ye", ("ye", "e")), ("ks", ("ks", "x")), ("ev", ("ev", "yev", "ev")),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadePerson:
    """A person: the listed name, the same name in its own script, and other spellings."""

    listed: str
    native: str | None
    otherwise: str


@cache
def _pools() -> dict[str, Any]:
    return dict(json.loads((files("vidsyn.matching.training") / "people.json").read_text("utf-8")))


def person(draw: random.Random) -> MadePerson:
    """Generate one person."""
    makers: list[Callable[[random.Random], MadePerson]] = [
        _arabic,
        _slavic,
        _slavic,
        _korean,
        _chinese,
        _indian,
        _western,
        _western,
    ]
    return draw.choice(makers)(draw)


def _arabic(draw: random.Random) -> MadePerson:
    pool: dict[str, str] = _pools()["arabic"]
    parts = draw.sample(sorted(pool), draw.choice((2, 2, 3, 3, 4)))
    listed, other = ([draw.choice(pool[part].split()) for part in parts] for _ in range(2))
    return MadePerson(_cased(draw, listed), " ".join(parts), " ".join(other))


def _slavic(draw: random.Random) -> MadePerson:
    pools = _pools()
    given, family = draw.choice(pools["slavic_given"].split()), draw.choice(pools["slavic_family"].split())
    middle = [draw.choice(pools["slavic_patronymic"].split())] if draw.random() < 0.7 else []
    if given[-1] in "ая" and family[-1] == "в":
        family += "а"
    parts = [given, *middle, family]
    listed, other = ([_romanised(draw, part) for part in parts] for _ in range(2))
    return MadePerson(_cased(draw, listed), " ".join(parts), " ".join(other))


def _romanised(draw: random.Random, word: str) -> str:
    spelt = "".join(letters("cyrillic").get(letter, letter) for letter in word.lower())
    for written, ways in _LETTERS:
        if written in spelt and draw.random() < 0.5:
            spelt = spelt.replace(written, draw.choice(ways))
    return spelt.title()


def _korean(draw: random.Random) -> MadePerson:
    pools = _pools()
    family = draw.choice(pools["korean_family"].split())
    given = draw.sample(pools["korean_given"].split(), draw.choice((1, 2, 2, 2)))
    syllables = [part.split(":") for part in (family, *given)]
    listed, other = ([draw.choice(ways.split(",")) for _, ways in syllables] for _ in range(2))
    if draw.random() < 0.3 and len(listed) == 3:
        listed = [listed[0], f"{listed[1]}-{listed[2].lower()}"]
    return MadePerson(_cased(draw, listed), "".join(native for native, _ in syllables), " ".join(other))


def _chinese(draw: random.Random) -> MadePerson:
    pools = _pools()
    family = draw.choice(pools["chinese_family"].split()).split(":")
    given = [part.split(":") for part in draw.sample(pools["chinese_given"].split(), draw.choice((1, 2, 2)))]
    sounds = [sound for _, sound in given]
    together = [family[1], sounds[0] + "".join(sounds[1:]).lower()]
    apart = [family[1], *sounds]
    listed = draw.choice((together, together, apart, ["-".join(sounds), family[1]]))
    native = family[0] + "".join(sign for sign, _ in given)
    return MadePerson(_cased(draw, listed), native, " ".join(draw.choice((together, apart, together[::-1]))))


def _indian(draw: random.Random) -> MadePerson:
    pools = _pools()
    given = draw.sample(pools["indian_given"].split(), draw.choice((1, 1, 2)))
    parts = [part.split(":") for part in (*given, draw.choice(pools["indian_family"].split()))]
    listed, other = ([draw.choice(ways.split(",")) for _, ways in parts] for _ in range(2))
    return MadePerson(_cased(draw, listed), " ".join(native for native, _ in parts), " ".join(other))


def _western(draw: random.Random) -> MadePerson:
    pools = _pools()
    given, family = pools["latin_given"].split(), pools["latin_family"].split()
    parts = [draw.choice(given), *([draw.choice(given)] if draw.random() < 0.25 else []), draw.choice(family)]
    if draw.random() < 0.15:
        parts.append(draw.choice(family))
    return MadePerson(_cased(draw, parts), None, " ".join(parts))


def _cased(draw: random.Random, parts: list[str]) -> str:
    """Format a name as lists do: the family name in capitals, first or last."""
    way = draw.randrange(4)
    if way == 0:
        return " ".join([*parts[:-1], parts[-1].upper()])
    if way == 1:
        return " ".join([parts[-1].upper() + draw.choice((",", "")), *parts[:-1]])
    return " ".join(parts).upper() if way == 2 else " ".join(parts)


_TITLES = ("Dr.", "Prof.", "Sheikh", "Eng.", "Col.", "Mr", "Haji", "General", "Ms")
_CONFUSED = (
    ("m", "rn"),
    ("l", "1"),
    ("o", "0"),
    ("i", "l"),
    ("rn", "m"),
    ("e", "c"),
    ("h", "b"),
    ("u", "v"),
    ("s", "5"),
)
_SOUNDING = (("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("s", "z"), ("z", "s"), ("ch", "kh"), ("sh", "ch"),
             ("oo", "u"), ("ee", "i"), ("i", "y"), ("y", "i"), ("v", "w"), ("j", "dj"), ("q", "k"),
             ("ou", "u"))  # fmt: skip


def written_otherwise(draw: random.Random, text: str) -> str:
    """Change the name in one way that people, software or evaders do."""
    words = text.split()
    way = draw.choice(
        ("same", "order", "initial", "title", "vowels", "slip", "slip", "swap", "double", "confuse", "sound", "drop",
         "cut", "hyphen")
    )  # fmt: skip
    if way == "order" and len(words) > 1:
        turn = draw.randrange(1, len(words))
        return " ".join(words[turn:] + words[:turn]).replace(",", "")
    if way == "initial" and len(words) > 1:
        return " ".join([words[0][0] + ".", *words[1:]])
    if way == "title":
        return f"{draw.choice(_TITLES)} {text}"
    if way == "vowels":
        return " ".join(word[0] + "".join(c for c in word[1:] if c.lower() not in "aeiou") for word in words)
    if way == "drop" and len(words) > 2:
        gone = draw.randrange(len(words))
        return " ".join(word for place, word in enumerate(words) if place != gone)
    if way == "cut" and len(text) > 12:
        return text[: draw.randrange(max(10, len(text) // 2), len(text))].rstrip()
    if way == "hyphen":
        return text.replace("-", " ") if "-" in text else text.replace(" ", "-", 1)
    if way in ("confuse", "sound"):
        ways = [pair for pair in (_CONFUSED if way == "confuse" else _SOUNDING) if pair[0] in text]
        return text.replace(*draw.choice(ways), 1) if ways else text
    return _slipped(draw, text, way)


def _slipped(draw: random.Random, text: str, way: str) -> str:
    places = [place for place, letter in enumerate(text[:-1]) if letter.isalpha()]
    if not places or way == "same":
        return text
    place = draw.choice(places)
    if way == "double":
        return text[:place] + text[place] + text[place:]
    if way == "swap":
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if draw.random() < 0.5:
        return text[:place] + text[place + 1 :]
    return text[:place] + draw.choice("abcdefghiklmnoprstuvyz") + text[place + 1 :]
