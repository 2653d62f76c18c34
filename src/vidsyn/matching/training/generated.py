"""Generate partner names as lists of agreements write them, from the index itself (ROR is CC0), with a fixed seed.

Half the time the true record is removed from the candidates: the right answer is then "nobody", which teaches the
model not to take the next best.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vidsyn.matching.index.opened import Index

_SHORT = {"University": "Univ.", "Institute": "Inst.", "Technology": "Tech.", "National": "Nat.",
          "College": "Coll.",
          "Department": "Dept.", "Science": "Sci.", "Sciences": "Sci.", "International": "Int.",
          "Hospital": "Hosp.",
          "Université": "Univ.", "Universität": "Univ.", "Universidad": "Univ.", "Laboratory": "Lab."}  # fmt: skip
_UNITS = ("Dept. of Engineering", "School of Business", "Faculty of Science", "Dep. of Physics",
          "Medical Faculty", "Institutionen för fysik", "International Office", "Graduate School",
          "Fakultät für Chemie", "LTH")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A generated partner cell: its text, the country beside it (maybe none), and the record it means."""

    text: str
    country: str | None
    record: int
    absent: bool


def partner_names(index: Index, count: int, seed: int) -> Iterator[Made]:
    """Yield `count` cells, the same for the same index and seed."""
    draw = random.Random(seed)  # noqa: S311 – reproducible, not secret
    education = index.type_bit("education")
    while count:
        name = draw.randrange(len(index.names))
        record = index.name_record[name]
        text = index.names[name]
        if record in index.targets or len(text) < 8 or (" " not in text and text.isascii()):
            continue
        if not index.record_types[record] & education and draw.random() < 0.6:
            continue
        country = index.record_country[record] if draw.random() < 0.75 else None
        yield Made(_written(draw, index, text, record), country, record, draw.random() < 0.4)
        count -= 1


def _written(draw: random.Random, index: Index, text: str, record: int) -> str:
    way = draw.choice(
        ("exact", "case", "space", "typo", "typo", "short", "unit", "unit", "city", "country", "order")
    )
    if way == "case":
        return draw.choice((text.upper(), text.lower(), text.title()))
    if way == "space":
        return f"  {text.replace(' ', '  ', 1)}\u00a0"
    if way == "typo":
        return slip(draw, text)
    if way == "short":
        return re.sub(r"\w+", lambda word: _SHORT.get(word.group(), word.group()), text)
    if way == "unit":
        unit = draw.choice(_UNITS)
        return draw.choice((f"{text} ({unit})", f"{unit}, {text}", f"{text}, {unit}", f"{text} - {unit}"))
    if way == "city" and index.record_city[record]:
        return f"{text}, {index.record(record).city}"
    if way == "country":
        return f"{text}, {index.record_country[record]}"
    if way == "order" and " of " in text:
        head, tail = text.split(" of ", 1)
        return f"{tail} {head}"
    return text


def slip(draw: random.Random, text: str) -> str:
    """Make one typing error: a letter dropped, doubled, swapped with the next, or replaced."""
    places = [place for place, letter in enumerate(text[:-1]) if letter.isalpha()]
    if not places:
        return text
    place = draw.choice(places)
    way = draw.randrange(4)
    if way == 0:
        return text[:place] + text[place + 1 :]
    if way == 1:
        return text[:place] + text[place] + text[place:]
    if way == 2:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + draw.choice("abcdefghiklmnoprstuv") + text[place + 1 :]
