"""A generated list and questions about it: persons, and organisations of ROR (CC0), with related parties beside
them.

Real lists contain families, and firms with their plants and subsidiaries. So does this one: the party meant must be
told apart from its neighbours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from vidsyn.matching.index.opened import Index
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.screening.building import Entry
from vidsyn.matching.screening.screener import Asked
from vidsyn.matching.training.people import person, written_otherwise

_LISTED = 3_500
_RELATED = 0.1  # share of the listed with a relative on the list
_FORMS = ("LLC", "JSC", "Co., Ltd.", "Limited", "OOO", "AO", "GmbH", "Inc.", "Corporation", "Company")
_DAUGHTERS = (
    "Trading",
    "Plant",
    "No. 2",
    "Research Institute",
    "Group",
    "Engineering",
    "Moscow",
    "Branch",
    "Holding",
)

_NEIGHBOURS = (  # share of questions about somebody else who shares all words but one with a listed party
    (ListingKind.PERSON, Asked.PERSON, 0.4),
    (ListingKind.ORGANISATION, Asked.ORGANISATION, 0.1),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: a name, and the key of the listed party it means; None where nobody on the list is meant."""

    text: str
    kind: Asked
    key: str | None


def made(index: Index, draw: random.Random) -> tuple[list[Entry], list[Question]]:
    """Generate the list and the questions; the same for the same index and seed."""
    entries: list[Entry] = []
    questions: list[Question] = []
    native = _native_names(index)
    for number in range(_LISTED * 2):
        key, listed = f"made-{number}", number % 2 == 0
        if number % 4 < 2:
            (name, ways), kind = _person(draw), ListingKind.PERSON
        else:
            (name, ways), kind = _organisation(index, draw, native), ListingKind.ORGANISATION
        asked = Asked.PERSON if kind is ListingKind.PERSON else Asked.ORGANISATION
        questions.extend(
            Question(text, asked, key if listed else None) for text in ways[: None if listed else 3]
        )
        if listed:
            entries.append(Entry("made", Listing(key=key, kind=kind, names=(name,))))
        if listed and draw.random() < _RELATED and (relative := _relative(draw, name, kind)):
            entries.append(Entry("made", Listing(key=f"{key}-near", kind=kind, names=(relative,))))
            meant = (relative, f"{key}-near") if draw.random() < 0.5 else (name, key)
            questions.append(Question(meant[0], asked, meant[1]))
    questions.extend(_neighbours(entries, draw))
    return entries, questions


def _relative(draw: random.Random, name: str, kind: ListingKind) -> str:
    if kind is ListingKind.ORGANISATION:
        daughter = draw.choice(_DAUGHTERS)
        return draw.choice((f"{name} {daughter}", f"{daughter} {name}"))
    words = name.split()
    if len(words) < 2:
        return ""
    others = person(draw).listed.replace(",", "").split()
    place = draw.randrange(len(words))
    return " ".join([*words[:place], draw.choice(others), *words[place + 1 :]])


def _neighbours(entries: list[Entry], draw: random.Random) -> Iterator[Question]:
    """Yield names of somebody else that share all but one word with a listed one."""
    for kind, asked, part in _NEIGHBOURS:
        listed = [entry.listing.names[0].split() for entry in entries if entry.listing.kind is kind]
        taken = {" ".join(sorted(word.casefold() for word in words)) for words in listed}
        for words in draw.sample(listed, round(len(listed) * part)):
            other = draw.choice(listed)
            place = draw.randrange(len(words))
            changed = [*words[:place], draw.choice(other), *words[place + 1 :]]
            if len(words) > 1 and " ".join(sorted(word.casefold() for word in changed)) not in taken:
                yield Question(" ".join(changed), asked, None)


def _person(draw: random.Random) -> tuple[str, list[str]]:
    found = person(draw)
    ways = [written_otherwise(draw, found.listed), found.otherwise, written_otherwise(draw, found.otherwise)]
    if found.native:
        ways.append(found.native)
    draw.shuffle(ways)
    return found.listed, ways


def _native_names(index: Index) -> list[tuple[int, str]]:
    """Return (record, name) of the names in another script of records that also have a Latin one."""
    found = []
    for number in range(len(index.names)):
        text = index.names[number]
        if not text.isascii() and sum(letter > "\u0370" for letter in text) > len(text) / 2:
            found.append((index.name_record[number], text))
    return found


def _organisation(index: Index, draw: random.Random, native: list[tuple[int, str]]) -> tuple[str, list[str]]:
    if draw.random() < 0.3:
        record, other = draw.choice(native)
        name = index.display_name(record)
        if name.isascii() and len(name) >= 6:
            return name, [other, other, written_otherwise(draw, name)]
    name = ""
    while len(name) < 6 or not name.isascii():
        name = index.names[draw.randrange(len(index.names))]
    other = name
    if draw.random() < 0.3:
        other = f"{draw.choice(('', draw.choice(_FORMS)))} {name}".strip()
        name = f"{name} {draw.choice(_FORMS)}"
    if draw.random() < 0.15:
        name = name.upper()
    return name, [written_otherwise(draw, name), written_otherwise(draw, name), other]
